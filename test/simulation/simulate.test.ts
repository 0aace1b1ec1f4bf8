import type { Declaration } from '../../capacity/declaration';
import { buildModel, type EnvironmentModel } from '../../capacity/model';
import { simulate, type SimulateOptions, type Simulation } from '../../simulation';
import { withFields } from '../support/declare';

/** The environment of a declaration made of `ENVIRONMENT` with other fields. */
function environment(fields: Readonly<Record<string, unknown>>): EnvironmentModel {
  return modelOf(withFields(fields));
}

function modelOf(declaration: Declaration): EnvironmentModel {
  return buildModel(declaration).environments[0]!;
}

function run(fields: Readonly<Record<string, unknown>>, options: Partial<SimulateOptions> = {}): Simulation {
  return simulate(environment(fields), { runs: 20, seed: 1, ...options });
}

/** 10 instances × 20 eager connections against 100 − 3, one attempt each, nobody else. */
const STORM = {
  'databases.main.reserved': { superuser: 3, roles: 0, cloudSqlAdmin: 0 },
  'services.api.maxInstances': 10,
  'services.api.pools.main': {
    database: 'main',
    driver: 'sqlalchemy',
    size: 20,
    maxOverflow: 0,
    opens: 'eager',
  },
  'services.api.outgoing': { maxInstances: 0 },
  'services.api.resilience': {
    attempts: 1,
    initialBackoffSeconds: 0,
    maxBackoffSeconds: 0,
    breakerFailures: 0,
    breakerOpenSeconds: 0,
  },
} as const;

/** One start each: no instance is started again. */
const ONCE = { observationSeconds: 0 } as const;

test('10 × 20 connections against 100 − 3: exactly 97 are open at the peak', () => {
  const { peakConnections } = run(STORM, { parameters: { ...ONCE, exitLeavesConnectionsPercent: 100 } });
  expect(peakConnections).toBe(97);
});

test('the same seed gives the same bytes, another one does not', () => {
  const text = (seed: number): string => JSON.stringify(run(STORM, { seed }));
  expect(text(7)).toBe(text(7));
  expect(text(7)).not.toBe(text(8));
});
