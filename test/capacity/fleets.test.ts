import type { Service } from '../../capacity/declaration';
import { resolveJobs, resolveServices } from '../../capacity/fleets';
import { ENVIRONMENT, SERVICE } from '../support/declare';

const resolve = (fields: Partial<Service>) =>
  resolveServices({ ...ENVIRONMENT, services: { api: { ...SERVICE, ...fields } } })[0]!;

test('the latest revision has the service’s numbers, the live fleet is assumed equal', () => {
  const { latest, outgoing, outgoingBasis, latestTraffic, rollout } = resolve({});
  expect(latest).toMatchObject({ label: 'revision latest', instances: 2, floor: 1, processes: 1 });
  expect(outgoing).toEqual({ ...latest, label: 'outgoing' });
  expect({ outgoingBasis, latestTraffic, rollout }).toEqual({
    outgoingBasis: 'assumed-equal',
    latestTraffic: 100,
    rollout: 'all-at-once',
  });
});

test('what is left out has no bound or is not known', () => {
  const { latest } = resolve({ maxInstances: undefined, processes: undefined, minInstances: undefined });
  expect(latest).toMatchObject({ instances: 'unlimited', processes: 'unknown', floor: 0 });
});

test('a revision takes what it leaves out from the service; without traffic it keeps its minimum', () => {
  const pools = { main: { database: 'main', size: 9 } };
  const { revisions, latestTraffic } = resolve({
    revisions: {
      one: { traffic: 30 },
      two: { traffic: 0, tag: 'old', minInstances: 3, processes: 2, pools },
    },
  });
  expect(latestTraffic).toBe(70);
  expect(revisions).toMatchObject([
    { label: 'revision one', instances: 2, floor: 1, processes: 1, pools: [{ formula: '4 + 2' }] },
    {
      label: 'revision two',
      instances: 3,
      processes: 2,
      pools: [{ formula: '9', path: 'services.api.revisions.two.pools.main' }],
    },
  ]);
});

test('the live fleet has its own numbers where they are declared', () => {
  const pools = { main: { database: 'main', size: 20 } };
  const { outgoing, outgoingBasis } = resolve({ outgoing: { maxInstances: 9, processes: 3, pools } });
  expect(outgoing).toMatchObject({
    instances: 9,
    floor: 1,
    processes: 3,
    pools: [{ formula: '20', path: 'services.api.outgoing.pools.main' }],
  });
  expect(outgoingBasis).toBe('declared');
});

test('a service-level maximum bounds every fleet', () => {
  const { latest, outgoing, revisions } = resolve({
    maxInstances: undefined,
    serviceMaxInstances: 5,
    revisions: { one: { traffic: 10, maxInstances: 3 }, two: { traffic: 10, maxInstances: 30 } },
    outgoing: { maxInstances: 20 },
  });
  expect([latest, outgoing, ...revisions].map(({ instances }) => instances)).toEqual([5, 5, 3, 5]);
});

test.each([
  [{}, 1, 1],
  [{ tasks: 8 }, 8, 1],
  [{ tasks: 8, parallelism: 0 }, 8, 1],
  [{ tasks: 8, parallelism: 3 }, 3, 1],
  [{ tasks: 2, parallelism: 5 }, 2, 1],
  [{ tasks: 2, concurrentExecutions: 4 }, 2, 4],
])('a job with %j runs %d tasks at once, %d times', (fields, parallelTasks, concurrentExecutions) => {
  const { image, cpu, memory, egress } = SERVICE;
  const job = { image, cpu, memory, egress, during: 'migration', processes: 1, ...fields } as const;
  expect(resolveJobs({ ...ENVIRONMENT, jobs: { migrate: job } })[0]).toMatchObject({
    parallelTasks,
    concurrentExecutions,
  });
});
