import type { Environment, Service } from '../../capacity/declaration';
import { api, at, main, modelOf, namesOf, resource, synthesize, type Arguments } from './support';

const POOLED = {
  pools: { main: { database: 'main', driver: 'sqlalchemy', size: 4, maxOverflow: 2 } },
  startup: { path: '/health' },
} as const;
const serviceOf = (fields: Partial<Service>, rest: Partial<Environment> = {}): Arguments =>
  resource(synthesize({ ...rest, ...api(fields) }), 'google_cloud_run_v2_service.api');

test('everything written out', () => {
  expect(serviceOf({})).toEqual({
    name: 'api',
    project: 'app',
    location: 'europe-west1',
    ingress: 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
    deletion_protection: true,
    labels: { 'managed-by': 'capacity-stack' },
    depends_on: ['google_project_service.run'],
    traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
    template: {
      service_account: '${google_service_account.api-service.email}',
      execution_environment: 'EXECUTION_ENVIRONMENT_GEN2',
      timeout: '60s',
      max_instance_request_concurrency: 10,
      scaling: { min_instance_count: 1, max_instance_count: 2 },
      containers: [
        {
          image: 'registry/api:1',
          ports: { container_port: 8080 },
          resources: {
            limits: { cpu: '1', memory: '512Mi' },
            cpu_idle: true,
            startup_cpu_boost: true,
          },
          startup_probe: {
            initial_delay_seconds: 0,
            period_seconds: 10,
            timeout_seconds: 5,
            failure_threshold: expect.any(Number) as number,
            tcp_socket: { port: 8080 },
          },
        },
      ],
    },
  });
});

test('what the declaration names, it gets', () => {
  const service = serviceOf(
    {
      cpu: 4,
      memory: '4Gi',
      concurrency: 80,
      requestTimeoutSeconds: 3600,
      minInstances: 0,
      maxInstances: 40,
      cpuIdle: false,
      startupCpuBoost: false,
      port: 9000,
      ingress: 'all',
      startup: { path: '/ready', probe: { failureThreshold: 5 } },
    },
    { labels: { team: 'web' }, sandbox: true },
  );
  expect(service).toMatchObject({
    ingress: 'INGRESS_TRAFFIC_ALL',
    deletion_protection: false,
    labels: { team: 'web', 'managed-by': 'capacity-stack' },
    template: {
      timeout: '3600s',
      max_instance_request_concurrency: 80,
      scaling: { min_instance_count: 0, max_instance_count: 40 },
      containers: [
        {
          ports: { container_port: 9000 },
          resources: { limits: { cpu: '4', memory: '4Gi' }, cpu_idle: false, startup_cpu_boost: false },
          startup_probe: { failure_threshold: 5, http_get: { path: '/ready', port: 9000 } },
        },
      ],
    },
  });
});

test('internal only', () => {
  expect(serviceOf({ ingress: 'internal' })['ingress']).toBe('INGRESS_TRAFFIC_INTERNAL_ONLY');
});

describe('startup probe', () => {
  const probeOf = (service: Arguments): unknown => at(service, 'template.containers.0.startup_probe');

  test('the one that the startup budget checked', () => {
    const fields = { ...main(), ...api({ ...POOLED, startup: { path: '/health', migrationSeconds: 40 } }) };
    const { failureThreshold, initialDelaySeconds, periodSeconds, timeoutSeconds } =
      modelOf(fields).startup.get('api')!.probe;
    expect(probeOf(resource(synthesize(fields), 'google_cloud_run_v2_service.api'))).toEqual({
      initial_delay_seconds: initialDelaySeconds,
      period_seconds: periodSeconds,
      timeout_seconds: timeoutSeconds,
      failure_threshold: failureThreshold,
      http_get: { path: '/health', port: 8080 },
    });
  });

  test('as declared', () => {
    const probe = { initialDelaySeconds: 5, periodSeconds: 15, timeoutSeconds: 3, failureThreshold: 7 };
    expect(probeOf(serviceOf({ ...POOLED, startup: { path: '/health', probe } }, main()))).toEqual({
      initial_delay_seconds: 5,
      period_seconds: 15,
      timeout_seconds: 3,
      failure_threshold: 7,
      http_get: { path: '/health', port: 8080 },
    });
  });

  test('without pools, long enough to boot', () => {
    const probe = probeOf(serviceOf({ startup: { bootSeconds: 45 } })) as Record<string, number>;
    expect(probe['period_seconds']! * probe['failure_threshold']!).toBeGreaterThan(45);
  });
});

test.each([
  [0.5, '512Mi', '500m', 1],
  [0.083, '128Mi', '83m', 1],
  [1, '256Mi', '1', 1],
  [1, '512Mi', '1', 2],
  [2, '1Gi', '2', 2],
])('%d vCPU with %s: limit %s, generation %d', (cpu, memory, limit, generation) => {
  const service = serviceOf({ cpu, memory });
  expect(at(service, 'template.containers.0.resources.limits')).toEqual({ cpu: limit, memory });
  expect(at(service, 'template.execution_environment')).toBe(`EXECUTION_ENVIRONMENT_GEN${generation}`);
});

test('no ceiling is not invented', () => {
  expect(at(serviceOf({ maxInstances: undefined }), 'template.scaling')).toEqual({ min_instance_count: 1 });
});

test('a maximum over all revisions bounds each; as a field of the service this provider does not have it', () => {
  const service = serviceOf({ maxInstances: 10, serviceMaxInstances: 5 });
  expect(at(service, 'template.scaling')).toEqual({ min_instance_count: 1, max_instance_count: 5 });
  expect(service['scaling']).toBeUndefined();
});

test('the revision has no name, or the next change of the template would be refused', () => {
  expect(at(serviceOf({}), 'template.revision')).toBeUndefined();
});

describe('image', () => {
  const image = { managedBy: 'pipeline', initial: 'registry/first:0' } as const;

  test("a pipeline's is set once", () => {
    const service = serviceOf({ image });
    expect(at(service, 'template.containers.0.image')).toBe('registry/first:0');
    expect(service['lifecycle']).toEqual({
      ignore_changes: [
        'client',
        'client_version',
        'template[0].annotations',
        'template[0].containers[0].image',
        'template[0].containers[0].name',
        'template[0].labels',
      ],
    });
  });

  test("the declaration's is deployed", () => {
    expect(serviceOf({})['lifecycle']).toBeUndefined();
  });
});

describe('socket', () => {
  test('mounted, and still with a way into the network', () => {
    const service = serviceOf(
      { ...POOLED, transport: 'socket', egress: { kind: 'connector', connector: 'path' } },
      { ...main(), connectors: { path: { ownership: 'reference' } } },
    );
    expect(at(service, 'template.volumes')).toEqual([
      { name: 'cloudsql', cloud_sql_instance: { instances: ['app:europe-west1:main'] } },
    ]);
    expect(at(service, 'template.containers.0.volume_mounts')).toEqual([
      { name: 'cloudsql', mount_path: '/cloudsql' },
    ]);
    expect(at(service, 'template.vpc_access.connector')).toBe(
      'projects/app/locations/europe-west1/connectors/path',
    );
  });

  test('nothing to mount by private address', () => {
    const service = serviceOf(POOLED, main());
    expect(at(service, 'template.volumes')).toBeUndefined();
    expect(at(service, 'template.containers.0.volume_mounts')).toBeUndefined();
  });
});

test('who may invoke it', () => {
  const json = synthesize(api({ invokers: ['serviceAccount:web@app.iam.gserviceaccount.com', 'allUsers'] }));
  expect(json.resource?.['google_cloud_run_v2_service_iam_member']).toEqual({
    api_allUsers: {
      project: 'app',
      location: 'europe-west1',
      name: '${google_cloud_run_v2_service.api.name}',
      role: 'roles/run.invoker',
      member: 'allUsers',
    },
    'api_serviceAccount-web-app-iam-gserviceaccount-com': {
      project: 'app',
      location: 'europe-west1',
      name: '${google_cloud_run_v2_service.api.name}',
      role: 'roles/run.invoker',
      member: 'serviceAccount:web@app.iam.gserviceaccount.com',
    },
  });
});

test('imported: adopted, and what the declaration does not name stays', () => {
  const json = synthesize(api({ ownership: 'imported' }));
  expect(json.import).toEqual([
    { to: 'google_cloud_run_v2_service.api', id: 'projects/app/locations/europe-west1/services/api' },
  ]);
  expect(resource(json, 'google_cloud_run_v2_service.api')['lifecycle']).toEqual({
    ignore_changes: [
      'annotations',
      'binary_authorization',
      'custom_audiences',
      'description',
      'invoker_iam_disabled',
      'labels',
      'launch_stage',
      'scaling',
      'template[0].annotations',
      'template[0].containers[0].args',
      'template[0].containers[0].command',
      'template[0].containers[0].liveness_probe',
      'template[0].containers[0].name',
      'template[0].containers[0].volume_mounts',
      'template[0].containers[0].working_dir',
      'template[0].encryption_key',
      'template[0].labels',
      'template[0].session_affinity',
      'template[0].volumes',
    ],
  });
});

test('reference: counted, not deployed', () => {
  const json = synthesize(api({ ownership: 'reference' }));
  expect(namesOf(json, 'google_cloud_run_v2_service')).toEqual([]);
  expect(namesOf(json, 'google_service_account')).toEqual([]);
  expect(json.output).toBeUndefined();
});

describe('outputs', () => {
  test('addresses', () => {
    expect(synthesize(api({})).output).toEqual({
      service_uris: {
        description: 'Address of each service',
        value: { api: '${google_cloud_run_v2_service.api.uri}' },
      },
    });
  });

  test('why it was deployed against a rule', () => {
    expect(synthesize({}, { breakGlassReason: 'INC-1278: checkout is down' }).output).toEqual({
      capacity_break_glass: {
        description: 'Why this was deployed against a rule',
        value: 'INC-1278: checkout is down',
      },
    });
  });
});
