/** A share or a time at which an alert fires. Environments change it under `monitoring.margins`. */
export interface Margin {
  readonly value: number;
  readonly unit: '%' | 's';
  /** What it stands for, as a sentence. */
  readonly what: string;
}

/** Every margin of the derived thresholds, by name. A connector's is the assumption `connectorBusyPercent`. */
export const MARGINS = {
  connectionsWarningPercent: {
    value: 80,
    unit: '%',
    what: 'Share of the usable connections of a database, or of the clients of a Redis instance, that warns.',
  },
  connectionsCriticalPercent: { value: 90, unit: '%', what: 'The share of them that pages.' },
  databaseCpuPercent: { value: 80, unit: '%', what: "Share of a database's vCPUs." },
  databaseMemoryPercent: {
    value: 90,
    unit: '%',
    what: "Share of the tier's memory that is in use, without buffers and cache.",
  },
  diskPercent: { value: 80, unit: '%', what: 'Share of the declared disk.' },
  concurrencyPercent: {
    value: 90,
    unit: '%',
    what: "Share of an instance's concurrency at the 99th percentile of the instances.",
  },
  errorPercent: { value: 5, unit: '%', what: 'Answers that may be 5xx.' },
  redisMemoryPercent: { value: 80, unit: '%', what: "Share of a Redis instance's memory." },
  redisCpuPercent: { value: 90, unit: '%', what: 'Share of the one thread that serves Redis commands.' },
  deadlinePercent: {
    value: 80,
    unit: '%',
    what: 'Share of a time-out at which its approach warns: nothing that takes longer than the time-out is ever seen.',
  },
  connectionSeconds: {
    value: 25,
    unit: 's',
    what: 'Longest time that opening a connection may take at the 95th percentile, where no time-out is shorter.',
  },
  startupPhaseSeconds: {
    value: 45,
    unit: 's',
    what: 'Longest time that a phase of the start may take at the 95th percentile, where no deadline is shorter.',
  },
  startupSuccessPercent: { value: 95, unit: '%', what: 'Starts that must succeed.' },
  startupEmergencyPercent: { value: 80, unit: '%', what: 'Success of starts below which an hour pages.' },
  databasePhaseFailurePercent: {
    value: 5,
    unit: '%',
    what: 'Database phases of starts that may fail in a day.',
  },
} as const satisfies Readonly<Record<string, Margin>>;

/** Name of a margin. */
export type MarginName = keyof typeof MARGINS;

/** The margins as numbers, with an environment's own in place. */
export type Margins = Readonly<Record<MarginName, number>>;

/** Merges an environment's own values into the defaults. */
export function marginsWith(own: Readonly<Partial<Record<MarginName, number>>> = {}): Margins {
  const entries = Object.entries(MARGINS).map(([name, { value }]) => [name, value]);
  return { ...(Object.fromEntries(entries) as Margins), ...own };
}
