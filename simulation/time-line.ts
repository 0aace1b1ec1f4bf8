import { Run, type Course, type Snapshot } from './run';
import { BACKGROUND, LEFT_BEHIND } from './storm';

/** One run over time, for drawing. */
export interface TimeLine {
  /** Number of the run, from 0. */
  readonly run: number;
  /** Services that start in it. */
  readonly services: readonly string[];
  /** The database that is fullest. */
  readonly database: string;
  readonly limit: number;
  readonly reserved: number;
  readonly instances: number;
  /** Whose connections `open` counts, in its order; only those that hold any at some time. */
  readonly clients: readonly string[];
  readonly points: readonly TimePoint[];
}

/** The state at one time. */
export interface TimePoint {
  readonly seconds: number;
  /** Instances that are starting. */
  readonly starting: number;
  /** Instances that are ready. */
  readonly ready: number;
  /** Refusals so far, of that database. */
  readonly refusals: number;
  /** Open connections by client. */
  readonly open: readonly number[];
}

const POINTS = 120;

/** Runs one run again, and looks at it at equal intervals up to the last change. */
export function timeLineOf(course: Course, seed: number, run: number, server: number): TimeLine {
  const { starting, clients, servers, services } = course.storm;
  const { lastChange } = new Run(course, seed, run).finish().tally;
  const step = stepFor(lastChange);
  const again = new Run(course, seed, run);
  const count = Math.min(POINTS, Math.ceil(lastChange / step) + 2);
  const snapshots = Array.from({ length: count }, (_, index) => {
    const seconds = Math.round(index * step * 1000) / 1000;
    return [seconds, again.snapshotAt(seconds)] as const;
  });
  const heldBy = (snapshot: Snapshot, client: number): number =>
    snapshot.held[client * servers.length + server]!;
  const order = [BACKGROUND, ...clients.keys()].filter(
    (client, index) => index === 0 || (client !== BACKGROUND && client !== LEFT_BEHIND),
  );
  const shown = [...order, LEFT_BEHIND].filter((client) =>
    snapshots.some(([, snapshot]) => heldBy(snapshot, client) > 0),
  );
  const { capacity, limit, name } = servers[server]!;
  return {
    run,
    services,
    database: name,
    limit,
    reserved: limit === Infinity ? 0 : limit - capacity,
    instances: starting.reduce((sum, fleet) => sum + fleet.instances, 0),
    clients: shown.map((client) => clients[client]!),
    points: snapshots.map(([seconds, snapshot]) => ({
      seconds,
      starting: snapshot.starting,
      ready: snapshot.ready,
      refusals: snapshot.refusals[server]!,
      open: shown.map((client) => heldBy(snapshot, client)),
    })),
  };
}

/** A round interval with which the whole time fits. */
function stepFor(seconds: number): number {
  const steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 30, 60];
  return steps.find((step) => seconds / step <= POINTS - 2) ?? Math.ceil(seconds / (POINTS - 2));
}
