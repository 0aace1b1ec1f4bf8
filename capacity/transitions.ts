import type { Budget } from './budget';
import { destroys, type ResourceChange } from './change';
import type { Database, Declaration, Environment } from './declaration';
import { databaseServer } from './servers';
import { buildModel, type EnvironmentModel, type Model } from './model';
import { momentNamed, momentOf, type Moment } from './moments';
import { once } from './once';
import { keysOf } from './paths';

/** In which order one apply changes a database and the services on it. */
export type Order = 'database-first' | 'parallel' | 'unknown';

/** What a database goes through while its limit and the fleets on it change, each state evaluated on its own. */
export interface Transition {
  readonly budget: Budget;
  /** The same budget before the change. */
  readonly base: Budget;
  /** Services on it that get a new revision, or end. */
  readonly services: readonly ResourceChange[];
  readonly order: Order;
  /** The old fleet against the new limit. */
  readonly oldOnNew: Moment;
  /** The old and the new fleet against the new limit. */
  readonly bothOnNew: Moment;
  /** The old and the new fleet against the old limit. */
  readonly bothOnOld: Moment;
  /** The new fleet against the new limit: where the change ends. */
  readonly newOnNew: Moment;
  /** Seconds until the old fleet is gone after a deploy: the longest request, then the time that idle instances stay. */
  readonly drainSeconds: number;
}

/**
 * The transitions of a comparison by the id of their budget: of every database whose usable connections change together with a fleet on it.
 * Hybrids of the base and the declaration are evaluated for the states between them.
 */
export const transitionsOf = once((model: Model): ReadonlyMap<string, Transition> => {
  const { base } = model;
  if (!base) return new Map();
  const live = byId(base.budgets);
  const revised = newRevisions(model);
  const moved = model.budgets.flatMap((budget) => {
    const before = live.get(budget.id);
    if (!before || budget.kind !== 'database' || before.limit.usable === budget.limit.usable) return [];
    const services = clientsOf(budget).flatMap((client) => revised.get(client) ?? []);
    return services.length > 0 ? [{ budget, before, services }] : [];
  });
  if (moved.length === 0) return new Map();
  const environments = new Map(model.environments.map((environment) => [environment.name, environment]));
  const { declaration } = model;
  const oldFleets = byId(buildModel(withLimitsOf(base.declaration, declaration)).budgets);
  const oldLimits = byId(buildModel(withLimitsOf(declaration, base.declaration), undefined, base).budgets);
  const transitions = moved.flatMap(({ budget, before, services }): Transition[] => {
    const old = oldFleets.get(budget.id);
    const both = oldLimits.get(budget.id);
    if (!old || !both) return [];
    return [
      {
        budget,
        base: before,
        services,
        order: orderOf(budget, services),
        oldOnNew: steadyOf(old),
        bothOnNew: rolloutOf(budget, services),
        bothOnOld: rolloutOf(both, services),
        newOnNew: steadyOf(budget),
        drainSeconds: drainSeconds(environments, services),
      },
    ];
  });
  return new Map(transitions.map((transition) => [transition.budget.id, transition]));
});

function byId(budgets: readonly Budget[]): ReadonlyMap<string, Budget> {
  return new Map(budgets.map((budget) => [budget.id, budget]));
}

/** Changes of services that make a new revision, or end one, by environment and path. */
function newRevisions({ changes }: Model): ReadonlyMap<string, ResourceChange> {
  const revised = changes.filter(
    ({ action, effect, subject }) =>
      subject.startsWith('services.') &&
      (action === 'create' || destroys({ action }) || effect.kind === 'new-revision'),
  );
  return new Map(revised.map((change) => [`${change.environment} ${change.subject}`, change]));
}

/** Who has a term in a budget, by environment and path. */
function clientsOf({ moments }: Budget): readonly string[] {
  return [
    ...new Set(
      moments.flatMap(({ terms }) => terms.map(({ environment, path }) => `${environment} ${path}`)),
    ),
  ];
}

/** Fields of a database that its usable connections follow from. */
const OF_THE_LIMIT = [
  'maxConnections',
  'observed',
  'tier',
  'version',
  'edition',
  'reserved',
  'kept',
  'ownership',
] as const satisfies readonly (keyof Database)[];

/** A declaration with the limits that another one gives to the same instances. */
function withLimitsOf(declaration: Declaration, other: Declaration): Declaration {
  const limits = new Map<string, Database>();
  for (const environment of Object.values(other.environments))
    for (const [key, database] of Object.entries(environment.databases ?? {}))
      limits.set(serverOf(environment, key, database), database);
  const environments = Object.entries(declaration.environments).map(([name, environment]) => [
    name,
    environment.databases ? { ...environment, databases: limited(environment, limits) } : environment,
  ]);
  return { ...declaration, environments: Object.fromEntries(environments) as Declaration['environments'] };
}

function limited(
  environment: Environment,
  limits: ReadonlyMap<string, Database>,
): Readonly<Record<string, Database>> {
  return Object.fromEntries(
    Object.entries(environment.databases!).map(([key, database]) => {
      const other = limits.get(serverOf(environment, key, database));
      return [key, other ? withFieldsOf(database, other) : database];
    }),
  );
}

/** What an environment declares of its own, or only names, are two views of one instance. */
function serverOf(environment: Environment, key: string, { ownership }: Database): string {
  const view = ownership === 'reference' ? 'named' : 'deployed';
  return `${view} ${databaseServer(environment, key)}`;
}

function withFieldsOf(database: Database, other: Database): Database {
  const rest = Object.fromEntries(
    Object.entries(database).filter(([field]) => !(OF_THE_LIMIT as readonly string[]).includes(field)),
  );
  const taken = OF_THE_LIMIT.flatMap((field) => (other[field] === undefined ? [] : [[field, other[field]]]));
  return { ...rest, ...Object.fromEntries(taken) } as Database;
}

function steadyOf(budget: Budget): Moment {
  return momentNamed(budget, 'steady')!;
}

/** The rollout of the services that do roll out: others keep their one fleet. */
function rolloutOf(budget: Budget, services: readonly ResourceChange[]): Moment {
  const steady = steadyOf(budget);
  const rollout = momentNamed(budget, 'rollout') ?? steady;
  const isRolling = new Set(services.map(({ environment, subject }) => `${environment} ${subject}`));
  const outgoing = rollout.terms
    .slice(steady.terms.length)
    .filter(
      ({ environment, path }) => !path.startsWith('services.') || isRolling.has(`${environment} ${path}`),
    );
  return momentOf('rollout', budget.limit.usable, [...steady.terms, ...outgoing]);
}

/** Terraform applies what something refers to before it; what does not refer to each other, beside it. */
function orderOf({ environment, path }: Budget, services: readonly ResourceChange[]): Order {
  if (services.some(({ dependsOn }) => dependsOn === undefined)) return 'unknown';
  const isAfter = (service: ResourceChange): boolean =>
    service.action !== 'delete' && service.environment === environment && service.dependsOn!.includes(path);
  return services.every(isAfter) ? 'database-first' : 'parallel';
}

function drainSeconds(
  environments: ReadonlyMap<string, EnvironmentModel>,
  services: readonly ResourceChange[],
): number {
  const seconds = services.flatMap(({ environment, subject }) => {
    const { assumptions, declared } = environments.get(environment)!;
    const service = declared.services?.[keysOf(subject)[1] ?? ''];
    return service ? [service.requestTimeoutSeconds + assumptions.idleInstanceSeconds] : [];
  });
  return Math.max(0, ...seconds);
}
