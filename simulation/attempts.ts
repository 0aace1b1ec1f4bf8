import { Kind, type Events } from './events';
import { Phase, type Instances } from './instances';
import type { Layout } from './layout';
import type { NetworkPaths } from './network-path';
import type { Duration, Random } from './random';
import type { Servers } from './server';
import type { StartingFleet, Step, Storm } from './storm';
import type { Tally } from './tally';

/** Where an attempt to connect is. */
const enum State {
  Idle,
  /** Between two attempts. */
  Paused,
  /** Its instance has no network path yet. */
  Unreached,
  /** In the line of a connector. */
  InLine,
  /** On its way, or at the server. */
  Handshake,
}

/** A client that tries again without a pause still takes its time, seconds. */
const LEAST_PAUSE = 0.001;
/** A number, not infinity: a back-off of 0, doubled for ever, stays one. */
const LARGEST_FACTOR = Number.MAX_VALUE;

/** Attempts to connect: each ends once, as admitted, refused, timed out or abandoned. */
export class Attempts {
  /** By lane; an event of an earlier generation is void. */
  readonly generation: Int32Array;
  private readonly state: Uint8Array;
  private readonly tries: Int32Array;
  private readonly timesOutAt: Float64Array;
  /** By process. */
  private readonly step: Int32Array;
  private readonly toOpen: Int32Array;
  private readonly unfinished: Int32Array;
  private readonly failuresInRow: Int32Array;
  private readonly breakerOpenUntil: Float64Array;
  /** By instance: processes that are not through with their steps. */
  private readonly processesLeft: Int32Array;

  constructor(
    private readonly storm: Storm,
    private readonly layout: Layout,
    private readonly events: Events,
    private readonly random: Random,
    private readonly handshake: Duration,
    private readonly jitterPercent: number,
    private readonly servers: Servers,
    private readonly paths: NetworkPaths,
    private readonly tally: Tally,
    private readonly instances: Instances,
  ) {
    const lanes = layout.processOf.length;
    const processes = layout.instanceOf.length;
    this.generation = new Int32Array(lanes);
    this.state = new Uint8Array(lanes);
    this.tries = new Int32Array(lanes);
    this.timesOutAt = new Float64Array(lanes);
    this.step = new Int32Array(processes);
    this.toOpen = new Int32Array(processes);
    this.unfinished = new Int32Array(processes);
    this.failuresInRow = new Int32Array(processes);
    this.breakerOpenUntil = new Float64Array(processes);
    this.processesLeft = new Int32Array(layout.fleetOf.length);
  }

  /** Every process of an instance begins with its first step: of the start, or under load. */
  open(instance: number): void {
    const { processes } = this.instances.fleet(instance);
    const first = this.layout.firstProcess[instance]!;
    this.processesLeft[instance] = processes;
    for (let process = first; process < first + processes; process += 1) {
      this.step[process] = 0;
      this.failuresInRow[process] = 0;
      this.breakerOpenUntil[process] = 0;
      this.beginStep(process);
    }
    if (processes === 0 && this.instances.phase[instance] === Phase.Opening)
      this.instances.connected(instance);
  }

  /** The instance ends, and every attempt of it. */
  abandon(instance: number): void {
    this.eachLane(instance, (lane, fleet) => {
      if (this.state[lane] === State.Idle) return;
      if (this.state[lane] !== State.Paused) this.tally.abandoned[fleet]! += 1;
      this.end(lane);
    });
  }

  waitsForNetwork(instance: number): boolean {
    let waits = false;
    this.eachLane(instance, (lane) => {
      waits ||= this.state[lane] === State.Unreached || this.state[lane] === State.InLine;
    });
    return waits;
  }

  /** The instance's own path carries: on to the connector, or to the server. */
  reached(lane: number): void {
    const { path } = this.fleetOf(lane);
    if (path < 0 || this.paths.enters(path)) {
      this.crosses(lane);
      return;
    }
    this.state[lane] = State.InLine;
    const generation = this.generation[lane]!;
    this.paths.wait(path, lane, generation);
    const timesOutAt = this.timesOutAt[lane]!;
    if (timesOutAt < Infinity) this.events.plan(timesOutAt, Kind.TimedOut, lane, generation);
  }

  /** The attempt has crossed the network: the server's vCPUs are next. */
  arrived(lane: number): void {
    const answersAt = this.servers.answersAt(this.stepOf(lane).server);
    if (answersAt <= this.events.now) this.answered(lane);
    else this.planUnlessLate(answersAt, Kind.Answered, lane);
  }

  answered(lane: number): void {
    const { client } = this.fleetOf(lane);
    const fleet = this.fleetIndex(lane);
    const { server } = this.stepOf(lane);
    const instance = this.instanceOf(lane);
    this.end(lane);
    if (this.servers.admits(server, client)) {
      this.tally.admitted[fleet]! += 1;
      this.instances.open[instance * this.storm.servers.length + server]! += 1;
      this.failuresInRow[this.layout.processOf[lane]!] = 0;
      this.finishes(lane);
    } else {
      this.tally.refused[fleet]! += 1;
      this.tally.lastChange = this.events.now;
      this.instances.wasRefused[instance] = 1;
      this.fails(lane);
    }
  }

  timedOut(lane: number): void {
    this.tally.timedOut[this.fleetIndex(lane)]! += 1;
    if (this.state[lane] !== State.Handshake) this.instances.wasUnreached[this.instanceOf(lane)] = 1;
    this.end(lane);
    this.fails(lane);
  }

  /** One attempt, or the end of a pause before it. */
  attempt(lane: number): void {
    const process = this.layout.processOf[lane]!;
    const { now } = this.events;
    const generation = (this.generation[lane]! += 1);
    if (this.breakerOpenUntil[process]! > now) {
      this.state[lane] = State.Paused;
      this.events.plan(this.breakerOpenUntil[process]!, Kind.Retry, lane, generation);
      return;
    }
    this.tries[lane]! += 1;
    this.tally.attempts[this.fleetIndex(lane)]! += 1;
    const { connectTimeoutSeconds } = this.fleetOf(lane);
    // Drivers read 0 as none.
    this.timesOutAt[lane] = connectTimeoutSeconds === 0 ? Infinity : now + connectTimeoutSeconds;
    const reachableAt = this.instances.reachableAt[this.instanceOf(lane)]!;
    this.state[lane] = State.Unreached;
    if (reachableAt <= now) this.reached(lane);
    else this.planUnlessLate(reachableAt, Kind.Reached, lane);
  }

  /** Those in line whose turn it is. */
  callInLine(path: number): void {
    for (let next = this.paths.nextInLine(path); next; next = this.paths.nextInLine(path)) {
      if (this.generation[next.lane] !== next.generation || this.state[next.lane] !== State.InLine) continue;
      this.paths.enterFromLine(path);
      this.crosses(next.lane);
    }
  }

  private crosses(lane: number): void {
    this.state[lane] = State.Handshake;
    const arrivesAt = this.events.now + this.handshake.draw(this.random);
    this.planUnlessLate(arrivesAt, Kind.Arrived, lane);
  }

  private planUnlessLate(at: number, kind: Kind, lane: number): void {
    const timesOutAt = this.timesOutAt[lane]!;
    const late = at > timesOutAt;
    this.events.plan(late ? timesOutAt : at, late ? Kind.TimedOut : kind, lane, this.generation[lane]!);
  }

  /** The attempt is over: nothing that was planned for it happens, and its place on the path is free. */
  private end(lane: number): void {
    const { path } = this.fleetOf(lane);
    const hadPlace = this.state[lane] === State.Handshake && path >= 0;
    this.state[lane] = State.Idle;
    this.generation[lane]! += 1;
    if (!hadPlace) return;
    this.paths.leave(path);
    this.callInLine(path);
  }

  private fails(lane: number): void {
    const instance = this.instanceOf(lane);
    // Under load a request fails with it, and nothing tries again on its behalf.
    if (this.instances.phase[instance] === Phase.Ready) {
      this.finishes(lane);
      return;
    }
    const process = this.layout.processOf[lane]!;
    const { retry } = this.fleetOf(lane);
    const tries = this.tries[lane]!;
    if (tries >= retry.attempts) {
      this.instances.givesUp(instance);
      return;
    }
    const { now } = this.events;
    const failures = (this.failuresInRow[process]! += 1);
    if (retry.breakerFailures > 0 && failures >= retry.breakerFailures)
      this.breakerOpenUntil[process] = now + retry.breakerSeconds;
    const factor = Math.min(2 ** (tries - 1), LARGEST_FACTOR);
    const pause = Math.min(retry.initialSeconds * factor, retry.maxSeconds);
    const again = now + Math.max(LEAST_PAUSE, this.random.upTo(pause, this.jitterPercent));
    this.state[lane] = State.Paused;
    this.events.plan(again, Kind.Retry, lane, this.generation[lane]!);
  }

  /** A connection is open, or given up under load: the lane goes on with the next one. */
  private finishes(lane: number): void {
    const process = this.layout.processOf[lane]!;
    this.unfinished[process]! -= 1;
    if (this.toOpen[process]! > 0) this.openNext(lane);
    else if (this.unfinished[process] === 0) {
      this.step[process]! += 1;
      this.beginStep(process);
    }
  }

  private beginStep(process: number): void {
    const instance = this.layout.instanceOf[process]!;
    const step = this.stepsOf(instance)[this.step[process]!];
    if (step === undefined) {
      this.processesLeft[instance]! -= 1;
      if (this.processesLeft[instance] === 0 && this.instances.phase[instance] === Phase.Opening)
        this.instances.connected(instance);
      return;
    }
    this.toOpen[process] = step.connections;
    this.unfinished[process] = step.connections;
    const first = this.layout.firstLane[process]!;
    for (let lane = first; lane < first + step.atOnce; lane += 1) this.openNext(lane);
  }

  private openNext(lane: number): void {
    this.toOpen[this.layout.processOf[lane]!]! -= 1;
    this.tries[lane] = 0;
    this.attempt(lane);
  }

  private eachLane(instance: number, visit: (lane: number, fleet: number) => void): void {
    const fleet = this.layout.fleetOf[instance]!;
    const first = this.layout.firstLane[this.layout.firstProcess[instance]!]!;
    const lanes = this.storm.starting[fleet]!.processes * this.layout.width[fleet]!;
    for (let lane = first; lane < first + lanes; lane += 1) visit(lane, fleet);
  }

  private stepsOf(instance: number): readonly Step[] {
    const { load, steps } = this.instances.fleet(instance);
    return this.instances.phase[instance] === Phase.Ready ? load : steps;
  }

  private stepOf(lane: number): Step {
    const process = this.layout.processOf[lane]!;
    return this.stepsOf(this.layout.instanceOf[process]!)[this.step[process]!]!;
  }

  private instanceOf(lane: number): number {
    return this.layout.instanceOf[this.layout.processOf[lane]!]!;
  }

  private fleetIndex(lane: number): number {
    return this.layout.fleetOf[this.instanceOf(lane)]!;
  }

  private fleetOf(lane: number): StartingFleet {
    return this.storm.starting[this.fleetIndex(lane)]!;
  }
}
