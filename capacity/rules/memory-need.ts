import type { Severity } from '../finding';
import type { Assumptions } from '../google-cloud/assumptions';
import {
  DEFAULT_SHARED_BUFFERS_PERCENT,
  DEFAULT_WORK_MEM_MB,
  EFFECTIVE_CACHE_PERCENT,
} from '../google-cloud/cloud-sql';
import { memoryFlagMb, type Flags } from './memory-flags';

/** Something that does not fit a machine's memory. */
export interface MemoryProblem {
  readonly severity: Severity;
  readonly text: string;
  readonly excessMb: number;
  /** Numbers of the database that would have to be lower. */
  readonly causes: readonly string[];
  /** Memory of a machine that it would fit. */
  readonly neededMb: number;
}

/**
 * What does not fit. What the flags alone exceed is an error, and so are connections that alone need more
 * than the machine has; what only the estimated size of a connection exceeds is a warning.
 */
export function memoryProblems(
  flags: Flags | undefined,
  limit: number,
  memoryMb: number,
  assumptions: Assumptions,
): readonly MemoryProblem[] {
  const buffersMb = memoryFlagMb(flags, 'shared_buffers');
  const cacheMb = memoryFlagMb(flags, 'effective_cache_size');
  const workMb = memoryFlagMb(flags, 'work_mem') ?? 0;
  const unreadable = Object.entries({
    shared_buffers: buffersMb,
    effective_cache_size: cacheMb,
    work_mem: workMb,
  })
    .filter(([, megabytes]) => Number.isNaN(megabytes))
    .map(([flag]) => `${flag} ${flags![flag]} is no size`);
  if (unreadable.length > 0)
    return unreadable.map((text) => ({ severity: 'error', text, excessMb: 0, causes: [], neededMb: 0 }));

  const eachMb = assumptions.connectionMegabytes + Math.max(0, workMb - DEFAULT_WORK_MEM_MB.value);
  return [
    ...total(buffersMb, limit, eachMb, memoryMb),
    ...(buffersMb === undefined ? [] : buffers(buffersMb, memoryMb, assumptions.sharedBuffersPercent)),
    ...(cacheMb === undefined ? [] : cache(cacheMb, memoryMb)),
  ];
}

/** `1741 MB`. */
export function inMb(megabytes: number): string {
  return `${Math.round(megabytes)} MB`;
}

function total(
  buffersMb: number | undefined,
  limit: number,
  eachMb: number,
  memoryMb: number,
): readonly MemoryProblem[] {
  const share = DEFAULT_SHARED_BUFFERS_PERCENT.value / 100;
  const usedMb = buffersMb ?? memoryMb * share;
  const connectionsMb = limit * eachMb;
  const sumMb = usedMb + connectionsMb;
  if (sumMb <= memoryMb) return [];
  const by = buffersMb === undefined ? ' (default)' : '';
  return [
    {
      severity: connectionsMb > memoryMb ? 'error' : 'warning',
      text: `shared_buffers ${inMb(usedMb)}${by} + ${limit} connections × ${inMb(eachMb)} need ${inMb(sumMb)}`,
      excessMb: sumMb - memoryMb,
      causes: ['maxConnections', 'flags.shared_buffers', 'flags.work_mem'],
      neededMb: buffersMb === undefined ? connectionsMb / (1 - share) : sumMb,
    },
  ];
}

function buffers(buffersMb: number, memoryMb: number, percent: number): readonly MemoryProblem[] {
  const mostMb = (memoryMb * percent) / 100;
  if (buffersMb <= mostMb) return [];
  return [
    {
      severity: buffersMb > memoryMb ? 'error' : 'warning',
      text: `shared_buffers ${inMb(buffersMb)} is above ${inMb(mostMb)} (${percent} %)`,
      excessMb: buffersMb - mostMb,
      causes: ['flags.shared_buffers'],
      neededMb: (buffersMb * 100) / percent,
    },
  ];
}

function cache(cacheMb: number, memoryMb: number): readonly MemoryProblem[] {
  const { min, max } = EFFECTIVE_CACHE_PERCENT.value;
  const [leastMb, mostMb] = [(memoryMb * min) / 100, (memoryMb * max) / 100];
  if (cacheMb >= leastMb && cacheMb <= mostMb) return [];
  const range = `${inMb(leastMb)} to ${inMb(mostMb)} (${min} to ${max} %)`;
  return [
    {
      severity: 'error',
      text: `effective_cache_size ${inMb(cacheMb)} is outside ${range}`,
      excessMb: Math.max(leastMb - cacheMb, cacheMb - mostMb),
      causes: ['flags.effective_cache_size'],
      neededMb: (cacheMb * 100) / max,
    },
  ];
}
