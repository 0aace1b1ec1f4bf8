const BEAT_MILLISECONDS = 5;

/** Measures how late timers are: where the machine is too busy, a storm is slower than what it plays. */
export class Metronome {
  private beats = 0;
  private late = 0;
  private due = performance.now() + BEAT_MILLISECONDS;
  private readonly timer = setInterval(() => {
    this.beat();
  }, BEAT_MILLISECONDS);

  /** Stops; returns by how many milliseconds a timer was late, on average. */
  stop(): number {
    clearInterval(this.timer);
    return this.beats === 0 ? 0 : this.late / this.beats;
  }

  private beat(): void {
    const now = performance.now();
    this.beats += 1;
    this.late += Math.max(0, now - this.due);
    this.due = now + BEAT_MILLISECONDS;
  }
}
