import {
  AS_LIVE,
  effectOf,
  KEPT,
  NOT_DEPLOYED,
  strongest,
  type Effect,
} from '../../../capacity/google-cloud/effects';

const DATABASE =
  'REPLACES the instance: its data are lost, and a deleted name cannot be used again for about a week';
const NETWORK = 'REPLACES the network, and everything that is in it';

test.each<[string, unknown, unknown, string]>([
  ['databases.main.maxConnections', 100, 99, 'RESTARTS the database'],
  ['databases.main.kept.connections', 3, 4, 'changes nothing that is deployed'],
  ['databases.main.reserved.superuser', 3, 4, 'changes nothing that is deployed'],
  ['databases.main.observed', undefined, {}, 'changes nothing that is deployed'],
  ['databases.main.region', 'a', 'b', DATABASE],
  ['databases.main.instance', 'a', 'b', DATABASE],
  ['databases.main.replicaOf', undefined, 'main', DATABASE],
  ['databases.main.replicaOf', 'main', undefined, 'in place'],
  ['databases.main.diskGb', 20, 19, DATABASE],
  ['databases.main.diskGb', 20, 20, 'in place'],
  ['databases.main.diskGb', 20, 21, 'in place'],
  ['databases.main.diskGb', undefined, 10, 'in place'],
  ['services.api.load.requestsPerSecond', 1, 2, 'changes nothing that is deployed'],
  ['services.api.rollout', 'all-at-once', 'candidate', 'changes nothing that is deployed'],
  ['services.api.revisions.api-1', undefined, {}, 'in place'],
  ['services.api.revisions.api-1.traffic', 1, 2, 'in place'],
  ['services.api.revisions.api-1.maxInstances', 1, 2, 'changes nothing that is deployed'],
  ['services.api.maxInstances', 1, 2, 'new revision'],
  ['services.api.region', 'a', 'b', 'REPLACES the service: nothing answers until it is back'],
  ['jobs.migrate.concurrentExecutions', 1, 2, 'changes nothing that is deployed'],
  ['network.name', 'a', 'b', NETWORK],
  ['network.subnets.a.ipCidrRange', '10.0.0.0/24', '10.0.0.0/23', 'in place'],
  ['network.subnets.a.ipCidrRange', '10.0.0.0/24', '10.0.0.0/24', 'in place'],
  ['network.subnets.a.ipCidrRange', '10.0.0.0/24', '10.0.0.0/25', NETWORK],
  ['network.subnets.a.ipCidrRange', '10.0.0.0/24', '10.0.1.0/24', NETWORK],
  ['network.subnets.a.ipCidrRange', '10.0.0.0/24', undefined, NETWORK],
  ['network.subnets.a.ownership', 'managed', 'imported', 'changes nothing that is deployed'],
])('%s from %j to %j', (path, from, to, text) => {
  expect(effectOf(path, from, to).text).toBe(text);
});

describe('of several effects', () => {
  const effect = (kind: Effect['kind']): Effect => ({ kind, text: kind });

  test('the one that decides is the strongest', () => {
    const kinds = ['in-place', 'outside', 'new-revision', 'restart', 'replace'] as const;
    for (const [index, kind] of kinds.entries())
      expect(
        strongest(
          kinds
            .slice(0, index + 1)
            .reverse()
            .map(effect),
        ),
      ).toEqual(effect(kind));
  });

  test('what is kept counts only alone, and nothing is in place', () => {
    expect(strongest([KEPT, AS_LIVE])).toBe(AS_LIVE);
    expect(strongest([KEPT, KEPT])).toBe(KEPT);
    expect(strongest([]).text).toBe('in place');
    expect(strongest([NOT_DEPLOYED])).toBe(NOT_DEPLOYED);
  });
});
