import { ENVIRONMENT, SERVICE, withField, withFields } from '../support/declare';
import { addedTo } from '../support/moments';

describe('poolers', () => {
  const bouncer = { database: 'main', replicas: 2, poolSize: 10, mode: 'transaction' };
  const through = { ...SERVICE.pools.main, via: 'pgbouncer', pooler: 'bouncer' };
  const pooled = withFields({ 'poolers.bouncer': bouncer, 'services.api.pools.main': through });

  test('have clients on one side and server connections on the other', () => {
    expect(addedTo('steady', pooled)).toEqual(['poolers.bouncer server side: 2 replicas × 1 pair × 10 = 20']);
    expect(addedTo('steady', pooled, 'poolers.bouncer')).toEqual([
      'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
    ]);
    expect(addedTo('rollout', pooled, 'poolers.bouncer')).toEqual([
      'services.api outgoing: 2 instances × 1 process × (4 + 2) = 12',
    ]);
    expect(addedTo('rollout', pooled)).toEqual([]);
  });

  test('have a pool for each database and user', () => {
    const two = withFields(
      {
        'services.other': { ...SERVICE, pools: { main: through, same: { ...through, user: 'other' } } },
        'services.third': { ...SERVICE, pools: { main: { ...through, user: 'api' } } },
        'clients.bi': { database: 'main', pooler: 'bouncer', connections: 5, reason: 'BI', owner: 'bi' },
      },
      pooled,
    );
    expect(addedTo('steady', two)).toEqual(['poolers.bouncer server side: 2 replicas × 3 pairs × 10 = 60']);
    expect(addedTo('steady', withField('poolers.bouncer.pairs', 7, two))).toEqual([
      'poolers.bouncer server side: 2 replicas × 7 pairs × 10 = 140',
    ]);
  });

  test('may be capped over all pairs', () => {
    const capped = withFields(
      { 'poolers.bouncer.pairs': 3, 'poolers.bouncer.maxDatabaseConnections': 15 },
      pooled,
    );
    expect(addedTo('steady', capped)).toEqual(['poolers.bouncer server side: 2 replicas × 15 = 30']);
    expect(addedTo('steady', withField('poolers.bouncer.maxDatabaseConnections', 0, capped))).toEqual([
      'poolers.bouncer server side: 2 replicas × 3 pairs × 10 = 60',
    ]);
  });

  test('in transaction mode are passed by what keeps a session', () => {
    const outside = withField('services.api.pools.main.outsidePool', 1, pooled);
    expect(addedTo('steady', outside)).toEqual([
      'services.api revision latest: 2 instances × 1 process × 1 = 2',
      'poolers.bouncer server side: 2 replicas × 1 pair × 10 = 20',
    ]);
    expect(addedTo('steady', withField('poolers.bouncer.mode', 'session', outside))).toEqual([
      'poolers.bouncer server side: 2 replicas × 1 pair × 10 = 20',
    ]);
    expect(
      addedTo('steady', withField('poolers.bouncer.mode', 'session', outside), 'poolers.bouncer'),
    ).toEqual(['services.api revision latest: 2 instances × 1 process × (4 + 2 + 1) = 14']);
  });

  test('leave no dead connections of the service in the database', () => {
    expect(addedTo('churn', pooled)).toEqual([]);
  });

  test('of Cloud SQL itself count by the machine', () => {
    const main = {
      ...ENVIRONMENT.databases.main,
      edition: 'ENTERPRISE_PLUS',
      tier: 'db-perf-optimized-N-8',
      managedPooling: { poolSize: 20 },
    };
    const managed = withFields({
      'databases.main': main,
      'services.api.pools.main.via': 'managed-pooler',
    });
    expect(addedTo('steady', managed)).toEqual([
      'databases.main.managedPooling: 2 poolers × 1 pair × 20 = 40',
    ]);
    expect(addedTo('steady', managed, 'databases.main.managedPooling')).toEqual([
      'services.api revision latest: 2 instances × 1 process × (4 + 2) = 12',
    ]);
  });
});

describe('readers of a replica', () => {
  const replica = withFields({
    'databases.replica': { ...ENVIRONMENT.databases.main, replicaOf: 'main' },
    'services.api.pools.reads': { database: 'replica', size: 8, fallback: 'main' },
  });

  test('count on the replica, and on the primary only while it is out', () => {
    expect(addedTo('steady', replica, 'databases.replica')).toEqual([
      'services.api revision latest pool reads: 2 instances × 1 process × 8 = 16',
    ]);
    expect(addedTo('steady', replica)).toEqual([
      'services.api revision latest pool main: 2 instances × 1 process × (4 + 2) = 12',
    ]);
    expect(addedTo('replica-outage', replica)).toEqual([
      'services.api revision latest falling back pool reads: 2 instances × 1 process × 8 = 16',
    ]);
    expect(addedTo('replica-outage', replica, 'databases.replica')).toEqual([]);
  });

  test('share a service-level maximum while falling back, too', () => {
    const declaration = withFields(
      { 'services.api.serviceMaxInstances': 3, 'services.api.revisions': { old: { traffic: 50 } } },
      replica,
    );
    expect(addedTo('replica-outage', declaration)).toEqual([
      'services.api revision latest falling back pool reads: 2 instances × 1 process × 8 = 16',
      'services.api revision old falling back pool reads: 1 instance × 1 process × 8 = 8',
    ]);
  });
});
