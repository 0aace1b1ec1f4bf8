import { SERVICE, withField, withFields } from '../support/declare';
import { addedTo } from '../support/moments';

const JOB = {
  image: SERVICE.image,
  cpu: 1,
  memory: '512Mi',
  egress: SERVICE.egress,
  processes: 1,
  pools: { main: { database: 'main', size: 2 } },
} as const;

describe('revisions that share the traffic', () => {
  const revisions = { old: { traffic: 40, maxInstances: 3, pools: { main: { database: 'main', size: 5 } } } };
  const shared = withField('services.api.revisions', revisions);

  test('each counts up to its own ceiling', () => {
    expect(addedTo('steady', shared)).toEqual([
      'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
      'services.api revision old: 3 instances × 1 process × 5 = 15',
    ]);
  });

  test('a latest revision without traffic counts at its floor', () => {
    expect(addedTo('steady', withField('services.api.revisions.old.traffic', 100, shared))[0]).toBe(
      'services.api revision latest: 1 instance × 1 process × (4 + 2) = 6',
    );
  });

  test('a tagged revision without traffic counts at its floor', () => {
    const tagged = withField('services.api.revisions.old', { traffic: 0, tag: 'old', minInstances: 0 });
    expect(addedTo('steady', tagged)[1]).toBe(
      'services.api revision old: 0 instances × 1 process × (4 + 2) = 0',
    );
  });

  test('a service-level maximum goes to the largest instances first', () => {
    expect(addedTo('steady', withField('services.api.serviceMaxInstances', 4, shared))).toEqual([
      'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
      'services.api revision old: 2 instances × 1 process × 5 = 10',
    ]);
    const small = withField('services.api.pools.main', { database: 'main', size: 1 }, shared);
    expect(addedTo('steady', withField('services.api.serviceMaxInstances', 4, small))).toEqual([
      'services.api revision latest: 1 instance × 1 process × 1 = 1',
      'services.api revision old: 3 instances × 1 process × 5 = 15',
    ]);
  });

  test('a service-level maximum is a ceiling where there is no other', () => {
    const declaration = withFields({
      'services.api.maxInstances': undefined,
      'services.api.serviceMaxInstances': 3,
    });
    expect(addedTo('steady', declaration)).toEqual([
      'services.api revision latest: 3 instances × 1 process × (4 + 2) = 18',
    ]);
    expect(addedTo('rollout', declaration)).toEqual([
      'services.api outgoing: 3 instances × 1 process × (4 + 2) = 18',
    ]);
  });
});

describe('a deploy', () => {
  test('adds the outgoing fleet, equal where nothing else is said', () => {
    expect(addedTo('rollout', withFields({}))).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
    ]);
    expect(addedTo('later-rollout', withFields({}))).toEqual([]);
  });

  test('adds the live numbers now, and the declared ones later', () => {
    const outgoing = { maxInstances: 5, processes: 2, pools: { main: { database: 'main', size: 3 } } };
    const declaration = withField('services.api.outgoing', outgoing);
    expect(addedTo('rollout', declaration)).toEqual([
      'services.api outgoing: 5 instances × 2 processes × 3 = 30',
    ]);
    expect(addedTo('later-rollout', declaration)).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
    ]);
  });

  test('that leaves a database has an outgoing fleet there once', () => {
    const declaration = withFields({
      'services.api.pools': {},
      'services.api.outgoing': { pools: SERVICE.pools },
    });
    expect(addedTo('rollout', declaration)).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
    ]);
    expect(addedTo('later-rollout', declaration)).toEqual([]);
  });

  test('of a candidate adds its floor, at least one instance', () => {
    const candidate = (minInstances: number) =>
      addedTo(
        'rollout',
        withFields({ 'services.api.rollout': 'candidate', 'services.api.minInstances': minInstances }),
      );
    expect(candidate(0)).toEqual([
      'services.api candidate at its floor: 1 instance × 1 process × (4 + 2) = 6',
    ]);
    expect(candidate(2)).toEqual([
      'services.api candidate at its floor: 2 instances × 1 process × (4 + 2) = 12',
    ]);
  });

  test('after a deploy adds a third generation', () => {
    expect(addedTo('redeploy', withFields({}))).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
      'services.api outgoing again: 2 instances × 1 process × (4 + 2) = 12',
    ]);
    expect(addedTo('redeploy', withField('services.api.rollout', 'candidate'))).toEqual([
      'services.api candidate at its floor: 1 instance × 1 process × (4 + 2) = 6',
      'services.api second candidate at its floor: 1 instance × 1 process × (4 + 2) = 6',
    ]);
  });
});

test.each([
  [1, 1],
  [10, 1],
  [11, 2],
  [100, 10],
])('%d instances may be exceeded by %d', (maxInstances, extra) => {
  const [line] = addedTo('overshoot', withField('services.api.maxInstances', maxInstances));
  expect(line).toContain(`revision latest above its ceiling: ${extra} instance`);
});

test('under a service-level maximum every revision may still be exceeded', () => {
  const declaration = withFields({
    'services.api.serviceMaxInstances': 2,
    'services.api.revisions': { old: { traffic: 50 } },
  });
  expect(addedTo('steady', declaration)[1]).toBe(
    'services.api revision old: 0 instances × 1 process × (4 + 2) = 0',
  );
  expect(addedTo('overshoot', declaration)).toEqual([
    'services.api revision latest above its ceiling: 1 instance × 1 process × (4 + 2) = 6',
    'services.api revision old above its ceiling: 1 instance × 1 process × (4 + 2) = 6',
  ]);
});

describe('a crash loop', () => {
  test('leaves one connection of a lazy pool and all of an eager one, and what lies outside', () => {
    const pools = {
      main: { database: 'main', size: 4 },
      eager: { database: 'main', size: 3, opens: 'eager', outsidePool: 1 },
    };
    // Keepalive 90 s; each instance is killed at the end of its probe window of 30 s.
    expect(addedTo('churn', withField('services.api.pools', pools))).toEqual([
      'services.api killed while starting pool main: 2 instances × 3 generations × 1 process × 1 = 6',
      'services.api killed while starting pool eager: 2 instances × 3 generations × 1 process × 4 = 24',
    ]);
  });

  test('has fewer generations when the probe waits longer, and no more when it waits less', () => {
    const killedAfter = (failureThreshold: number) =>
      addedTo('churn', withField('services.api.startup.probe', { failureThreshold }));
    const generations = (count: string, sum: number) =>
      `services.api killed while starting: 2 instances × ${count} × 1 process × 1 = ${sum}`;
    expect(killedAfter(1)).toEqual([generations('3 generations', 6)]);
    expect(killedAfter(4)).toEqual([generations('3 generations', 6)]);
    expect(killedAfter(5)).toEqual([generations('2 generations', 4)]);
    expect(killedAfter(9)).toEqual([generations('1 generation', 2)]);
  });

  test('leaves no more than the server accepts: the generation that fills it is the last', () => {
    const eager = { main: { database: 'main', size: 30, maxOverflow: 0, opens: 'eager' } };
    const declaration = withFields({
      'databases.main.flags': undefined,
      'services.api.pools': eager,
    });
    expect(addedTo('churn', declaration)).toEqual([
      'services.api killed while starting: 2 instances × 2 generations × 1 process × 30 = 120',
    ]);
  });
});

describe('jobs', () => {
  test('that migrate count with their tasks at once', () => {
    const migrate = { ...JOB, during: 'migration', tasks: 6, parallelism: 4, concurrentExecutions: 2 };
    expect(addedTo('migration', withField('jobs.migrate', migrate))).toEqual([
      'jobs.migrate: 2 executions × 4 tasks × 1 process × 2 = 16',
    ]);
  });

  test('that run at any time are part of steady', () => {
    const declaration = withField('jobs.nightly', { ...JOB, during: 'always', tasks: 3 });
    expect(addedTo('steady', declaration)[1]).toBe('jobs.nightly: 1 execution × 3 tasks × 1 process × 2 = 6');
    expect(addedTo('migration', declaration)).toEqual([]);
  });

  test('with several pools have a line for each', () => {
    const pools = { main: { database: 'main', size: 2 }, audit: { database: 'main', size: 1 } };
    expect(addedTo('migration', withField('jobs.migrate', { ...JOB, during: 'migration', pools }))).toEqual([
      'jobs.migrate pool main: 1 execution × 1 task × 1 process × 2 = 2',
      'jobs.migrate pool audit: 1 execution × 1 task × 1 process × 1 = 1',
    ]);
  });
});

describe('clients', () => {
  const client = { database: 'main', connections: 5, reason: 'the BI tool', owner: 'team-bi' };
  test.each([
    [undefined, 'steady'],
    ['always', 'steady'],
    ['rollout', 'rollout'],
    ['migration', 'migration'],
  ] as const)('during %s count in %s', (during, moment) => {
    expect(addedTo(moment, withField('clients.bi', { ...client, during }))).toContain(
      'clients.bi the BI tool: 5',
    );
  });
});
