import fc from 'fast-check';
import { Testing } from 'cdktf';
import type { Declaration, Environment } from '../../../capacity/declaration';
import { evaluate, type EnvironmentResult } from '../../../capacity/evaluate';
import { textOf } from '../../../capacity/terms';
import { declaration } from '../../../environments';
import { EnvironmentStack } from '../../../stacks/environment-stack';
import { deployedProjection } from '../../../terraform/deployed';
import { readTerraform } from '../../../terraform/plan';
import { declaredProjection, differences } from '../../../terraform/projection';
import type { Sidecar } from '../../../terraform/sidecar';
import { TODAY } from '../../support/declare';
import { randomEnvironment } from '../../support/random-environment';
import { testApp } from '../../support/test-app';

function evaluated(environments: Readonly<Record<string, Environment>>): EnvironmentResult {
  const whole: Declaration = { schemaVersion: 1, environments };
  return evaluate(whole, { today: TODAY, rules: [] }).environments[0]!;
}

/** Every sum of every server, term by term. */
function sumsOf({ budgets }: EnvironmentResult): unknown {
  return Object.fromEntries(
    budgets.map(({ id, limit, moments }) => [
      id,
      {
        limit: limit.text,
        usable: limit.usable,
        ...Object.fromEntries(
          moments.map(({ demand, name, terms, verdict }) => [
            name,
            { demand, verdict, terms: terms.map(textOf).sort() },
          ]),
        ),
      },
    ]),
  );
}

/** What Terraform does not carry of a declaration: nothing of it may come from the JSON. */
function untold(name: string, declared: Environment): Sidecar {
  const of = <T extends object, R>(items: Readonly<Record<string, T>> | undefined, pick: (item: T) => R) =>
    Object.fromEntries(Object.entries(items ?? {}).map(([key, item]) => [key, pick(item)]));
  return {
    schemaVersion: 1,
    environments: {
      [name]: {
        ...(declared.clients && { clients: declared.clients }),
        ...(declared.rollouts && { rollouts: declared.rollouts }),
        databases: of(declared.databases, ({ kept }) => ({ ...(kept && { kept }) })),
        services: of(declared.services, ({ pools, revisions }) => ({
          // A driver says how a pool opens; sizes are in the JSON.
          ...(pools && { pools: of(pools, ({ driver }) => ({ ...(driver && { driver }) })) }),
          ...(revisions && { revisions }),
        })),
        jobs: of(declared.jobs, ({ during, pools }) => ({
          during,
          ...(pools && { pools: of(pools, ({ driver }) => ({ ...(driver && { driver }) })) }),
        })),
      },
    },
  };
}

/** What is synthesized, with the difference of its projection, read as if it were anybody's. */
function readBack(name: string, environment: Environment) {
  const result = evaluated({ [name]: environment });
  const json: unknown = JSON.parse(Testing.synth(new EnvironmentStack(testApp(), result)));
  const reading = readTerraform(json, 'cdk.tf.json', { name, sidecar: untold(name, environment) });
  return {
    differences: differences(declaredProjection(result.model), deployedProjection(json, result.model)),
    declared: sumsOf(result),
    read: sumsOf(evaluated(reading.after.environments)),
    reading,
  };
}

test('what Terraform does not carry is not read from it', () => {
  const { production } = declaration.environments as Readonly<Record<string, Environment>>;
  const result = evaluated({ production: production! });
  const json: unknown = JSON.parse(Testing.synth(new EnvironmentStack(testApp(), result)));
  const { production: read } = readTerraform(json, 'cdk.tf.json', { name: 'production' }).after.environments;
  expect(read).not.toHaveProperty('clients');
  expect(read!.databases!['prod-postgres']).not.toHaveProperty('kept');
  expect(read!.services!['backend']!.pools!['main']).not.toHaveProperty('driver');
  expect(read!.services!['backend']).not.toHaveProperty('load');
});

test.each(Object.entries(declaration.environments))(
  '%s reads back with the same sums',
  (name, environment) => {
    const { declared, differences: found, read, reading } = readBack(name, environment);
    expect(found).toEqual([]);
    expect(read).toEqual(declared);
    expect(reading).toMatchObject({ kind: 'configuration', notes: [], unknowns: [] });
  },
);

test('200 random declarations are deployed as declared, and read back with the same sums', () => {
  fc.assert(
    fc.property(randomEnvironment, (environment) => {
      const { declared, differences: found, read } = readBack('test', environment);
      expect(found).toEqual([]);
      expect(Object.keys(declared as object).length).toBeGreaterThan(1);
      expect(read).toEqual(declared);
    }),
    { numRuns: 200, seed: 1278 },
  );
}, 120_000);
