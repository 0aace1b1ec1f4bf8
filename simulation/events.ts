import { Heap } from 'heap-js';

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
  /**
   * Events of the same time happen in the order in which they were planned; what ends a start or an attempt comes
   * last, so that the last moment is in time.
   */
  readonly order: number;
  readonly kind: Kind;
  /** Instance, lane, path or client. */
  readonly who: number;
  /** Generation: an event of an earlier one is void. Else a server. */
  readonly generation: number;
  readonly count: number;
}

/** More than the events of any run. */
const LAST = 2 ** 40;

const byTime = (one: Event, other: Event): number => one.at - other.at || one.order - other.order;

/** The events to come. */
export class Events {
  /** Seconds since the run began. */
  now = 0;
  /** Events that have happened. */
  happened = 0;
  private planned = 0;
  private readonly heap = new Heap<Event>(byTime);

  plan(at: number, kind: Kind, who: number, generation: number, count = 0): void {
    const isEnd = kind === Kind.TimedOut || kind === Kind.Deadline || kind === Kind.Killed;
    const order = isEnd ? this.planned + LAST : this.planned;
    this.heap.push({ at, order, kind, who, generation, count });
    this.planned += 1;
  }

  /** The next event, to whose time the clock turns. */
  next(): Event | undefined {
    const event = this.heap.pop();
    if (event !== undefined) {
      this.now = event.at;
      this.happened += 1;
    }
    return event;
  }

  /** Time of the next event; `Infinity` where there is none. */
  get nextAt(): number {
    return this.heap.peek()?.at ?? Infinity;
  }
}
