import type { Declaration } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import { declaration } from '../../environments';
import { stormsIn, type Parameters } from '../../simulation';
import type { Storm } from '../../simulation/storm';
import { ENVIRONMENT, SERVICE, withFields } from '../support/declare';

function stormsOf(declared: Declaration, parameters?: Partial<Parameters>, name?: string): readonly Storm[] {
  const { environments } = buildModel(declared);
  return stormsIn(
    environments.find((each) => name === undefined || each.name === name)!,
    parameters,
  );
}

/** The only storm of an environment with other fields. */
function stormOf(fields: Readonly<Record<string, unknown>>, parameters?: Partial<Parameters>): Storm {
  const [storm, ...others] = stormsOf(withFields(fields), parameters);
  expect(others).toEqual([]);
  return storm!;
}

describe('a deploy', () => {
  test('the new fleet starts while the outgoing one is connected', () => {
    const storm = stormOf({});
    expect(storm).toMatchObject({
      services: ['api'],
      clients: ['everybody else', 'left behind by killed instances', 'api', 'api outgoing'],
      servers: [
        {
          name: 'main',
          kind: 'database',
          limit: 100,
          capacity: 93,
          vcpus: 1,
          lingerSeconds: 90,
          background: 0,
        },
      ],
      // 2 and 3 e2-micro carry 200 and 300 Mbps, of which an instance takes 10.
      paths: [{ name: 'path', slots: 20, scaledSlots: 30, scalingSeconds: 30, scalesAtOnce: false }],
      connectionSeconds: 0.3,
      crashLoopSeconds: 30,
    });
    expect(storm.starting).toEqual([
      {
        service: 0,
        client: 2,
        instances: 2,
        processes: 1,
        path: 0,
        warmUpSeconds: 0,
        steps: [{ server: 0, connections: 1, atOnce: 1 }],
        load: [{ server: 0, connections: 5, atOnce: 1 }],
        bootSeconds: 10,
        migrationSeconds: 0,
        connectTimeoutSeconds: 5,
        deadlineSeconds: 10,
        probe: { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
        retry: {
          attempts: Infinity,
          initialSeconds: 1,
          maxSeconds: 1,
          breakerFailures: 0,
          breakerSeconds: 0,
        },
      },
    ]);
    expect(storm.connected).toEqual([
      {
        service: 0,
        client: 3,
        instances: 2,
        held: [4],
        load: [2],
        drains: true,
        requestTimeoutSeconds: 60,
        idleSeconds: 900,
      },
    ]);
  });

  test('one storm where services roll out together, one a service where they do not', () => {
    const names = (name: string): readonly (readonly string[])[] =>
      stormsOf(declaration, {}, name).map(({ services }) => services);
    expect(names('production')).toEqual([['backend', 'auth']]);
    expect(names('staging')).toEqual([['backend'], ['auth']]);
    // While the backend rolls out, auth is background at its ceiling, and the other way round.
    expect(stormsOf(declaration, {}, 'staging').map(({ servers }) => servers[0]!.background)).toEqual([
      8, 24,
    ]);
  });

  test('everybody else is background: other services, jobs that always run, outside clients', () => {
    const background = (
      fields: Readonly<Record<string, unknown>>,
      parameters?: Partial<Parameters>,
    ): number => stormOf(fields, parameters).servers[0]!.background;
    const client = { database: 'main', connections: 7, reason: 'reports', owner: 'data' };
    const job = {
      image: SERVICE.image,
      cpu: 1,
      memory: '1Gi',
      processes: 1,
      pools: { main: { database: 'main', driver: 'sqlalchemy', size: 3, maxOverflow: 0 } },
      egress: { kind: 'none' },
    };
    expect(background({ 'clients.bi': client })).toBe(7);
    expect(background({ 'clients.bi': { ...client, during: 'rollout' } })).toBe(7);
    expect(background({ 'clients.bi': { ...client, during: 'migration' } })).toBe(0);
    expect(background({ 'jobs.nightly': { ...job, during: 'always' } })).toBe(3);
    expect(background({ 'jobs.migrate': { ...job, during: 'migration' } })).toBe(0);
    expect(background({ 'services.other': { ...SERVICE, ownership: 'reference' } })).toBe(12);
    expect(background({ 'clients.bi': client }, { backgroundPercent: 50 })).toBe(4);
    // It leaves the database: nothing of it starts there, and its live fleet is still connected.
    const leaving = { ...SERVICE, pools: {}, outgoing: { maxInstances: 3, pools: SERVICE.pools } };
    expect(background({ 'services.leaving': leaving })).toBe(18);
  });

  test('another environment on the same database is background with its steady demand', () => {
    const shared: Declaration = {
      schemaVersion: 1,
      environments: {
        test: ENVIRONMENT,
        other: {
          ...ENVIRONMENT,
          databases: { main: { ...ENVIRONMENT.databases.main, ownership: 'reference' } },
          services: { api: { ...SERVICE, maxInstances: 5 } },
        },
      },
    };
    const background = (name: string): number => stormsOf(shared, {}, name)[0]!.servers[0]!.background;
    expect([background('test'), background('other')]).toEqual([30, 12]);
  });

  test('the numbers that are live are those of the outgoing fleet', () => {
    const { connected } = stormOf({ 'services.api.outgoing': { maxInstances: 7, processes: 3 } });
    expect(connected).toMatchObject([{ instances: 7, held: [12], load: [6] }]);
  });

  test('a candidate starts at its floor, and nothing drains for it', () => {
    const { connected, starting } = stormOf({
      'services.api.rollout': 'candidate',
      'services.api.maxInstances': 9,
    });
    expect([starting[0]!.instances, connected]).toMatchObject([1, [{ instances: 9, drains: false }]]);
    const floors = [0, 3].map((minInstances) => {
      const fields = { 'services.api.rollout': 'candidate', 'services.api.minInstances': minInstances };
      return stormOf({ ...fields, 'services.api.maxInstances': 9 }).starting[0]!.instances;
    });
    expect(floors).toEqual([1, 3]);
  });

  describe('under a service-level maximum', () => {
    const fleetsOf = (fields: Readonly<Record<string, unknown>>): unknown => {
      const { clients, connected, starting } = stormOf({
        'services.api.maxInstances': 5,
        'services.api.revisions': { 'api-1': { traffic: 50 }, 'api-2': { traffic: 10, maxInstances: 2 } },
        ...fields,
      });
      return [...starting, ...connected].map(({ client, instances }) => [clients[client], instances]);
    };

    test.each([
      // [maximum of the service, instances of api-1 and of api-2]
      [5, 0, 0],
      [6, 1, 0],
      [11, 5, 1],
      [undefined, 5, 2],
    ])('of %s earlier revisions have what the new one leaves', (serviceMaxInstances, first, second) => {
      expect(fleetsOf({ 'services.api.serviceMaxInstances': serviceMaxInstances })).toEqual([
        ['api', 5],
        ...(first > 0 ? [['api revision api-1 running', first]] : []),
        ...(second > 0 ? [['api revision api-2 running', second]] : []),
        ['api outgoing', 5],
      ]);
    });

    test('a candidate is beside the outgoing fleet, which takes the traffic', () => {
      const candidate = { 'services.api.rollout': 'candidate', 'services.api.serviceMaxInstances': 7 };
      expect(fleetsOf(candidate)).toEqual([
        ['api', 1],
        ['api revision api-1 running', 2],
        ['api outgoing', 5],
      ]);
    });
  });

  test('behind a candidate, a latest revision without traffic is at its floor', () => {
    const idle = {
      'services.api.rollout': 'candidate',
      'services.api.revisions': { 'api-1': { traffic: 100 } },
    };
    const floors = [0, 1].map((minInstances) => {
      const { clients, connected } = stormOf({ ...idle, 'services.api.minInstances': minInstances });
      return connected.map(({ client, instances }) => [clients[client], instances]);
    });
    const running = ['api revision api-1 running', 2];
    expect(floors).toEqual([[running], [running, ['api outgoing', 1]]]);
  });

  test('other revisions are connected, or start too', () => {
    const revisions = { 'services.api.revisions': { 'api-1': { traffic: 50, maxInstances: 4 } } };
    const labels = ({ clients, connected, starting }: Storm): unknown =>
      [...starting, ...connected].map(({ client, instances }) => [clients[client], instances]);
    expect(labels(stormOf(revisions))).toEqual([
      ['api', 2],
      ['api revision api-1 running', 4],
      ['api outgoing', 2],
    ]);
    expect(labels(stormOf(revisions, { revisionsStartPercent: 75 }))).toEqual([
      ['api', 2],
      ['api revision api-1', 3],
      ['api revision api-1 running', 1],
      ['api outgoing', 2],
    ]);
  });

  test('a scale-out: half of the fleet runs already, and nothing is outgoing', () => {
    const { connected, starting } = stormOf(
      { 'services.api.maxInstances': 6 },
      { runningPercent: 50, outgoingPercent: 0 },
    );
    expect([starting, connected]).toMatchObject([[{ instances: 3 }], [{ instances: 3, drains: false }]]);
  });

  test('what is used of a fleet that is idle, or of a new one without load', () => {
    const { connected, starting } = stormOf({}, { outgoingLoadPercent: 0, readyLoadPercent: 0 });
    expect([connected[0]!.load, starting[0]!.load]).toEqual([[0], []]);
  });
});

describe('the way to the database', () => {
  test('Direct VPC egress warms up; without egress nothing does', () => {
    const direct = stormOf({
      'network.subnets': { run: { ownership: 'managed', ipCidrRange: '10.9.0.0/24' } },
      'services.api.egress': { kind: 'direct-vpc', subnet: 'run' },
    });
    expect(direct.starting[0]).toMatchObject({ path: -1, warmUpSeconds: 80 });
    expect(stormOf({ 'services.api.egress': { kind: 'none' } }).starting[0]).toMatchObject({
      path: -1,
      warmUpSeconds: 0,
    });
  });

  test('a connector of an unknown size carries nothing until it has scaled', () => {
    const machineType = { 'connectors.path.machineType': 'e2-standard-8' };
    const unknown = { slots: 0, scaledSlots: Infinity, scalesAtOnce: true };
    expect(stormOf(machineType).paths).toMatchObject([unknown]);
    expect(stormOf(machineType, { unknownConnectorMbps: 35 }).paths).toMatchObject([
      { ...unknown, slots: 3 },
    ]);
  });

  test('the assumptions of the environment are those of the storm', () => {
    const storm = stormOf({
      assumptions: {
        connectionSeconds: 0.1,
        connectorScalingSeconds: 60,
        crashLoopSeconds: 5,
        idleInstanceSeconds: 30,
        orphanedConnectionSeconds: 77,
        startupMbpsPerInstance: 100,
      },
      'databases.main.flags': undefined,
    });
    expect(storm).toMatchObject({
      connectionSeconds: 0.1,
      crashLoopSeconds: 5,
      connected: [{ idleSeconds: 30 }],
      paths: [{ slots: 2, scaledSlots: 3, scalingSeconds: 60 }],
      servers: [{ lingerSeconds: 77 }],
    });
  });

  test('the declared resilience is how a client tries again; a plain one has parameters', () => {
    const resilience = {
      attempts: 4,
      initialBackoffSeconds: 0.5,
      maxBackoffSeconds: 8,
      breakerFailures: 3,
      breakerOpenSeconds: 20,
    };
    expect(stormOf({ 'services.api.resilience': resilience }).starting[0]!.retry).toEqual({
      attempts: 4,
      initialSeconds: 0.5,
      maxSeconds: 8,
      breakerFailures: 3,
      breakerSeconds: 20,
    });
    expect(stormOf({}, { plainAttempts: 2, plainBackoffSeconds: 3 }).starting[0]!.retry).toMatchObject({
      attempts: 2,
      initialSeconds: 3,
    });
  });
});
