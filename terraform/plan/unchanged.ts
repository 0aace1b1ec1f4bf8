import { draftOf, networkOf, type Reader } from './draft';
import type { Known } from './model';
import type { Resource } from './resource';

/**
 * Whether all instances that workloads can lead to are what they are in the other moment: then a workload that did
 * not change reads the same. A plan of many resources changes few of them.
 */
export function sameSurroundings(reader: Reader, { moment, unchanged }: Known): boolean {
  const other = moment.reader;
  const byId = new Map([...other.read.keys()].map((resource) => [resource.id, resource]));
  const instances = [...reader.databases.keys(), ...reader.connectors.keys(), ...reader.redis.keys()];
  const count = other.databases.size + other.connectors.size + other.redis.size;
  return (
    instances.length === count &&
    instances.every((resource) => {
      const twin = byId.get(resource.id);
      if (!twin || !isSamePlace(reader, resource, other, twin)) return false;
      return unchanged.has(resource.id) || isSameFor(reader, resource, other, twin);
    })
  );
}

function isSamePlace(reader: Reader, resource: Resource, other: Reader, twin: Resource): boolean {
  const [one, two] = [reader.read.get(resource), other.read.get(twin)];
  return one?.environment === two?.environment && one?.subject === two?.subject;
}

/** A limit that changes is the database's own; its pooler and its network decide about its clients. */
function isSameFor(reader: Reader, resource: Resource, other: Reader, twin: Resource): boolean {
  const pooled = (each: Reader, of: Resource): boolean =>
    each.databases.get(of)?.managedPooling !== undefined;
  const network = (each: Reader, of: Resource): string | undefined =>
    networkOf(each, of, 'settings', 'ip_configuration', 'private_network');
  return (
    pooled(reader, resource) === pooled(other, twin) && network(reader, resource) === network(other, twin)
  );
}

/**
 * Takes a workload over from the other moment.
 *
 * @returns whether it could: not where its environment has references, which are read with who uses them
 */
export function takeOver(reader: Reader, resource: Resource, { moment, unchanged }: Known): boolean {
  if (!unchanged.has(resource.id)) return false;
  const draft = draftOf(reader, resource);
  const other = moment.reader.drafts.get(draft.name);
  const key = reader.keys.of(resource);
  if (!other || other.references.size > 0 || other.hostProject !== undefined) return false;
  const path = `services.${key}`;
  const isSame = moment.addresses.get(`${draft.name} ${path}`) === resource.id;
  const isJob = moment.addresses.get(`${draft.name} jobs.${key}`) === resource.id;
  const service = isSame ? other.services.get(key) : undefined;
  const job = isJob ? other.jobs.get(key) : undefined;
  if (service) {
    draft.services.set(key, service);
    reader.read.set(resource, { environment: draft.name, subject: path });
  } else if (job) {
    draft.jobs.set(key, job);
    reader.read.set(resource, { environment: draft.name, subject: `jobs.${key}` });
  } else return false;
  for (const network of other.networks) draft.networks.add(network);
  return true;
}
