import type { Database } from '../../capacity/declaration';
import { NOT_KNOWN } from '../../capacity/google-cloud/cloud-sql';
import type { Mutable } from './draft';
import { countAt, countOf, isFrom, isNotKnown, note, type Target } from './report';
import { declaredText, type Resource, viewOf } from './resource';
import { UNKNOWN, type View } from './view';

const EDITIONS = ['ENTERPRISE', 'ENTERPRISE_PLUS'] as const;
const AVAILABILITIES = ['ZONAL', 'REGIONAL'] as const;

/** Flags that are fields of a database, or that Cloud SQL does not have. */
const NO_FLAGS = ['max_connections', 'superuser_reserved_connections', 'reserved_connections'];

/**
 * Reads a Cloud SQL instance, or what a data source says of one.
 *
 * @returns nothing where it is no PostgreSQL
 */
export function readDatabase(target: Target, resource: Resource): Mutable<Database> | undefined {
  const view = viewOf(resource);
  const settings = view.at('settings');
  const version = view.at('database_version').text();
  if (typeof version === 'string' && !version.startsWith('POSTGRES')) {
    note(
      target,
      resource,
      `is ${declaredText(version)}; only PostgreSQL is understood, and its connections are not counted`,
    );
    return undefined;
  }
  const database: Mutable<Database> = {
    ownership: resource.mode === 'data' ? 'reference' : 'managed',
    version: textAt(target, 'version', view.at('database_version')) ?? NOT_KNOWN,
    tier: textAt(target, 'tier', settings.at('tier')) ?? NOT_KNOWN,
    flags: {},
  };
  const edition = oneOf(target, 'edition', settings.at('edition'), EDITIONS);
  if (edition) database.edition = edition;
  const availability = oneOf(target, 'availability', settings.at('availability_type'), AVAILABILITIES);
  if (availability) database.availability = availability;
  readFlags(target, resource, settings.at('database_flags'), database);
  readAddresses(settings, database);
  readBackups(target, settings.at('backup_configuration'), database);
  readPooling(target, settings.at('connection_pool_config'), database);
  const disk = countAt(target, 'diskGb', settings.at('disk_size'));
  if (typeof disk === 'number') database.diskGb = disk;
  const isProtected = view.at('deletion_protection').flag();
  if (typeof isProtected === 'boolean') database.deletionProtection = isProtected;
  return database;
}

function textAt(target: Target, field: string, view: View): string | undefined {
  const text = view.text();
  if (text === UNKNOWN) isNotKnown(target, field, view);
  return typeof text === 'string' ? declaredText(text) : undefined;
}

function oneOf<T extends string>(
  target: Target,
  field: string,
  view: View,
  allowed: readonly T[],
): T | undefined {
  const text = view.text();
  if (text === UNKNOWN) isNotKnown(target, field, view);
  if (typeof text !== 'string') return undefined;
  const known = allowed.find((each) => each === text);
  if (!known) note(target, view.resource, `${field} ${declaredText(text)} is none of ${allowed.join(', ')}`);
  return known;
}

function readFlags(target: Target, resource: Resource, view: View, database: Mutable<Database>): void {
  if (view.isUnknown) {
    isNotKnown(target, 'maxConnections', view);
    database.maxConnections = 'unknown';
    return;
  }
  const flags = new Map<string, string | number>();
  for (const flag of view.list()) {
    const name = flag.at('name').text();
    const value = flag.at('value');
    if (name === UNKNOWN) {
      isNotKnown(target, 'maxConnections', flag.at('name'));
      database.maxConnections = 'unknown';
    } else if (name === 'max_connections') {
      const limit = countAt(target, 'maxConnections', value);
      if (limit !== undefined) database.maxConnections = limit;
    } else if (name !== undefined && NO_FLAGS.includes(name))
      note(target, resource, `${name} is no flag of Cloud SQL, and is not read`);
    else if (name !== undefined && /^(?!constructor$)[a-z][a-z0-9_.]*$/.test(name)) {
      const text = value.known();
      if (text !== undefined) flags.set(name, countOf(text) ?? declaredText(text));
    }
  }
  if (flags.size > 0) database.flags = Object.fromEntries(flags);
  else delete database.flags;
}

function readAddresses(settings: View, database: Mutable<Database>): void {
  const enforcement = settings.at('connector_enforcement').known();
  if (enforcement !== undefined) database.connectorEnforcement = enforcement === 'REQUIRED';
  const isPublic = settings.at('ip_configuration', 'ipv4_enabled').flag();
  if (typeof isPublic === 'boolean') database.publicIp = isPublic;
}

function readBackups(target: Target, view: View, database: Mutable<Database>): void {
  const [enabled, recovery] = [view.at('enabled').flag(), view.at('point_in_time_recovery_enabled').flag()];
  if (typeof enabled !== 'boolean' || typeof recovery === 'symbol') return;
  const days = countAt(target, 'backups.logRetentionDays', view.at('transaction_log_retention_days'));
  database.backups = {
    enabled,
    pointInTimeRecovery: recovery ?? false,
    ...(typeof days === 'number' && recovery === true && { logRetentionDays: days }),
  };
}

function readPooling(target: Target, view: View, database: Mutable<Database>): void {
  if (view.at('connection_pooling_enabled').flag() !== true) return;
  const flags = new Map(
    view
      .at('flags')
      .list()
      .map((flag) => [flag.at('name').known(), flag.at('value')]),
  );
  const number = (name: string, field: string): number | undefined => {
    const value = flags.get(name);
    const count = value && countAt(target, `managedPooling.${field}`, value);
    if (typeof count === 'number') isFrom(target, `managedPooling.${field}`, `pooling flag ${name}`);
    return typeof count === 'number' ? count : undefined;
  };
  const poolSize = number('max_pool_size', 'poolSize');
  const maxClientConnections = number('max_client_connections', 'maxClientConnections');
  database.managedPooling = {
    ...(poolSize !== undefined && { poolSize }),
    ...(maxClientConnections !== undefined && { maxClientConnections }),
  };
}
