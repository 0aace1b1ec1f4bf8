import type { Budget } from '../../budget';
import type { Violation } from '../../finding';
import { NOT_KNOWN } from '../../google-cloud/cloud-sql';
import { connectionName } from '../../limit';
import type { EnvironmentModel, Model } from '../../model';
import type { Rule } from '../rule';
import { databaseBudgets } from '../over-budget';

export const limitProvenance: Rule = {
  id: 'connections/limit-provenance',
  severity: 'warning',
  summary: 'Every limit was declared or read, and nobody disagrees about it.',
  why: 'every check of connections compares with this number: if it is wrong, all of them are',
  check: (environment, model) => [
    ...databaseBudgets(environment).flatMap((budget) => ownViolations(model, budget)),
    ...environment.budgets.flatMap((budget) => disagreements(environment, budget)),
  ],
};

function ownViolations({ environments }: Model, budget: Budget): readonly Violation[] {
  const owning = environments.find(({ name }) => name === budget.environment);
  const database = owning?.declared.databases?.[budget.name];
  const { limit, path } = budget;
  if (!database || limit.connections === 'unlimited') return [];
  const at = { path: `${path}.maxConnections`, value: database.maxConnections };
  const common = { subject: path, at, owner: budget.owner };
  const isTheirs = database.ownership === 'reference';
  if (limit.provenance === 'unknown') {
    const why =
      database.maxConnections === 'unknown'
        ? 'only an apply tells maxConnections'
        : database.tier === NOT_KNOWN
          ? 'neither maxConnections nor the tier is known'
          : `tier ${database.tier} has no published default, and maxConnections is not set`;
    const headline = `the limit is not known: ${why}`;
    return [{ ...common, severity: 'error', headline, isUnknown: true }];
  }
  const set = (value: number): Violation['knobs'] =>
    isTheirs
      ? []
      : [{ environment: budget.environment, path: at.path, from: database.maxConnections, to: { value } }];
  if (limit.provenance === 'tier-default') {
    const headline = `the limit ${limit.text} is inferred from the tier: maxConnections is not set, and none was observed`;
    return [{ ...common, headline, knobs: set(Number(limit.connections)) }];
  }
  const { maxConnections, observed } = database;
  if (typeof maxConnections !== 'number' || !observed || observed.maxConnections === maxConnections)
    return [];
  const headline = `maxConnections is ${maxConnections}, but ${observed.maxConnections} was read from the live server on ${observed.on}`;
  const why = isTheirs
    ? 'the number that was read is used; somebody changed the flag, or wrote down another one'
    : 'the declared number is used, and the next deploy sets it, with a restart; until then the other one is live';
  return [{ ...common, headline, why, knobs: set(observed.maxConnections) }];
}

/** Numbers that an environment wrote down about an instance of another one. */
function disagreements({ name, declared }: EnvironmentModel, budget: Budget): readonly Violation[] {
  if (budget.kind !== 'database' || budget.environment === name) return [];
  return Object.entries(declared.databases ?? {}).flatMap(([key, database]): readonly Violation[] => {
    const { limit } = budget;
    const written = [database.maxConnections, database.observed?.maxConnections].find(
      (number) => typeof number === 'number' && number !== limit.connections,
    );
    if (connectionName(declared, key, database) !== budget.id || written === undefined) return [];
    return [
      {
        subject: `databases.${key}`,
        at: { path: `databases.${key}.maxConnections`, value: written },
        owner: database.owner ?? budget.owner,
        headline: `the limit is ${written} here, and ${limit.text} in environment ${budget.environment}, whose number is used`,
        why: 'one of the two is wrong, and people read both',
      },
    ];
  });
}
