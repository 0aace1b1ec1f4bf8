import { published } from './fact';

/** `max_client_conn` of a PgBouncer that sets none. */
export const MAX_CLIENT_CONNECTIONS = published(
  100,
  'https://www.pgbouncer.org/config.html#max_client_conn and pgbouncer/pgbouncer, etc/pgbouncer.ini',
);
