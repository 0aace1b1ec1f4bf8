import { readTerraform } from '../../../terraform/plan';
import type { Service } from '../../../capacity/declaration';
import { DATABASE, planOf, POOL, serviceOf, type Written } from '../../support/plan';

const CONNECTOR: Written = {
  type: 'google_vpc_access_connector',
  name: 'path',
  values: {
    id: 'projects/shop/locations/us-central1/connectors/path',
    name: 'path',
    project: 'shop',
    region: 'us-central1',
    network: 'vpc',
    min_instances: 2,
    max_instances: 3,
  },
};

function api(...resources: readonly Written[]): Service {
  const { after } = readTerraform(planOf(resources), 'plan.json');
  return after.environments['shop']!.services!['api']!;
}

test('instances: by hand, service-wide, none', () => {
  const scaled = (scaling: object, template: Readonly<Record<string, unknown>> = {}): Service => {
    const { values, ...rest } = serviceOf(POOL, template);
    return api(DATABASE, { ...rest, values: { ...values, scaling: [scaling] } });
  };
  expect(scaled({ scaling_mode: 'MANUAL', manual_instance_count: 7 })).toMatchObject({
    minInstances: 7,
    maxInstances: 7,
  });
  expect(scaled({ max_instance_count: 5 })).toMatchObject({ maxInstances: 2, serviceMaxInstances: 5 });
  expect(scaled({}, { scaling: [] })).not.toHaveProperty('maxInstances');
});

test('a worker pool is a service without requests', () => {
  const { values } = serviceOf(POOL);
  const service = api(DATABASE, {
    type: 'google_cloud_run_v2_worker_pool',
    name: 'api',
    values: { ...values, scaling: [{ manual_instance_count: 3 }] },
  });
  expect(service).toMatchObject({
    maxInstances: 3,
    pools: { main: { database: 'main', size: 4 } },
  });
});

test('the first API: annotations, revisions with traffic', () => {
  const service = api(DATABASE, CONNECTOR, {
    type: 'google_cloud_run_service',
    name: 'api',
    values: {
      name: 'api',
      project: 'shop',
      location: 'us-central1',
      metadata: [{ annotations: { 'run.googleapis.com/maxScale': '9' } }],
      template: [
        {
          metadata: [
            {
              annotations: {
                'autoscaling.knative.dev/maxScale': '6',
                'autoscaling.knative.dev/minScale': '1',
                'run.googleapis.com/cloudsql-instances': 'shop:us-central1:main',
                'run.googleapis.com/vpc-access-connector': 'path',
                'run.googleapis.com/vpc-access-egress': 'all-traffic',
                'run.googleapis.com/cpu-throttling': 'false',
              },
            },
          ],
          spec: [
            {
              container_concurrency: 40,
              timeout_seconds: 120,
              containers: [
                { image: 'example/api', env: Object.entries(POOL).map(([name, value]) => ({ name, value })) },
              ],
            },
          ],
        },
      ],
      traffic: [
        { percent: 60, latest_revision: true },
        { percent: 40, revision_name: 'api-00007' },
      ],
    },
  });
  expect(service).toMatchObject({
    minInstances: 1,
    maxInstances: 6,
    serviceMaxInstances: 9,
    concurrency: 40,
    requestTimeoutSeconds: 120,
    cpuIdle: false,
    transport: 'socket',
    egress: { kind: 'connector', connector: 'path', traffic: 'all-traffic' },
    latestTraffic: 60,
    revisions: { 'api-00007': { traffic: 40 } },
    pools: { main: { database: 'main', size: 4, maxOverflow: 2 } },
  });
});
