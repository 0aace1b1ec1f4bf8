import type { Rule } from '../rule';
import { settingNames } from './setting-names';
import { concurrency } from './concurrency';
import { cpuMemory } from './cpu-memory';
import { instanceRange } from './instance-range';
import { jobParallelism } from './job-parallelism';
import { offeredLoad } from './offered-load';
import { requestTimeout } from './request-timeout';
import { revisionSplit } from './revision-split';
import { taskTimeout } from './task-timeout';

/** Rules of the area `run`, in the order of reports. */
export const RUN_RULES: readonly Rule[] = [
  revisionSplit,
  offeredLoad,
  instanceRange,
  concurrency,
  cpuMemory,
  requestTimeout,
  taskTimeout,
  jobParallelism,
  settingNames,
];
