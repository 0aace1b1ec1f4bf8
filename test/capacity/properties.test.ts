import fc from 'fast-check';
import type { Declaration, Environment, Pool, Service } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { findingKey, type Finding } from '../../capacity/finding';
import { goalsOf } from '../../capacity/fixes';
import { buildModel } from '../../capacity/model';
import { withPath } from '../../capacity/paths';
import { known } from '../../capacity/quantity';
import { spelledOut } from '../../capacity/spelled-out';
import { formulaOf, textOf } from '../../capacity/terms';
import { declare, ENVIRONMENT, SERVICE, TODAY } from '../support/declare';

const count = (max: number, min = 1) => fc.integer({ min, max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const pool: fc.Arbitrary<Pool> = fc.record(
  {
    database: fc.constant('main'),
    driver: fc.constantFrom('sqlalchemy', 'asyncpg', 'hikaricp', 'node-postgres', 'knex'),
    size: count(12),
    maxOverflow: count(6, 0),
    outsidePool: count(2, 0),
    idleTimeoutSeconds: fc.constantFrom(0, 60),
  },
  { requiredKeys: ['database', 'driver', 'size'] },
);
const pools = fc.dictionary(fc.constantFrom('main', 'second'), pool, { minKeys: 1 });

const service: fc.Arbitrary<Service> = fc
  .record({
    maxInstances: count(12),
    minInstances: count(1, 0),
    processes: count(4),
    cpuIdle: fc.boolean(),
    transport: fc.constantFrom('socket', 'private-ip'),
    pools,
    rollout: fc.constantFrom('all-at-once', 'candidate'),
    revisions: optional(
      fc.record({
        old: fc.record({ traffic: count(90, 0), maxInstances: count(6), pools: optional(pools) }),
      }),
    ),
    outgoing: optional(fc.record({ maxInstances: count(12), pools: optional(pools) })),
    load: optional(fc.record({ requestsPerSecond: count(50), requestSeconds: fc.constantFrom(0.1, 0.5) })),
  })
  .map((fields) => {
    // Left out and undefined are the same to the model, but not to a schema.
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return { ...SERVICE, ...given };
  });

const environment: fc.Arbitrary<Environment> = fc
  .record({
    services: fc.dictionary(fc.constantFrom('api', 'web', 'auth'), service, { minKeys: 1 }),
    rollouts: fc.constantFrom('together', 'one-after-another'),
    rolloutOver: fc.constantFrom('warning', 'error'),
    maxConnections: fc.constantFrom(50, 100, 400),
    client: count(40, 0),
  })
  .map(({ maxConnections, client, ...fields }) => ({
    ...ENVIRONMENT,
    ...fields,
    databases: { main: { ...ENVIRONMENT.databases.main, maxConnections } },
    clients: { bi: { database: 'main', connections: client, reason: 'BI', owner: 'team-bi' } },
  }));

const declaration = environment.map(declare);

/** Demand by moment; a moment that is left out needs nothing beyond steady. */
function demands(declared: Declaration): Readonly<Record<string, number>> {
  const { moments } = buildModel(declared).budgets[0]!;
  const demandOf = (name: string) => moments.find((moment) => moment.name === name)?.demand;
  const steady = demandOf('steady')!;
  const rollout = demandOf('rollout') ?? steady;
  return {
    steady,
    rollout,
    later: demandOf('later-rollout') ?? rollout,
    redeploy: demandOf('redeploy') ?? steady,
    overshoot: demandOf('overshoot') ?? steady,
  };
}

/** A way to make one of the services larger. */
const growth: fc.Arbitrary<(grown: Service) => Service> = fc.constantFrom(
  (grown: Service) => ({ ...grown, maxInstances: (grown.maxInstances as number) + 1 }),
  (grown: Service) => ({
    ...grown,
    minInstances: grown.minInstances! + 1,
    maxInstances: (grown.maxInstances as number) + 1,
  }),
  (grown: Service) => ({ ...grown, processes: grown.processes! + 1 }),
  (grown: Service) => ({
    ...grown,
    pools: Object.fromEntries(
      Object.entries(grown.pools!).map(([name, own]) => [name, { ...own, size: own.size! + 1 }]),
    ),
  }),
  (grown: Service) => ({ ...grown, pools: { ...grown.pools, another: { database: 'main', size: 1 } } }),
  (grown: Service) => ({
    ...grown,
    revisions: { ...grown.revisions, another: { traffic: 0, minInstances: 1 } },
  }),
);

test('demand never falls when something grows', () => {
  fc.assert(
    fc.property(environment, growth, optional(count(20)), (before, grow, serviceMaxInstances) => {
      const names = Object.keys(before.services!);
      const [name] = names;
      const own = { ...before.services![name!]!, ...(serviceMaxInstances && { serviceMaxInstances }) };
      const withService = (changed: Service) =>
        declare({ ...before, services: { ...before.services, [name!]: changed } });
      const small = demands(withService(own));
      const large = demands(withService(grow(own)));
      for (const moment of Object.keys(small))
        expect([moment, large[moment]! >= small[moment]!]).toEqual([moment, true]);
    }),
    { numRuns: 200 },
  );
});

test('a moment is the sum of its terms, holds no more than it needs, and contains steady', () => {
  fc.assert(
    fc.property(declaration, (declared) => {
      const { moments, limit } = buildModel(declared).budgets[0]!;
      const steady = moments[0]!;
      for (const { demand, held, left, terms, verdict } of moments) {
        const sum = terms.reduce((total, { connections }) => total + known(connections), 0);
        expect(demand).toBe(sum);
        expect(left).toBe(known(limit.usable) - sum);
        expect(verdict).toBe(sum > known(limit.usable) ? 'over' : 'fits');
        expect(held).toBeLessThanOrEqual(demand);
        expect(terms.slice(0, steady.terms.length)).toEqual(steady.terms);
      }
    }),
    { numRuns: 200 },
  );
});

test('a line of a sum says its own product', () => {
  fc.assert(
    fc.property(declaration, (declared) => {
      const terms = buildModel(declared).budgets[0]!.moments.flatMap((moment) => moment.terms);
      const wrong = terms.filter((term) => {
        const [formula, text, { connections }] = [formulaOf(term), textOf(term), term];
        const [more, less] = formula.split(' − ').map(Number) as [number, number?];
        const product =
          less === undefined
            ? formula.split(' × ').reduce((total, factor) => total * sumOf(factor), 1)
            : Math.max(0, more - less);
        const end = `${text.includes('=') ? '=' : ':'} ${connections}`;
        return product !== connections || !text.endsWith(end);
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** A search for fixes takes most of an evaluation. */
const ONLY_FINDINGS = { today: TODAY, fixes: false } as const;

test('evaluation is deterministic, and does not change what it evaluates', () => {
  fc.assert(
    fc.property(declaration, (declared) => {
      const copy = structuredClone(declared);
      const once = evaluate(declared, { today: TODAY });
      expect(declared).toEqual(copy);
      expect(evaluate(copy, { today: TODAY })).toEqual(once);
    }),
    { numRuns: 10 },
  );
});

test('every fix removes its finding, adds no error, and leaves what it says', () => {
  fc.assert(
    fc.property(declaration, (declared) => {
      const before = evaluate(declared, { today: TODAY });
      const findings = before.environments.flatMap((environment) => environment.findings);
      const live = evaluate(spelledOut(declared), ONLY_FINDINGS).environments[0]!.findings;
      const errors = new Set(live.filter(({ severity }) => severity === 'error').map(findingKey));
      for (const finding of findings) {
        for (const fix of finding.fixes) {
          const edited = [fix, ...(fix.together ?? [])].reduce(
            (changed, { environment, path, to }) =>
              withPath(changed, `environments.${environment}.${path}`, to),
            spelledOut(declared),
          );
          const after = evaluate(edited, ONLY_FINDINGS);
          const left = after.environments.flatMap((environment) => environment.findings);
          expect(left.map(findingKey)).not.toContain(findingKey(finding));
          const added = left.filter((other) => other.severity === 'error' && !errors.has(findingKey(other)));
          expect(added).toEqual([]);
          if (fix.leaves === null || !finding.budget) continue;
          const budget = after.environments[0]!.budgets.find(({ id }) => id === finding.budget!.id)!;
          const least = (goals: readonly Finding[]): number => {
            const names = goals.flatMap((goal) => goal.budget!.moments);
            const moments = budget.moments.filter(({ name }) => names.includes(name));
            return Math.min(...moments.map((moment) => moment.left!));
          };
          // Of all errors of the budget, where an edit is enough for all of them.
          const all = least(goalsOf(finding, findings));
          expect(all >= 0 ? all : least([finding])).toBe(fix.leaves);
          expect(fix.leaves).toBeGreaterThanOrEqual(0);
        }
      }
    }),
    { numRuns: 10 },
  );
}, 60_000);

test('a change that makes nothing worse is never blocked by what was over before', () => {
  fc.assert(
    fc.property(declaration, (declared) => {
      const { environments } = evaluate(declared, { ...ONLY_FINDINGS, base: declared });
      const blocked = environments[0]!.findings.filter(({ severity }) => severity === 'error');
      expect(blocked.map(({ rule, headline }) => [rule, headline])).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

function sumOf(factor: string): number {
  return factor
    .replace(/[()]/g, '')
    .split(' + ')
    .reduce((sum, part) => sum + Number(part), 0);
}
