import { Attempts } from './attempts';
import { Connected } from './connected';
import { Events, Kind, type Event } from './events';
import { Instances } from './instances';
import { layoutOf, type Layout } from './layout';
import { NetworkPaths } from './network-path';
import type { Parameters } from './parameters';
import { Duration, Random } from './random';
import { Servers } from './server';
import type { Storm } from './storm';
import { Tally } from './tally';

/** A run that needs more is a client that tries again without a pause, or far too large. */
const MOST_EVENTS = 20_000_000;

/** What all runs of a storm share. */
export interface Course {
  readonly storm: Storm;
  readonly parameters: Parameters;
  readonly layout: Layout;
  readonly handshake: Duration;
}

/** Prepares a storm for its runs. */
export function courseOf(storm: Storm, parameters: Parameters): Course {
  return {
    storm,
    parameters,
    layout: layoutOf(storm),
    handshake: new Duration(storm.connectionSeconds, parameters.connectionTailRatio),
  };
}

/** The state of a run at one time. */
export interface Snapshot {
  readonly starting: number;
  readonly ready: number;
  /** Refusals so far, by server. */
  readonly refusals: readonly number[];
  /** Open connections by client, then server. */
  readonly held: readonly number[];
}

/** One storm from its first start to the last event that follows from it. */
export class Run {
  readonly tally: Tally;
  readonly servers: Servers;
  readonly events = new Events();
  private readonly instances: Instances;
  private readonly attempts: Attempts;
  private readonly connected: Connected;
  private readonly paths: NetworkPaths;

  /** @param run - number of the run: each has its own course of chance */
  constructor({ handshake, layout, parameters, storm }: Course, seed: number, run: number) {
    const random = new Random(seed, run);
    this.tally = new Tally(storm);
    this.servers = new Servers(
      storm,
      this.events,
      parameters.serverHandshakeSeconds,
      parameters.refusedSlotSeconds,
    );
    this.connected = new Connected(storm, this.events, random, this.servers, parameters.drainSpreadPercent);
    this.paths = new NetworkPaths(storm, this.events, random, parameters.connectorScalingSpreadPercent);
    this.instances = new Instances(storm, layout, parameters, this.events, random, this.servers, this.tally, {
      open: (instance) => {
        this.attempts.open(instance);
      },
      load: (instance) => {
        this.attempts.open(instance);
      },
      abandon: (instance) => {
        this.attempts.abandon(instance);
      },
      waitsForNetwork: (instance) => this.attempts.waitsForNetwork(instance),
      serves: (service) => {
        this.connected.drain(service);
      },
    });
    this.attempts = new Attempts(
      storm,
      layout,
      this.events,
      random,
      handshake,
      parameters.retryJitterPercent,
      this.servers,
      this.paths,
      this.tally,
      this.instances,
    );
  }

  /**
   * Lets everything happen.
   *
   * @throws RangeError when that has no end in sight
   */
  finish(mostEvents = MOST_EVENTS): this {
    for (let event = this.events.next(); event; event = this.events.next()) {
      this.happen(event);
      if (this.events.happened > mostEvents)
        throw new RangeError(`a run of more than ${mostEvents} events is not simulated`);
    }
    return this;
  }

  /** Lets everything happen up to a time, inclusively, and looks at it. */
  snapshotAt(seconds: number): Snapshot {
    while (this.events.nextAt <= seconds) this.happen(this.events.next()!);
    return {
      starting: this.instances.starting,
      ready: this.instances.ready,
      refusals: [...this.servers.refusals],
      held: [...this.servers.held],
    };
  }

  private happen({ count, generation, kind, who }: Event): void {
    if (kind <= Kind.Killed) this.ofInstance(kind, who, generation);
    else if (kind <= Kind.Retry) {
      if (this.attempts.generation[who] === generation) this.ofAttempt(kind, who);
    } else if (kind === Kind.Scaled) {
      this.paths.hasScaled(who);
      this.attempts.callInLine(who);
    } else if (kind === Kind.Released) this.servers.release(generation, who, count);
    else if (kind === Kind.RefusedGone) this.servers.refusedIsGone(generation);
    else if (kind === Kind.Unloaded) this.connected.unloaded(who, count);
    else this.connected.drained(who, count);
  }

  private ofInstance(kind: Kind, instance: number, generation: number): void {
    if (kind === Kind.Start) this.instances.start(instance);
    else if (this.instances.generation[instance] !== generation) return;
    else if (kind === Kind.Booted) this.instances.booted(instance);
    else if (kind === Kind.Listening) this.instances.listens(instance);
    else if (kind === Kind.Ready) this.instances.isReady(instance);
    else if (kind === Kind.Killed) this.instances.killed(instance);
    else this.instances.deadlineIsOver(instance);
  }

  private ofAttempt(kind: Kind, lane: number): void {
    if (kind === Kind.Reached) this.attempts.reached(lane);
    else if (kind === Kind.Arrived) this.attempts.arrived(lane);
    else if (kind === Kind.Answered) this.attempts.answered(lane);
    else if (kind === Kind.TimedOut) this.attempts.timedOut(lane);
    else this.attempts.attempt(lane);
  }
}
