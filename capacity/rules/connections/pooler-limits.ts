import type { Budget } from '../../budget';
import type { Knob, Violation } from '../../finding';
import { defaultEdition } from '../../google-cloud/cloud-sql';
import { MAX_CLIENT_CONNECTIONS } from '../../google-cloud/pgbouncer';
import type { EnvironmentModel, Model } from '../../model';
import type { ResolvedPool } from '../../pools';
import { inWords } from '../../quantity';
import { momentNamed } from '../../moments';
import type { Rule } from '../rule';
import { needs, overBudget } from '../over-budget';

const MOST_CLIENTS = 100_000;

export const poolerLimits: Rule = {
  id: 'connections/pooler-limits',
  severity: 'error',
  summary: 'A pooler takes all of its clients, exists on that edition, and can carry what they do.',
  why: 'a pooler moves the limit from the database to itself, and adds rules of its own',
  check: (environment, model) => [
    ...environment.reports.flatMap((budget) => clientViolations(model, budget)),
    ...editionViolations(environment),
    ...sessionViolations(environment),
  ],
};

/** Clients of a pooler: over in steady is an error, over only while a deploy rolls out warns. */
function clientViolations(model: Model, budget: Budget): readonly Violation[] {
  if (budget.kind !== 'pooler-clients') return [];
  const names = ['steady', 'rollout', 'later-rollout'] as const;
  const [first] = names
    .flatMap((name) => momentNamed(budget, name) ?? [])
    .filter(({ verdict }) => verdict !== 'fits');
  if (!first) return [];
  const { usable } = budget.limit;
  const violation = overBudget(
    model,
    budget,
    [first],
    `${needs(first)} clients; the pooler takes ${inWords(usable)}`,
    '',
  );
  return [
    {
      ...violation,
      ...(first.name !== 'steady' && { severity: 'warning' }),
      why: 'the pooler refuses the next client ("no more connections allowed"), however idle the database is',
      knobs: [...(violation.knobs ?? []), ...raiseClients(model, budget)],
    },
  ];
}

function raiseClients({ environments }: Model, { environment, name, path }: Budget): readonly Knob[] {
  const declared = environments.find((candidate) => candidate.name === environment)?.declared;
  const managed = path.endsWith('.managedPooling');
  const from = managed
    ? declared?.databases?.[name]?.managedPooling?.maxClientConnections
    : (declared?.poolers?.[name]?.maxClientConnections ?? MAX_CLIENT_CONNECTIONS.value);
  if (from === undefined) return [];
  return [
    { environment, path: `${path}.maxClientConnections`, from, to: { raiseTo: MOST_CLIENTS, step: 10 } },
  ];
}

/** Managed Connection Pooling needs Enterprise Plus. */
function editionViolations({ declared }: EnvironmentModel): readonly Violation[] {
  return Object.entries(declared.databases ?? {}).flatMap(([key, database]): readonly Violation[] => {
    const edition = database.edition ?? defaultEdition(database.version);
    if (!database.managedPooling || database.ownership === 'reference' || edition === 'ENTERPRISE_PLUS')
      return [];
    return [
      {
        subject: `databases.${key}`,
        at: { path: `databases.${key}.edition`, value: database.edition },
        owner: database.owner,
        headline: `managed pooling needs edition ENTERPRISE_PLUS; ${key} is ${edition}`,
        why: 'the API refuses to enable it, and clients of its port find nobody there',
      },
    ];
  });
}

/** What keeps a session cannot change its server connection after each transaction. */
function sessionViolations({ declared, services, jobs }: EnvironmentModel): readonly Violation[] {
  const fleets = services.flatMap((service) =>
    [service.latest, ...service.revisions].map(({ pools }) => ({ owner: service.declared.owner, pools })),
  );
  const all = [...fleets, ...jobs.map((job) => ({ owner: job.declared.owner, pools: job.pools }))].flatMap(
    ({ owner, pools }) => pools.map((pool) => [pool.path, { owner, pool }] as const),
  );
  return [...new Map(all).values()].flatMap(({ owner, pool }): readonly Violation[] => {
    const { via = 'direct', pooler, needsSession } = pool.declared;
    const mode = via === 'pgbouncer' ? declared.poolers?.[pooler!]?.mode : 'transaction';
    if (!needsSession || via === 'direct' || mode === 'session') return [];
    const through =
      via === 'pgbouncer'
        ? `poolers.${pooler}, which is in ${mode} mode`
        : 'the managed pooler, which is in transaction mode';
    return [
      {
        subject: pool.path,
        at: { path: `${pool.path}.via`, value: via },
        owner,
        headline: `pool ${pool.name} needs a session, and goes through ${through}`,
        why: 'each transaction may get another server connection: LISTEN hears nothing, session locks stay with a stranger',
        knobs: sessionKnobs(pool, mode),
      },
    ];
  });
}

function sessionKnobs(
  { path, declared: { via, pooler } }: ResolvedPool,
  mode: string | undefined,
): readonly Knob[] {
  // Going directly, a pool must not name a pooler any more: two edits, which no single knob makes.
  return via === 'pgbouncer'
    ? [{ path: `poolers.${pooler}.mode`, from: mode, to: { value: 'session' } }]
    : [{ path: `${path}.via`, from: via, to: { value: 'direct' } }];
}
