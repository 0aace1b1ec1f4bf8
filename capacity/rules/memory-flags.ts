/** Megabytes of PostgreSQL's units; a plain number counts in the flag's own unit. */
const UNIT_MB: Readonly<Record<string, number>> = {
  B: 1 / 1024 / 1024,
  kB: 1 / 1024,
  MB: 1,
  GB: 1024,
  TB: 1024 * 1024,
};

/** A page of 8 kB. */
export const PAGE_MB = 8 / 1024;

const OWN_UNIT_MB = { shared_buffers: PAGE_MB, effective_cache_size: PAGE_MB, work_mem: 1 / 1024 } as const;

/** Database flags as declared. */
export type Flags = Readonly<Record<string, string | number>>;

/** A flag that is a size of memory. */
export type MemoryFlag = keyof typeof OWN_UNIT_MB;

/** A memory flag in MB: `128000` pages of 8 kB, `1GB`. `undefined` where it is not set; NaN where it is no size. */
export function memoryFlagMb(flags: Flags | undefined, flag: MemoryFlag): number | undefined {
  const value = flags?.[flag];
  if (value === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*([kMGT]?B)?$/.exec(String(value).trim());
  const unit = match?.[2] === undefined ? OWN_UNIT_MB[flag] : UNIT_MB[match[2]];
  return match && unit !== undefined ? Number(match[1]) * unit : NaN;
}
