import { Kind, type Events } from './events';
import type { Layout } from './layout';
import type { Parameters } from './parameters';
import type { Random } from './random';
import type { Servers } from './server';
import { LEFT_BEHIND, type StartingFleet, type Storm } from './storm';
import type { Cause, Tally } from './tally';

/** Where an instance is in its start. */
export const enum Phase {
  Down,
  Booting,
  Opening,
  Migrating,
  /** The process listens, and a probe will find it in time. */
  Listening,
  /** It listens, too late for the last probe. */
  Late,
  Ready,
}

/** What instances do to the world around them. */
export interface Surroundings {
  /** An instance turns to the database. */
  readonly open: (instance: number) => void;
  /** An instance is ready and takes load. */
  readonly load: (instance: number) => void;
  /** An instance ends: its attempts too. */
  readonly abandon: (instance: number) => void;
  /** Whether one of its attempts waits for the network. */
  readonly waitsForNetwork: (instance: number) => boolean;
  /** A service's first new instance is ready. */
  readonly serves: (service: number) => void;
}

/** The life of instances: start, boot, connections, migration, probe; failure and the next start. */
export class Instances {
  readonly phase: Uint8Array;
  /** Starts so far; an event of an earlier one is void. */
  readonly generation: Int32Array;
  /** When the instance's own network path carries. */
  readonly reachableAt: Float64Array;
  /** What happened to attempts of the first start, whose cause counts: refused, not reached. */
  readonly wasRefused: Uint8Array;
  readonly wasUnreached: Uint8Array;
  /** Open connections by instance, then server. */
  readonly open: Int32Array;
  starting = 0;
  ready = 0;
  private readonly startedAt: Float64Array;
  private readonly firstStartedAt: Float64Array;
  private readonly failures: Int32Array;
  private readonly hasServed: Uint8Array;

  constructor(
    private readonly storm: Storm,
    private readonly layout: Layout,
    private readonly parameters: Parameters,
    private readonly events: Events,
    private readonly random: Random,
    private readonly servers: Servers,
    private readonly tally: Tally,
    private readonly surroundings: Surroundings,
  ) {
    const { length } = layout.fleetOf;
    this.phase = new Uint8Array(length);
    this.generation = new Int32Array(length);
    this.reachableAt = new Float64Array(length);
    this.wasRefused = new Uint8Array(length);
    this.wasUnreached = new Uint8Array(length);
    this.open = new Int32Array(length * storm.servers.length);
    this.startedAt = new Float64Array(length);
    this.firstStartedAt = new Float64Array(length);
    this.failures = new Int32Array(length);
    this.hasServed = new Uint8Array(storm.services.length);
    for (let instance = 0; instance < length; instance += 1) {
      this.firstStartedAt[instance] = random.upTo(parameters.startSpreadSeconds, 100);
      events.plan(this.firstStartedAt[instance]!, Kind.Start, instance, 0);
    }
  }

  fleet(instance: number): StartingFleet {
    return this.storm.starting[this.layout.fleetOf[instance]!]!;
  }

  start(instance: number): void {
    const { now } = this.events;
    const { bootSeconds, probe, warmUpSeconds } = this.fleet(instance);
    const generation = (this.generation[instance]! += 1);
    this.starting += 1;
    this.phase[instance] = Phase.Booting;
    this.startedAt[instance] = now;
    const { directVpcSpreadPercent, stepSpreadPercent } = this.parameters;
    this.reachableAt[instance] = now + this.random.upTo(warmUpSeconds, directVpcSpreadPercent);
    this.events.plan(
      now + this.random.upTo(bootSeconds, stepSpreadPercent),
      Kind.Booted,
      instance,
      generation,
    );
    const lastProbe = probe.initialDelaySeconds + (probe.failureThreshold - 1) * probe.periodSeconds;
    this.events.plan(now + lastProbe + probe.timeoutSeconds, Kind.Killed, instance, generation);
  }

  booted(instance: number): void {
    this.phase[instance] = Phase.Opening;
    const { deadlineSeconds } = this.fleet(instance);
    this.events.plan(this.events.now + deadlineSeconds, Kind.Deadline, instance, this.generation[instance]!);
    this.surroundings.open(instance);
  }

  /** All connections of its start are open. */
  connected(instance: number): void {
    this.phase[instance] = Phase.Migrating;
    const seconds = this.random.upTo(
      this.fleet(instance).migrationSeconds,
      this.parameters.stepSpreadPercent,
    );
    if (seconds === 0) this.listens(instance);
    else {
      this.events.plan(this.events.now + seconds, Kind.Listening, instance, this.generation[instance]!);
    }
  }

  /** A probe passes when the process listens before its time-out; the first one that does decides. */
  listens(instance: number): void {
    const { now } = this.events;
    const { failureThreshold, initialDelaySeconds, periodSeconds, timeoutSeconds } =
      this.fleet(instance).probe;
    const age = now - this.startedAt[instance]!;
    const missed = Math.max(0, Math.ceil((age - initialDelaySeconds - timeoutSeconds) / periodSeconds));
    if (missed >= failureThreshold) {
      this.phase[instance] = Phase.Late;
      return;
    }
    this.phase[instance] = Phase.Listening;
    const wait = initialDelaySeconds + missed * periodSeconds - age;
    if (wait <= 0) this.isReady(instance);
    else this.events.plan(now + wait, Kind.Ready, instance, this.generation[instance]!);
  }

  isReady(instance: number): void {
    const { now } = this.events;
    const fleet = this.layout.fleetOf[instance]!;
    const { service } = this.storm.starting[fleet]!;
    this.phase[instance] = Phase.Ready;
    this.starting -= 1;
    this.ready += 1;
    this.tally.ready[fleet]! += 1;
    if (this.failures[instance] === 0) this.tally.started[fleet]! += 1;
    this.tally.readySeconds[instance] = now - this.firstStartedAt[instance]!;
    this.tally.lastChange = now;
    if (this.hasServed[service] === 0) {
      this.hasServed[service] = 1;
      this.surroundings.serves(service);
    }
    this.surroundings.load(instance);
  }

  deadlineIsOver(instance: number): void {
    if (this.phase[instance] === Phase.Opening) this.givesUp(instance);
  }

  /** It gives up: the deadline is over, or its attempts are used up. */
  givesUp(instance: number): void {
    this.fails(instance, 'deadlineTooShort', this.parameters.exitLeavesConnectionsPercent);
  }

  /** The last probe has failed; one that passed in time has no say any more. */
  killed(instance: number): void {
    if (this.phase[instance] === Phase.Ready || this.phase[instance] === Phase.Listening) return;
    this.fails(instance, 'probeTooShort', this.parameters.killLeavesConnectionsPercent);
  }

  private fails(instance: number, otherwise: Cause, leavesPercent: number): void {
    const { now } = this.events;
    const fleet = this.layout.fleetOf[instance]!;
    this.tally.failedStarts[fleet]! += 1;
    this.tally.lastChange = now;
    const failures = (this.failures[instance]! += 1);
    if (failures === 1) this.tally.countCause(fleet, this.causeOf(instance, otherwise));
    if (failures === 2) this.tally.crashLoops[fleet]! += 1;
    this.surroundings.abandon(instance);
    this.endConnections(instance, leavesPercent);
    this.phase[instance] = Phase.Down;
    // What was planned for this start is void.
    this.generation[instance]! += 1;
    this.starting -= 1;
    const { observationSeconds, restartBackoffFactor, restartBackoffMaxSeconds } = this.parameters;
    const { crashLoopSeconds } = this.storm;
    const grown = Math.min(
      crashLoopSeconds * Math.min(restartBackoffFactor ** (failures - 1), Number.MAX_VALUE),
      Math.max(crashLoopSeconds, restartBackoffMaxSeconds),
    );
    const again = Math.max(now, this.startedAt[instance]! + grown);
    if (again <= observationSeconds) this.events.plan(again, Kind.Start, instance, 0);
  }

  /** Of an attempt that was refused the server was reached: what failed then is the limit, however long it took. */
  private causeOf(instance: number, otherwise: Cause): Cause {
    if (this.phase[instance] !== Phase.Opening) return otherwise;
    if (this.wasRefused[instance] === 1) return 'exhausted';
    const unreached = this.wasUnreached[instance] === 1 || this.surroundings.waitsForNetwork(instance);
    return unreached ? 'networkNotReady' : otherwise;
  }

  private endConnections(instance: number, leavesPercent: number): void {
    const { servers } = this.storm;
    const client = this.fleet(instance).client;
    const leaves = this.random.happens(leavesPercent);
    for (let server = 0; server < servers.length; server += 1) {
      const at = instance * servers.length + server;
      const count = this.open[at]!;
      if (count === 0) continue;
      this.open[at] = 0;
      const { lingerSeconds } = servers[server]!;
      const owner = leaves && lingerSeconds > 0 ? LEFT_BEHIND : client;
      const lasts = owner === client ? this.parameters.slotReleaseSeconds : lingerSeconds;
      if (owner !== client) this.servers.pass(server, client, owner, count);
      if (lasts === 0) this.servers.release(server, owner, count);
      else this.events.plan(this.events.now + lasts, Kind.Released, owner, server, count);
    }
  }
}
