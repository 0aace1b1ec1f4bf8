import type { Storm } from './storm';

/**
 * Where instances, processes and lanes lie in flat arrays. A lane opens one connection at a time; a process has as
 * many as its driver opens connections at once.
 */
export interface Layout {
  /** Fleet of an instance. */
  readonly fleetOf: Int32Array;
  readonly firstProcess: Int32Array;
  /** Instance of a process. */
  readonly instanceOf: Int32Array;
  readonly firstLane: Int32Array;
  /** Lanes of a process of a fleet. */
  readonly width: readonly number[];
  /** Process of a lane. */
  readonly processOf: Int32Array;
}

/** Lays out a storm; the same for all of its runs. */
export function layoutOf({ starting }: Storm): Layout {
  const width = starting.map(({ load, steps }) =>
    Math.max(1, ...[...steps, ...load].map(({ atOnce }) => atOnce)),
  );
  const fleetOf = starting.flatMap(({ instances }, fleet) => Array<number>(instances).fill(fleet));
  const firstProcess: number[] = [];
  const instanceOf: number[] = [];
  const firstLane: number[] = [];
  const processOf: number[] = [];
  fleetOf.forEach((fleet, instance) => {
    firstProcess.push(instanceOf.length);
    for (let process = 0; process < starting[fleet]!.processes; process += 1) {
      firstLane.push(processOf.length);
      for (let lane = 0; lane < width[fleet]!; lane += 1) processOf.push(instanceOf.length);
      instanceOf.push(instance);
    }
  });
  return {
    fleetOf: Int32Array.from(fleetOf),
    firstProcess: Int32Array.from(firstProcess),
    instanceOf: Int32Array.from(instanceOf),
    firstLane: Int32Array.from(firstLane),
    width,
    processOf: Int32Array.from(processOf),
  };
}
