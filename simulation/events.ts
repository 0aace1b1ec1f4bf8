/** What can happen in a run. */
export const enum Kind {
  // Of an instance.
  /** It begins to start. */
  Start,
  /** Its process has booted and turns to the database. */
  Booted,
  /** Its database deadline is over. */
  Deadline,
  /** Its process listens. */
  Listening,
  /** A startup probe passes. */
  Ready,
  /** The last probe has failed. */
  Killed,
  // Of an attempt to connect.
  /** Its instance has its network path. */
  Reached,
  /** It has crossed the network path. */
  Arrived,
  /** The server answers it. */
  Answered,
  /** Its connect timeout is over. */
  TimedOut,
  /** The pause before it, or an open breaker, is over. */
  Retry,
  // Of everything else.
  /** A connector has scaled. */
  Scaled,
  /** Slots of a server become free. */
  Released,
  /** A refused client lets its slot go. */
  RefusedGone,
  /** Requests of an outgoing instance have ended. */
  Unloaded,
  /** An outgoing instance has ended. */
  Drained,
}

/** One event. What the numbers mean depends on its kind. */
export interface Event {
  readonly at: number;
  readonly kind: Kind;
  /** Instance, lane, path or client. */
  readonly who: number;
  /** Generation: an event of an earlier one is void. Else a server. */
  readonly generation: number;
  readonly count: number;
}

/**
 * Events of the same time happen in the order in which they were planned; what ends a start or an attempt comes last, so
 * that the last moment is in time. More than the events of any run.
 */
const LAST = 2 ** 40;

/**
 * The events to come: a heap in flat arrays, its keys beside each other. With 50,000 events planned, objects in a heap
 * of a library miss the cache so often that the cost of a run grew faster than n log n.
 */
export class Events {
  /** Seconds since the run began. */
  now = 0;
  /** Events that have happened. */
  happened = 0;
  private planned = 0;
  private size = 0;
  private times = new Float64Array(64);
  private orders = new Float64Array(64);
  private places = new Int32Array(64);
  /** What happens, by place. */
  private readonly kinds: Kind[] = [];
  /** To whom, by place: who, generation, count. */
  private details = new Int32Array(64 * 3);
  private readonly free: number[] = [];

  plan(at: number, kind: Kind, who: number, generation: number, count = 0): void {
    if (this.size === this.times.length) this.grow();
    const place = this.free.pop() ?? this.size;
    this.kinds[place] = kind;
    this.details[place * 3] = who;
    this.details[place * 3 + 1] = generation;
    this.details[place * 3 + 2] = count;
    const isEnd = kind === Kind.TimedOut || kind === Kind.Deadline || kind === Kind.Killed;
    const order = isEnd ? this.planned + LAST : this.planned;
    this.planned += 1;
    let hole = this.size;
    this.size += 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.isBefore(at, order, parent)) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.fill(hole, at, order, place);
  }

  /** The next event, to whose time the clock turns. */
  next(): Event | undefined {
    if (this.size === 0) return undefined;
    const at = this.times[0]!;
    const place = this.places[0]!;
    this.size -= 1;
    this.free.push(place);
    if (this.size > 0) this.sink(this.times[this.size]!, this.orders[this.size]!, this.places[this.size]!);
    this.now = at;
    this.happened += 1;
    const first = place * 3;
    return {
      at,
      kind: this.kinds[place]!,
      who: this.details[first]!,
      generation: this.details[first + 1]!,
      count: this.details[first + 2]!,
    };
  }

  /** Time of the next event; `Infinity` where there is none. */
  get nextAt(): number {
    return this.size > 0 ? this.times[0]! : Infinity;
  }

  /** Finds the place of the last key, from the top down. */
  private sink(at: number, order: number, place: number): void {
    let hole = 0;
    for (let child = 1; child < this.size; child = 2 * hole + 1) {
      const other = child + 1;
      if (other < this.size && this.isBefore(this.times[other]!, this.orders[other]!, child)) child = other;
      if (this.isBefore(at, order, child)) break;
      this.move(child, hole);
      hole = child;
    }
    this.fill(hole, at, order, place);
  }

  private isBefore(at: number, order: number, index: number): boolean {
    const time = this.times[index]!;
    return at < time || (at === time && order < this.orders[index]!);
  }

  private move(from: number, to: number): void {
    this.fill(to, this.times[from]!, this.orders[from]!, this.places[from]!);
  }

  private fill(index: number, at: number, order: number, place: number): void {
    this.times[index] = at;
    this.orders[index] = order;
    this.places[index] = place;
  }

  private grow(): void {
    const enlarged = <T extends Float64Array | Int32Array>(larger: T, before: T): T => {
      larger.set(before);
      return larger;
    };
    const { length } = this.times;
    this.times = enlarged(new Float64Array(length * 2), this.times);
    this.orders = enlarged(new Float64Array(length * 2), this.orders);
    this.places = enlarged(new Int32Array(length * 2), this.places);
    this.details = enlarged(new Int32Array(length * 6), this.details);
  }
}
