import { changesBetween } from '../../capacity/changes';
import type { Declaration } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import { transitionsOf } from '../../capacity/transitions';
import { declare, ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';

const ID = 'example:us-central1:main';

const transition = (base: Declaration, declaration: Declaration, id = ID) =>
  transitionsOf(buildModel(declaration, undefined, buildModel(base), changesBetween(base, declaration))).get(
    id,
  );

/** The sum and what is usable then: usable − demand is what is left. */
const sums = (base: Declaration, declaration: Declaration, id = ID) => {
  const found = transition(base, declaration, id);
  return (
    found &&
    [found.oldOnNew, found.bothOnNew, found.bothOnOld, found.newOnNew].map(
      ({ demand, left }) => `${demand} of ${demand + left!}`,
    )
  );
};

const base = declare(ENVIRONMENT);
const both = withFields({ 'databases.main.maxConnections': 200, 'services.api.maxInstances': 5 });

test('every state between two declarations', () => {
  expect(sums(base, both)).toEqual(['12 of 190', '42 of 190', '42 of 90', '30 of 190']);
  expect(sums(both, base)).toEqual(['30 of 90', '42 of 90', '42 of 190', '12 of 90']);
});

test('none where only one of the two changes', () => {
  expect(transition(base, withField('databases.main.maxConnections', 200))).toBeUndefined();
  expect(transition(base, withField('services.api.maxInstances', 5))).toBeUndefined();
  expect(transition(base, base)).toBeUndefined();
  expect(transitionsOf(buildModel(both)).size).toBe(0);
});

test('the old fleet drains for its longest request and the time that idle instances stay', () => {
  expect(transition(base, both)!.drainSeconds).toBe(60 + 900);
  expect(transition(base, withField('services.api.requestTimeoutSeconds', 600, both))!.drainSeconds).toBe(
    1500,
  );
});

test('the old fleet keeps its own clients, the new one has the new ones', () => {
  const client = { database: 'main', connections: 7, reason: 'BI', owner: 'team-bi' };
  expect(sums(base, withField('clients.bi', client, both))).toEqual([
    '12 of 190',
    '49 of 190',
    '49 of 90',
    '37 of 190',
  ]);
});

test('a service that is new has no old fleet', () => {
  const added = withFields({ 'services.web': SERVICE, 'databases.main.maxConnections': 200 });
  expect(sums(base, added)).toEqual(['12 of 190', '24 of 190', '24 of 90', '24 of 190']);
});

test('two environments share the instance that one of them deploys', () => {
  const two = (limit: number, instances: number): Declaration => ({
    schemaVersion: 1,
    environments: {
      test: withFields({ 'databases.main.maxConnections': limit }).environments['test']!,
      using: {
        ...ENVIRONMENT,
        connectors: {},
        databases: {
          theirs: { ...ENVIRONMENT.databases.main, ownership: 'reference', instance: 'main' },
        },
        services: {
          web: {
            ...SERVICE,
            maxInstances: instances,
            egress: { kind: 'none' },
            pools: { main: { ...SERVICE.pools.main, database: 'theirs' } },
          },
        },
      },
    },
  });
  expect(sums(two(100, 2), two(200, 5))).toEqual(['24 of 190', '54 of 190', '54 of 90', '42 of 190']);
  // The other stack is applied on its own: nobody orders the two.
  expect(transition(two(100, 2), two(200, 5))!.order).toBe('parallel');
});
