import type { Declaration, Environment } from '../../capacity/declaration';
import { readDatabase } from './databases';
import { databaseKey, draftOf, environmentOf, newDraft, type Draft, type Reader } from './draft';
import { readJob } from './jobs';
import { keysOf, nameOf } from './names';
import { readConnector, readRedis } from './network';
import type { Place, Places } from './places';
import type { References } from './references';
import { note, type Report } from './report';
import { type Resource, viewOf } from './resource';
import { readService, readWorkerPool } from './services';
import { readServiceV1 } from './services-v1';
import type { ConventionTable } from './settings';
import type { Snapshot } from './snapshot';
import { targetsOf } from './targets';
import { sameSurroundings, takeOver } from './unchanged';

/** What one moment of a document was read to. */
export interface Moment {
  readonly environments: ReadonlyMap<string, Environment>;
  readonly reader: Reader;
  /** Addresses of workloads and instances, by environment and path. */
  readonly addresses: ReadonlyMap<string, string>;
}

const COLLECTIONS: Readonly<Record<string, string>> = {
  google_sql_database_instance: 'databases',
  google_vpc_access_connector: 'connectors',
  google_redis_instance: 'redis',
  google_cloud_run_v2_service: 'services',
  google_cloud_run_v2_worker_pool: 'services',
  google_cloud_run_service: 'services',
  google_cloud_run_v2_job: 'jobs',
};

const WORKLOADS: Readonly<Record<string, (reader: Reader, resource: Resource) => void>> = {
  google_cloud_run_v2_service: readService,
  google_cloud_run_v2_worker_pool: readWorkerPool,
  google_cloud_run_service: readServiceV1,
  google_cloud_run_v2_job: readJob,
};

/** Resource types with a place in the declaration. */
export function isPlaced(resource: Resource): boolean {
  // What only a data source names is read where somebody uses it.
  return (
    Object.hasOwn(COLLECTIONS, resource.type) && (resource.mode === 'managed' || resource.type in INSTANCES)
  );
}

const INSTANCES: Readonly<Record<string, true>> = {
  google_sql_database_instance: true,
  google_vpc_access_connector: true,
  google_redis_instance: true,
};

/** What the reading of every moment of a document needs. */
export interface Reading {
  readonly places: Places;
  readonly conventions: ConventionTable;
  /** Environments that there are also where nothing is in them. */
  readonly shells: readonly Place[];
}

/** A moment that was read before, and what did not change since: by address. */
export interface Known {
  readonly moment: Moment;
  readonly unchanged: ReadonlySet<string>;
}

/**
 * Reads the environments of one moment.
 *
 * @param known - the other moment: what did not change is not read again
 */
export function readMoment(
  snapshot: Snapshot,
  references: References,
  { conventions, places, shells }: Reading,
  report: Report,
  known?: Known,
): Moment {
  const placed = snapshot.resources.filter(isPlaced);
  const collectionOf = (resource: Resource): string =>
    `${places.nameOf(places.of(resource))} ${COLLECTIONS[resource.type]!}`;
  const keys = keysOf({ ...snapshot, resources: placed }, collectionOf, (text) => report.notes.add(text));
  const reader: Reader = {
    targets: targetsOf(snapshot, references),
    places,
    keys,
    report,
    conventions,
    drafts: new Map(shells.map((place) => [places.nameOf(place), newDraft(places.nameOf(place), place)])),
    databases: new Map(),
    connectors: new Map(),
    redis: new Map(),
    read: new Map(),
  };
  const instances = placed.filter(({ type }) => type in INSTANCES);
  for (const resource of instances) readInstance(reader, resource);
  for (const resource of instances) addReplica(reader, resource);
  const again = known && sameSurroundings(reader, known) ? known : undefined;
  for (const resource of placed)
    if (!again || !takeOver(reader, resource, again)) WORKLOADS[resource.type]?.(reader, resource);
  return {
    reader,
    addresses: new Map(
      [...reader.read].map(([{ id }, { environment, subject }]) => [`${environment} ${subject}`, id]),
    ),
    environments: new Map([...reader.drafts].map(([name, draft]) => [name, environmentOf(draft)])),
  };
}

/** Reads an instance; one of a data source is in an environment only once somebody there uses it. */
function readInstance(reader: Reader, resource: Resource): void {
  const isOurs = resource.mode === 'managed';
  const key = reader.keys.of(resource);
  const collection = COLLECTIONS[resource.type]!;
  const name = reader.places.nameOf(reader.places.of(resource));
  const target = { report: reader.report, environment: name, path: `${collection}.${key}` };
  const home = isOurs ? draftOf(reader, resource) : newDraft(name, reader.places.of(resource));
  switch (resource.type) {
    case 'google_sql_database_instance': {
      const database = readDatabase(target, resource);
      if (!database) return;
      const instance = nameOf(resource);
      const identity = `${home.place.project}:${home.place.region}:${instance}`;
      // Of two with one name, only one can be it.
      if (instance !== key && isInstanceName(instance) && !home.instances.has(identity))
        database.instance = instance;
      if (isOurs && !home.instances.has(identity)) home.instances.set(identity, key);
      reader.databases.set(resource, database);
      home.databases.set(key, database);
      break;
    }
    case 'google_vpc_access_connector': {
      const connector = readConnector(reader, target, resource, home);
      reader.connectors.set(resource, connector);
      home.connectors.set(key, connector);
      break;
    }
    default: {
      const redis = readRedis(target, resource);
      if (!redis) return;
      reader.redis.set(resource, redis);
      home.redis.set(key, redis);
    }
  }
  if (isOurs) reader.read.set(resource, { environment: name, subject: target.path });
}

function isInstanceName(text: string): boolean {
  return text.length <= 98 && /^(?!constructor$)[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Replicas that are followed; Cloud SQL allows four in a row. */
const LONGEST_CHAIN = 50;

function addReplica(reader: Reader, resource: Resource): void {
  const database = reader.databases.get(resource);
  const view = viewOf(resource).at('master_instance_name');
  if (!database || !view.isSet || resource.mode === 'data') return;
  const name = view.known();
  const [primary] = reader.targets
    .of(view, 'google_sql_database_instance')
    .filter((each) => each !== resource || name === undefined);
  const target = { report: reader.report };
  if (!primary) {
    note(
      target,
      resource,
      'is a replica of an instance that is not here: its limit is not compared with the primary’s',
    );
    return;
  }
  const draft = draftOf(reader, resource);
  const key = databaseKey(reader, draft, primary);
  if (key === undefined) return;
  if (leadsTo(draft, key, reader.keys.of(resource)))
    note(
      target,
      resource,
      `is a replica of ${primary.address}, which is a replica of it in turn: that is not read`,
    );
  else draft.databases.get(reader.keys.of(resource))!.replicaOf = key;
}

function leadsTo(draft: Draft, from: string, to: string): boolean {
  let key: string | undefined = from;
  for (let step = 0; key !== undefined; step += 1) {
    if (key === to || step > LONGEST_CHAIN) return true;
    key = draft.databases.get(key)?.replicaOf;
  }
  return false;
}

/** A declaration of environments in the order of their names. */
export function declarationOf(environments: ReadonlyMap<string, Environment>): Declaration {
  const sorted = [...environments].sort(([a], [b]) => (a < b ? -1 : 1));
  return { schemaVersion: 1, environments: Object.fromEntries(sorted) };
}
