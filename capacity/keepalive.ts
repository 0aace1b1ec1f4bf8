const LINUX_KEEPALIVE = { intervalSeconds: 75, probes: 9 };

/** Seconds after which the server ends a dead client's connection; `undefined` where the flags say nothing. */
export function databaseKeepaliveSeconds(
  flags: Readonly<Record<string, string | number>> | undefined,
): number | undefined {
  const idle = Number(flags?.['tcp_keepalives_idle'] ?? 0);
  if (!(idle > 0)) return undefined;
  const interval = Number(flags?.['tcp_keepalives_interval'] ?? LINUX_KEEPALIVE.intervalSeconds);
  const probes = Number(flags?.['tcp_keepalives_count'] ?? LINUX_KEEPALIVE.probes);
  return idle + interval * probes;
}
