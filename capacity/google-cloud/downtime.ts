import { published, reported } from './fact';

/** Seconds that maintenance interrupts an instance, by edition. */
export const MAINTENANCE_DOWNTIME_SECONDS = reported(
  { ENTERPRISE: 60, ENTERPRISE_PLUS: 1 },
  'Google on the editions of Cloud SQL, quoted in public files: "typically 60 seconds or less on average", less than 1 second on Enterprise Plus',
);

/** Seconds that a planned change of the tier interrupts an instance of Enterprise Plus; of Enterprise none is published. */
export const SCALING_DOWNTIME_SECONDS = reported(
  { ENTERPRISE_PLUS: 1 },
  'google/skills, Cloud SQL core concepts: less than 1 second for planned scaling operations',
);

/** Minutes after which the provider gives up creating a connector; until then nothing on it has a private path. */
export const CONNECTOR_CREATE_TIMEOUT_MINUTES = published(
  20,
  'hashicorp/google 6.50.0, google_vpc_access_connector, timeouts',
);

/** How long a restart lasts, as far as anybody publishes it. */
export function restartText(edition: 'ENTERPRISE' | 'ENTERPRISE_PLUS', isScaling: boolean): string {
  if (edition === 'ENTERPRISE_PLUS' && isScaling)
    return `under ${SCALING_DOWNTIME_SECONDS.value.ENTERPRISE_PLUS} s on Enterprise Plus`;
  const seconds = MAINTENANCE_DOWNTIME_SECONDS.value[edition];
  return edition === 'ENTERPRISE_PLUS'
    ? `no duration is published; maintenance takes under ${seconds} s on Enterprise Plus`
    : `no duration is published; maintenance takes ${seconds} s or less on average on Enterprise`;
}
