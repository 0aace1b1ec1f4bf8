import type { Budget } from '../../budget';
import type { Knob, Violation } from '../../finding';
import { MAX_CONNECTIONS_FLAG } from '../../google-cloud/cloud-sql';
import type { EnvironmentModel, Model } from '../../model';
import type { Moment, MomentName } from '../../moments';
import { inWords, known, weight } from '../../quantity';
import { databaseServer } from '../../servers';
import type { Term } from '../../terms';

const LARGEST_CLIENTS = 3;

/** The moment of a budget; `undefined` where it does not apply. */
export function momentNamed(budget: Budget, name: MomentName): Moment | undefined {
  return budget.moments.find((moment) => moment.name === name);
}

/** Budgets of databases whose findings an environment reports. */
export function databaseBudgets(environment: EnvironmentModel): readonly Budget[] {
  return environment.reports.filter(({ kind }) => kind === 'database');
}

/**
 * A violation of a budget at one or more moments; the first carries the terms.
 *
 * @param consequence - what the refused connection breaks
 */
export function overBudget(
  model: Model,
  budget: Budget,
  moments: readonly Moment[],
  headline: string,
  consequence: string,
): Violation {
  const worst = moments.reduce((a, b) => (b.demand > a.demand ? b : a));
  const largest = largestFirst(moments[0]!.terms)[0];
  const knobs = budgetKnobs(model, budget, worst.terms);
  const at = knobs.find((knob) => knob.path.startsWith(`${largest?.path}.`)) ?? knobs[0];
  const { connections, usable, reserved } = budget.limit;
  const refused =
    typeof connections === 'number'
      ? `connection ${Math.max(0, connections - reserved) + 1}`
      : 'a connection';
  return {
    subject: budget.path,
    ...(at && { at: { path: at.path, value: at.from } }),
    owner: (largest && ownerOf(model, largest)) ?? budget.owner,
    headline,
    why: `${refused} is refused with SQLSTATE 53300, and ${consequence}`,
    terms: moments[0]!.terms,
    excess: worst.terms.some(({ connections: count }) => count === 'unlimited')
      ? Infinity
      : worst.demand - known(usable),
    budget: { id: budget.id, moments: moments.map(({ name }) => name) },
    knobs,
  };
}

/** `needs 104; 90 usable`, with what is not bounded or not known. */
export function demandText({ demand, terms }: Moment): string {
  if (terms.some(({ connections }) => connections === 'unlimited')) return 'without bound';
  const unknown = terms.filter(({ connections }) => connections === 'unknown').length;
  return unknown > 0 ? `${demand} and ${unknown} unknown` : String(demand);
}

/** `90 usable (limit 100 − reserved 7 − kept 3)`. */
export function usableText({ limit }: Budget): string {
  return `${inWords(limit.usable)} usable (limit ${limit.text} − reserved ${limit.reserved} − kept ${limit.kept})`;
}

/** Edits that lower the largest clients of a sum, or raise the limit. */
function budgetKnobs(model: Model, budget: Budget, terms: readonly Term[]): readonly Knob[] {
  const clients = new Map(largestFirst(terms).map((term) => [`${term.environment} ${term.path}`, term]));
  const lower = [...clients.values()]
    .slice(0, LARGEST_CLIENTS)
    .flatMap((term) => clientKnobs(model, budget, term));
  const owning = model.environments.find(({ name }) => name === budget.environment)!;
  const database = owning.declared.databases?.[budget.name];
  const raises = budget.kind === 'database' && database && database.ownership !== 'reference';
  if (!raises) return lower;
  const raise: Knob = {
    environment: budget.environment,
    path: `${budget.path}.maxConnections`,
    from: typeof budget.limit.connections === 'number' ? budget.limit.connections : undefined,
    to: { raiseTo: MAX_CONNECTIONS_FLAG.value.max, step: 10 },
  };
  return [...lower, raise];
}

function clientKnobs(model: Model, budget: Budget, { environment, path }: Term): readonly Knob[] {
  const [area, name] = path.split('.') as [string, string];
  const owning = model.environments.find((candidate) => candidate.name === environment)!;
  const lower = (at: string, from: unknown, lowerTo: number): Knob[] =>
    typeof from === 'number' && from > lowerTo
      ? [{ environment, path: `${path}.${at}`, from, to: { lowerTo } }]
      : [];
  if (area === 'services') {
    const service = owning.services.find((candidate) => candidate.name === name)!;
    const ceiling =
      service.latest.instances === 'unlimited'
        ? [{ environment, path: `${path}.maxInstances`, from: undefined, to: { lowerTo: 1 } }]
        : lower('maxInstances', service.latest.instances, 1);
    const revisions = Object.entries(service.declared.revisions ?? {}).flatMap(
      ([revision, { maxInstances }]) => lower(`revisions.${revision}.maxInstances`, maxInstances, 1),
    );
    const pools = service.latest.pools
      .filter((pool) => databaseServer(owning.declared, pool.declared.database) === budget.id)
      .flatMap((pool) => [
        ...lower(
          `pools.${pool.name}.${pool.declared.maximum === undefined ? 'size' : 'maximum'}`,
          pool.size,
          1,
        ),
        ...lower(`pools.${pool.name}.maxOverflow`, pool.maxOverflow, 0),
      ]);
    return [...ceiling, ...revisions, ...pools, ...lower('processes', service.latest.processes, 1)];
  }
  if (area === 'jobs') {
    const job = owning.jobs.find((candidate) => candidate.name === name)!;
    const pools = job.pools.flatMap((pool) => lower(`pools.${pool.name}.size`, pool.size, 1));
    return [
      ...lower('parallelism', job.parallelTasks, 1),
      ...lower('concurrentExecutions', job.concurrentExecutions, 1),
      ...pools,
    ];
  }
  return area === 'poolers' ? lower('poolSize', owning.declared.poolers?.[name]?.poolSize, 1) : [];
}

function ownerOf(model: Model, { environment, path }: Term): string | undefined {
  const [area, name] = path.split('.') as [string, string];
  const declared = model.environments.find((candidate) => candidate.name === environment)?.declared;
  switch (area) {
    case 'services':
      return declared?.services?.[name]?.owner;
    case 'jobs':
      return declared?.jobs?.[name]?.owner;
    case 'poolers':
      return declared?.poolers?.[name]?.owner;
    case 'clients':
      return declared?.clients?.[name]?.owner;
    default:
      return undefined;
  }
}

function largestFirst(terms: readonly Term[]): readonly Term[] {
  return [...terms].sort((a, b) => weight(b.connections) - weight(a.connections));
}
