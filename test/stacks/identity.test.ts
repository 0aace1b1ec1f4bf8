import type { Database } from '../../capacity/declaration';
import { accountIdOf } from '../../stacks/identity';
import {
  api,
  DATABASE,
  JOB,
  main,
  namesOf,
  resource,
  SERVICE,
  synthesize,
  type Synthesized,
} from './support';

const POOLED = {
  pools: { main: { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 2 } },
  startup: { path: '/health' },
} as const;
const rolesOf = (json: Synthesized): readonly unknown[] =>
  Object.values(json.resource?.['google_project_iam_member'] ?? {}).map(({ role }) => role);

test('an account of its own, and nothing else without a database or a secret', () => {
  const json = synthesize(api({}));
  expect(resource(json, 'google_service_account.api-service')).toEqual({
    account_id: 'api-service',
    project: 'app',
    display_name: 'Cloud Run service api',
    depends_on: ['google_project_service.iam'],
  });
  expect(resource(json, 'google_cloud_run_v2_service.api')).toMatchObject({
    template: { service_account: '${google_service_account.api-service.email}' },
  });
  expect(rolesOf(json)).toEqual([]);
  expect(namesOf(json, 'google_sql_user')).toEqual([]);
});

test('by private address it logs in to one instance, and that is all', () => {
  const json = synthesize({ ...main({ instance: 'main-1' }), ...api(POOLED) });
  expect(namesOf(json, 'google_project_iam_member')).toEqual(['api-service_main_instanceUser']);
  expect(resource(json, 'google_project_iam_member.api-service_main_instanceUser')).toEqual({
    project: 'app',
    role: 'roles/cloudsql.instanceUser',
    member: '${google_service_account.api-service.member}',
    condition: {
      title: 'only main-1',
      expression:
        "resource.name == 'projects/app/instances/main-1' && resource.type == 'sqladmin.googleapis.com/Instance'",
    },
    depends_on: ['google_project_service.cloudresourcemanager', 'google_project_service.sqladmin'],
  });
  expect(resource(json, 'google_sql_user.api-service_main')).toEqual({
    project: 'app',
    instance: 'main-1',
    name: 'api-service@app.iam',
    type: 'CLOUD_IAM_SERVICE_ACCOUNT',
    deletion_policy: 'ABANDON',
    depends_on: ['google_sql_database_instance.main', 'google_service_account.api-service'],
  });
});

test('the socket and the connectors need the client role', () => {
  const socket = synthesize({ ...main(), ...api({ ...POOLED, transport: 'socket' }) });
  expect(rolesOf(socket)).toEqual(['roles/cloudsql.client', 'roles/cloudsql.instanceUser']);
  const enforced = synthesize({ ...main({ connectorEnforcement: true }), ...api(POOLED) });
  expect(rolesOf(enforced)).toEqual(['roles/cloudsql.client', 'roles/cloudsql.instanceUser']);
});

test('nothing runs before it has its roles', () => {
  const json = synthesize({ ...main(), ...api({ ...POOLED, secrets: { KEY: { secret: 'key' } } }) });
  expect(resource(json, 'google_cloud_run_v2_service.api')['depends_on']).toEqual([
    'google_project_service.run',
    'google_sql_database_instance.main',
    'google_project_iam_member.api-service_main_instanceUser',
    'google_sql_user.api-service_main',
    'google_secret_manager_secret_iam_member.api-service_key',
  ]);
});

test('a user of its own for a pool: no IAM login', () => {
  const pools = { main: { ...POOLED.pools.main, user: 'shop' } };
  const json = synthesize({ ...main(), ...api({ ...POOLED, pools }) });
  expect(rolesOf(json)).toEqual([]);
  expect(namesOf(json, 'google_sql_user')).toEqual([]);
});

test('users live on the primary, roles on every instance that is reached', () => {
  const pools = { read: { database: 'copy', driver: 'sqlalchemy', fallback: 'main' } } as const;
  const json = synthesize({
    databases: { main: DATABASE, copy: { ...DATABASE, replicaOf: 'main' } },
    ...api({ ...POOLED, pools }),
  });
  expect(namesOf(json, 'google_sql_user')).toEqual(['api-service_main']);
  expect(namesOf(json, 'google_project_iam_member')).toEqual([
    'api-service_copy_instanceUser',
    'api-service_main_instanceUser',
  ]);
});

test('an earlier revision keeps its database', () => {
  const json = synthesize({
    databases: { main: DATABASE, old: DATABASE },
    ...api({
      ...POOLED,
      revisions: { 'api-00001': { traffic: 10, pools: { main: { database: 'old', size: 1 } } } },
    }),
  });
  expect(namesOf(json, 'google_sql_user')).toEqual(['api-service_main', 'api-service_old']);
});

describe("someone else's database", () => {
  const withReference = (fields: Partial<Database>): Synthesized =>
    synthesize({ ...main({ ownership: 'reference', ...fields }), ...api(POOLED) });

  test('in our project: the right to log in; its owner creates the user', () => {
    const json = withReference({});
    expect(rolesOf(json)).toEqual(['roles/cloudsql.instanceUser']);
    expect(namesOf(json, 'google_sql_user')).toEqual([]);
  });

  test('in another project: nothing is granted there', () => {
    const json = withReference({ project: 'data' });
    expect(rolesOf(json)).toEqual([]);
    expect(namesOf(json, 'google_sql_user')).toEqual([]);
  });

  test('an output says what to ask its owner for', () => {
    expect(withReference({ project: 'data' }).output?.['database_users_to_request']).toEqual({
      description: 'IAM users that the owners of these databases must create',
      value: { 'data:europe-west1:main': ['api-service@app.iam'] },
    });
    expect(synthesize({ ...main(), ...api(POOLED) }).output).not.toHaveProperty('database_users_to_request');
  });
});

test('secrets by reference, each granted once', () => {
  const secrets = { A: { secret: 'shared', version: '3' }, B: { secret: 'shared' } };
  const json = synthesize(api({ secrets }));
  expect(json.resource?.['google_secret_manager_secret_iam_member']).toEqual({
    'api-service_shared': {
      project: 'app',
      secret_id: 'shared',
      role: 'roles/secretmanager.secretAccessor',
      member: '${google_service_account.api-service.member}',
      depends_on: ['google_project_service.secretmanager'],
    },
  });
  expect(resource(json, 'google_cloud_run_v2_service.api')).toMatchObject({
    template: {
      containers: [
        {
          env: [
            { name: 'A', value_source: { secret_key_ref: { secret: 'shared', version: '3' } } },
            { name: 'B', value_source: { secret_key_ref: { secret: 'shared', version: 'latest' } } },
          ],
        },
      ],
    },
  });
});

test('a service and a job of one name have two accounts', () => {
  const json = synthesize({ services: { sync: SERVICE }, jobs: { sync: JOB } });
  expect(namesOf(json, 'google_service_account')).toEqual(['sync-job', 'sync-service']);
});

test.each([
  ['job', 'ab', 'ab-job'],
  ['job', 'a', 'a-job-e4a8e1'],
  ['service', 'a'.repeat(22), `${'a'.repeat(22)}-service`],
  ['service', 'a'.repeat(23), `${'a'.repeat(15)}-service-0b2c34`],
] as const)('account id of %s %s: 6 to 30 characters', (kind, name, id) => {
  const accountId = accountIdOf({ kind, name });
  expect(accountId).toBe(id);
  expect(accountId).toMatch(/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/);
});

test('a project of a domain', () => {
  const json = synthesize({ project: 'example.com:app', ...main(), ...api(POOLED) });
  expect(resource(json, 'google_sql_user.api-service_main')['name']).toBe('api-service@app.example.com.iam');
});
