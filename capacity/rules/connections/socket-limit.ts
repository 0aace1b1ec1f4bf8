import type { Knob, Violation } from '../../finding';
import type { Fleet, JobModel, ServiceModel } from '../../fleets';
import { SOCKET_CONNECTIONS_PER_INSTANCE } from '../../google-cloud/cloud-run';
import type { EnvironmentModel } from '../../model';
import type { ResolvedPool } from '../../pools';
import { inWords, known, plus, weight } from '../../quantity';
import { databaseServer, managedPoolerServer, sharesOf } from '../../servers';
import { fleetTerm, growthOf } from '../../terms';
import type { Rule } from '../rule';
import { deployedJobs, deployedServices } from '../workloads';

const LIMIT = SOCKET_CONNECTIONS_PER_INSTANCE.value;

export const socketLimit: Rule = {
  id: 'connections/socket-limit',
  severity: 'error',
  summary: `An instance opens at most ${LIMIT} connections to a database through the Cloud SQL socket.`,
  why: `Cloud Run's built-in connection refuses connection ${LIMIT + 1} of an instance to one database, however much is free there`,
  check: (environment) => [
    ...deployedServices(environment).flatMap((service) =>
      violations(environment, service, [service.latest, ...service.revisions], 'an instance'),
    ),
    ...deployedJobs(environment).flatMap((job) =>
      violations(environment, job, [{ ...job, label: 'task', instances: 1, floor: 1 }], 'a task'),
    ),
  ],
};

/** The worst of a workload's fleets and databases, as one violation. */
function violations(
  environment: EnvironmentModel,
  { path, declared }: ServiceModel | JobModel,
  fleets: readonly Fleet[],
  who: string,
): readonly Violation[] {
  if (declared.transport !== 'socket') return [];
  const [worst] = fleets
    .flatMap((fleet) => databasesOf(fleet).map((database) => sumOf(environment, path, fleet, database)))
    .filter(({ total }) => typeof total !== 'number' || total > LIMIT)
    .sort((a, b) => weight(b.total) - weight(a.total));
  if (!worst) return [];
  const { total, terms, database, knobs } = worst;
  const opens = total === 'unlimited' ? 'connections without bound' : `${inWords(total)} connections`;
  return [
    {
      subject: path,
      at: { path: `${path}.transport`, value: declared.transport },
      owner: declared.owner,
      headline: `${total === 'unknown' ? 'cannot be known: ' : ''}${who} opens ${opens} to ${database} through the socket, which takes ${LIMIT}`,
      terms,
      excess: total === 'unlimited' ? Infinity : known(total) - LIMIT,
      growth: growthOf(terms),
      isUnknown: total === 'unknown',
      knobs: [...knobs, { path: `${path}.transport`, from: declared.transport, to: { value: 'private-ip' } }],
    },
  ];
}

function databasesOf({ pools }: Fleet): readonly string[] {
  return [...new Set(pools.map(({ declared }) => declared.database))];
}

/** Connections of one instance to one database, its managed pooler included; a PgBouncer has an address of its own. */
function sumOf({ name, declared }: EnvironmentModel, path: string, fleet: Fleet, database: string) {
  const servers = [databaseServer(declared, database), managedPoolerServer(declared, database)];
  const shares = fleet.pools
    .flatMap((pool) => sharesOf(name, declared, pool))
    .filter(([server]) => servers.includes(server));
  const terms = shares.map(([, share]) =>
    fleetTerm({ environment: name, path }, fleet, share, { instances: 1 }),
  );
  return {
    database,
    terms,
    total: plus(...terms.map(({ connections }) => connections)),
    knobs: shares.flatMap(([, { pool }]) => lowerPool(pool)),
  };
}

function lowerPool({ path, declared, size, maxOverflow }: ResolvedPool): readonly Knob[] {
  if (declared.maximum !== undefined || typeof size !== 'number') return [];
  return [
    { path: `${path}.size`, from: size, to: { lowerTo: 1 } },
    { path: `${path}.maxOverflow`, from: maxOverflow, to: { lowerTo: 0 } },
  ];
}
