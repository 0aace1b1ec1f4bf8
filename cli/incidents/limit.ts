import type { Database } from '../../capacity/declaration';
import {
  defaultMaxConnections,
  MAX_CONNECTIONS_FLAG,
  parseTier,
} from '../../capacity/google-cloud/cloud-sql';
import type { RecordedDatabase } from './record';

/**
 * What ran out, or would.
 *
 * - `server`: `max_connections` of a server, which keeps slots for itself.
 * - `stated`: a plan's, role's or account's number, out of which nothing is kept.
 * - `pooler-clients`: clients that a pooler accepts.
 * - `per-instance`: the 100 connections of an instance through Cloud Run's built-in Cloud SQL connection.
 */
export type LimitKind = 'server' | 'stated' | 'pooler-clients' | 'per-instance';

/** A limit as the model takes it; `missing` names the field that would say it. */
export interface KnownLimit {
  readonly database: Pick<Database, 'maxConnections' | 'reserved'>;
  readonly missing?: string;
}

/** Reads `limit_kind`; `undefined` for one that is not known here. A record without it means the server's. */
export function limitKindOf(text: string): LimitKind | undefined {
  const kind = text.toLowerCase();
  if (kind === '') return 'server';
  if (/per_?instance/.test(kind)) return /\D100$/.test(kind) ? 'per-instance' : undefined;
  if (/pooler|bouncer/.test(kind)) return /server|backend/.test(kind) ? undefined : 'pooler-clients';
  if (/server|max_connections/.test(kind)) return 'server';
  return /^(role|plan|user|account|tenant|provider|database|hosting|tier|connection)_.*(limit|max|cap)/.test(
    kind,
  ) || /^connection_limit$/.test(kind)
    ? 'stated'
    : undefined;
}

/**
 * The limit: the recorded number, else the provider's default as recorded, else the default that Cloud SQL
 * for PostgreSQL derives from the memory. Where none is known, the largest that the flag allows stands in:
 * what is over that is over.
 *
 * Out of a server's limit PostgreSQL keeps 3 for superusers where nothing else is recorded, other engines
 * none (MySQL's extra connection for administrators comes on top). What `cloudsqladmin` holds is added on
 * Cloud SQL for PostgreSQL, unless a number other than that default is recorded: then somebody stated the
 * whole reserve.
 */
export function limitOf(recorded: RecordedDatabase, kind: LimitKind): KnownLimit {
  const limit = recorded.maxConnections ?? recorded.defaultMaxConnections ?? cloudSqlDefault(recorded);
  return {
    database: {
      maxConnections: limit ?? MAX_CONNECTIONS_FLAG.value.max,
      reserved: reservedOf(recorded, kind),
    },
    ...(limit === undefined && kind !== 'per-instance' && { missing: 'db.max_connections' }),
  };
}

const POSTGRES_RESERVE = 3;

function reservedOf(
  { engine, reservedConnections: given }: RecordedDatabase,
  kind: LimitKind,
): Database['reserved'] {
  const none = { superuser: 0, roles: 0, cloudSqlAdmin: 0 };
  if (kind === 'pooler-clients') return none;
  if (kind === 'stated') return { ...none, superuser: given ?? 0 };
  const superuser = given ?? (isPostgres(engine) ? POSTGRES_RESERVE : 0);
  const measured = isCloudSqlPostgres(engine) && superuser === POSTGRES_RESERVE;
  return { superuser, roles: 0, ...(!measured && { cloudSqlAdmin: 0 }) };
}

function cloudSqlDefault({ engine, tier, memoryGib }: RecordedDatabase): number | undefined {
  if (!isCloudSqlPostgres(engine)) return undefined;
  const name = /db-[a-z0-9-]+/i.exec(tier)?.[0].toLowerCase() ?? '';
  const memoryGb = parseTier(name)?.memoryGb ?? memoryGib;
  return memoryGb === undefined ? undefined : defaultMaxConnections(memoryGb);
}

function isPostgres(engine: string): boolean {
  return !/mysql|maria|sql ?server|oracle|mongo/i.test(engine) || /postgres/i.test(engine);
}

function isCloudSqlPostgres(engine: string): boolean {
  return /cloud ?sql/i.test(engine) && isPostgres(engine);
}
