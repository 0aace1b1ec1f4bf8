import { Kind, type Events } from './events';
import type { Random } from './random';
import type { Storm } from './storm';

/** Handshakes of a connector: so many at the same time, the others wait in line. */
export class NetworkPaths {
  private readonly slots: Float64Array;
  private readonly busy: Int32Array;
  private readonly isScaling: Uint8Array;
  private readonly lines: readonly number[][];
  private readonly heads: Int32Array;

  constructor(
    private readonly storm: Storm,
    private readonly events: Events,
    private readonly random: Random,
    private readonly scalingSpreadPercent: number,
  ) {
    const { paths } = storm;
    this.slots = Float64Array.from(paths, ({ slots }) => slots);
    this.busy = new Int32Array(paths.length);
    this.isScaling = new Uint8Array(paths.length);
    this.lines = paths.map(() => []);
    this.heads = new Int32Array(paths.length);
    paths.forEach(({ scalesAtOnce }, path) => {
      if (scalesAtOnce) this.scale(path);
    });
  }

  /** Takes a slot; without one left, the connector begins to scale. */
  enters(path: number): boolean {
    if (this.busy[path]! < this.slots[path]!) {
      this.busy[path]! += 1;
      return true;
    }
    this.scale(path);
    return false;
  }

  /** Waits in line: a lane, and the generation in which it waits. */
  wait(path: number, lane: number, generation: number): void {
    this.lines[path]!.push(lane, generation);
  }

  leave(path: number): void {
    this.busy[path]! -= 1;
  }

  hasScaled(path: number): void {
    this.slots[path] = this.storm.paths[path]!.scaledSlots;
  }

  /** The next in line that has a slot now, as index of its lane and generation; `undefined` where nobody has. */
  nextInLine(path: number): { readonly lane: number; readonly generation: number } | undefined {
    const line = this.lines[path]!;
    const head = this.heads[path]!;
    if (head >= line.length || this.busy[path]! >= this.slots[path]!) return undefined;
    this.heads[path] = head + 2;
    const next = { lane: line[head]!, generation: line[head + 1]! };
    if (this.heads[path] > 1024 && this.heads[path] * 2 > line.length) {
      line.splice(0, this.heads[path]);
      this.heads[path] = 0;
    }
    return next;
  }

  /** The same lane takes the slot that `nextInLine` found. */
  enterFromLine(path: number): void {
    this.busy[path]! += 1;
  }

  private scale(path: number): void {
    const { slots, scaledSlots, scalingSeconds } = this.storm.paths[path]!;
    if (this.isScaling[path] === 1 || scaledSlots <= slots) return;
    this.isScaling[path] = 1;
    const seconds = this.random.upTo(scalingSeconds, this.scalingSpreadPercent);
    this.events.plan(this.events.now + seconds, Kind.Scaled, path, 0);
  }
}
