/** The clock on the wall, scaled: a second of the declaration takes `millisecondsPerSecond` here. */
export class Clock {
  private readonly begin = performance.now();

  constructor(readonly millisecondsPerSecond: number) {}

  /** Seconds of the declaration since the clock was made. */
  get now(): number {
    return (performance.now() - this.begin) / this.millisecondsPerSecond;
  }

  milliseconds(seconds: number): number {
    return seconds * this.millisecondsPerSecond;
  }

  /** Calls back after so many seconds, unless it is stopped before. */
  after(seconds: number, signal: AbortSignal, act: () => void): void {
    if (signal.aborted) return;
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop);
        act();
      },
      this.milliseconds(Math.max(0, seconds)),
    );
    const stop = (): void => {
      clearTimeout(timer);
    };
    signal.addEventListener('abort', stop, { once: true });
  }

  /**
   * Waits so many seconds.
   *
   * @throws Stopped where it is stopped before
   */
  sleep(seconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        reject(new Stopped());
      };
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      this.after(seconds, signal, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
    });
  }
}

/** Something ended before it was through: an instance that gave up, or the storm. */
export class Stopped extends Error {}
