import type { Run } from './run';
import { durationsOf, shareOfRuns, type Durations, type Share } from './statistics';
import type { Storm } from './storm';
import { CAUSES, type Cause } from './tally';

/** What became of instances, over all runs. Counts are totals. */
export interface Outcome {
  /** Instances that start, of one run. */
  readonly instances: number;
  /** Share of the instances that were ready in their first start: within the database deadline and the probe window. */
  readonly started: Share;
  /** Share of the instances that were ready in any start before the observation ends. */
  readonly readyShare: number;
  /** Seconds from an instance's first start until it is ready, of those that are. */
  readonly timeToReadySeconds: Durations;
  /** Attempts to open a connection. */
  readonly attempts: number;
  /** Attempts that the server refused with SQLSTATE 53300. */
  readonly refusals: number;
  /** Attempts that outlasted the connect timeout. */
  readonly timeouts: number;
  /** Starts that failed. */
  readonly failedStarts: number;
  /** Instances that failed twice in a row. */
  readonly crashLoops: number;
  /** Instances whose first start failed, by what failed it. */
  readonly causes: Readonly<Record<Cause, number>>;
}

/** What became of one service. */
export interface ServiceOutcome extends Outcome {
  readonly name: string;
}

/** What became of one server. */
export interface DatabaseOutcome {
  readonly name: string;
  /** `null` where a pooler's is not known. */
  readonly limit: number | null;
  readonly reserved: number;
  /** Most open connections in any run: those of ordinary roles, without what is reserved. */
  readonly peakConnections: number;
  readonly refusals: number;
  /** Connections of everybody who is connected when the first storm begins: what they may have, and what they got. */
  readonly before: { readonly wanted: number; readonly connected: number };
}

/** Collects the runs of one storm. */
export class Outcomes {
  /** Share of each run that was ready in its first start, by service. */
  private readonly shares: readonly Float64Array[];
  private readonly ready: readonly Float64Array[];
  private readonly instances: readonly number[];
  private readonly totals: readonly Record<keyof typeof ZERO, number>[];
  private readonly causes: readonly Record<Cause, number>[];
  private readonly peaks: number[];
  private readonly refusals: number[];
  events = 0;

  constructor(
    readonly storm: Storm,
    private readonly runs: number,
  ) {
    this.instances = storm.services.map((_, service) =>
      storm.starting.reduce((sum, fleet) => sum + (fleet.service === service ? fleet.instances : 0), 0),
    );
    this.shares = storm.services.map(() => new Float64Array(runs));
    this.ready = this.instances.map((instances) => new Float64Array(instances * runs).fill(NaN));
    this.totals = storm.services.map(() => ({ ...ZERO }));
    this.causes = storm.services.map(() => noCauses());
    this.peaks = storm.servers.map(() => 0);
    this.refusals = storm.servers.map(() => 0);
  }

  add(run: number, { events, servers, tally }: Run): void {
    this.events += events.happened;
    const filled = this.instances.map((instances) => instances * run);
    let first = 0;
    this.storm.starting.forEach(({ instances, service }, fleet) => {
      const totals = this.totals[service]!;
      totals.attempts += tally.attempts[fleet]!;
      totals.refusals += tally.refused[fleet]!;
      totals.timeouts += tally.timedOut[fleet]!;
      totals.failedStarts += tally.failedStarts[fleet]!;
      totals.crashLoops += tally.crashLoops[fleet]!;
      totals.ready += tally.ready[fleet]!;
      for (const cause of CAUSES) this.causes[service]![cause] += tally.causeCount(fleet, cause);
      this.shares[service]![run]! += tally.started[fleet]! / this.instances[service]!;
      this.ready[service]!.set(tally.readySeconds.subarray(first, first + instances), filled[service]);
      filled[service]! += instances;
      first += instances;
    });
    this.storm.servers.forEach((_, server) => {
      this.peaks[server] = Math.max(this.peaks[server]!, servers.peak[server]!);
      this.refusals[server]! += servers.refusals[server]!;
    });
  }

  /** Of the services of which instances start. */
  get services(): readonly ServiceOutcome[] {
    return this.storm.services.flatMap((name, service) =>
      this.instances[service] === 0 ? [] : [{ name, ...outcomeOf([this.part(service)], this.runs) }],
    );
  }

  /** Whether any instance starts. */
  get starts(): boolean {
    return this.instances.some((instances) => instances > 0);
  }

  get databases(): readonly DatabaseOutcome[] {
    return this.storm.servers.map(({ capacity, limit, name }, server) => ({
      name,
      limit: limit === Infinity ? null : limit,
      reserved: limit === Infinity ? 0 : limit - capacity,
      peakConnections: this.peaks[server]!,
      refusals: this.refusals[server]!,
      before: beforeOf(this.storm, server),
    }));
  }

  /** Mean share of the runs. */
  get share(): number {
    return this.sharesOfRuns().reduce((sum, share) => sum + share, 0) / this.runs;
  }

  /** The server that is fullest, in connections of its limit. */
  get fullest(): number {
    const fullness = this.storm.servers.map(
      ({ capacity }, server) => this.peaks[server]! / Math.max(1, capacity),
    );
    return fullness.indexOf(Math.max(...fullness));
  }

  /** The run in the middle, by its share. */
  get representative(): number {
    const shares = this.sharesOfRuns();
    const order = shares.map((_, run) => run).sort((a, b) => shares[a]! - shares[b]! || a - b);
    return order[order.length >> 1]!;
  }

  /** The parts of all services, to be summed up with those of other storms. */
  get parts(): readonly Part[] {
    return this.storm.services.map((_, service) => this.part(service));
  }

  private part(service: number): Part {
    return {
      instances: this.instances[service]!,
      shares: this.shares[service]!,
      ready: this.ready[service]!,
      totals: this.totals[service]!,
      causes: this.causes[service]!,
    };
  }

  private sharesOfRuns(): readonly number[] {
    return runShares(this.parts, this.runs);
  }
}

function beforeOf({ connected, servers }: Storm, server: number): DatabaseOutcome['before'] {
  const { background, capacity } = servers[server]!;
  const wanted = connected.reduce(
    (sum, { held, instances, load }) => sum + instances * (held[server]! + load[server]!),
    background,
  );
  return { wanted, connected: Math.min(wanted, capacity) };
}

const ZERO = { attempts: 0, refusals: 0, timeouts: 0, failedStarts: 0, crashLoops: 0, ready: 0 };

/** One service's runs. */
export interface Part {
  readonly instances: number;
  readonly shares: Float64Array;
  readonly ready: Float64Array;
  readonly totals: Readonly<typeof ZERO>;
  readonly causes: Readonly<Record<Cause, number>>;
}

/** Sums services up. */
export function outcomeOf(parts: readonly Part[], runs: number): Outcome {
  const total = (key: keyof typeof ZERO): number => parts.reduce((sum, { totals }) => sum + totals[key], 0);
  const instances = instancesIn(parts);
  const causes = noCauses();
  for (const part of parts) for (const cause of CAUSES) causes[cause] += part.causes[cause];
  return {
    instances,
    started: shareOfRuns(runShares(parts, runs), instances),
    readyShare: instances === 0 ? 1 : total('ready') / (instances * runs),
    timeToReadySeconds: durationsOf(joined(parts.map(({ ready }) => ready))),
    attempts: total('attempts'),
    refusals: total('refusals'),
    timeouts: total('timeouts'),
    failedStarts: total('failedStarts'),
    crashLoops: total('crashLoops'),
    causes,
  };
}

function runShares(parts: readonly Part[], runs: number): readonly number[] {
  const instances = instancesIn(parts);
  if (instances === 0) return [];
  return Array.from({ length: runs }, (_, run) => {
    const started = parts.reduce((sum, part) => sum + Math.round(part.shares[run]! * part.instances), 0);
    return started / instances;
  });
}

function instancesIn(parts: readonly Part[]): number {
  return parts.reduce((sum, { instances }) => sum + instances, 0);
}

function joined(arrays: readonly Float64Array[]): Float64Array {
  if (arrays.length === 1) return arrays[0]!;
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

function noCauses(): Record<Cause, number> {
  return { exhausted: 0, networkNotReady: 0, deadlineTooShort: 0, probeTooShort: 0 };
}
