import type { Egress } from '../../capacity/declaration';
import { vpcAccess } from '../../stacks/egress';
import { api, at, JOB, resource, synthesize, type Synthesized } from './support';

const subnets = { run: { ownership: 'managed', ipCidrRange: '10.0.0.0/26' } } as const;
const withEgress = (egress: Egress): Synthesized =>
  synthesize({
    network: {
      ownership: 'managed',
      name: 'vpc',
      privateServicesAccess: { ownership: 'reference' },
      subnets,
    },
    connectors: {
      path: { ownership: 'managed', minInstances: 2, maxInstances: 3, ipCidrRange: '10.8.0.0/28' },
    },
    ...api({ egress }),
    jobs: { task: { ...JOB, egress } },
  });

const DIRECT = {
  network_interfaces: [
    { network: '${google_compute_network.vpc.id}', subnetwork: '${google_compute_subnetwork.run.id}' },
  ],
};
const CONNECTOR = { connector: '${google_vpc_access_connector.path.id}' };

test.each<readonly [string, Egress, unknown]>([
  ['a connector', { kind: 'connector', connector: 'path' }, { ...CONNECTOR, egress: 'PRIVATE_RANGES_ONLY' }],
  [
    'all traffic through a connector',
    { kind: 'connector', connector: 'path', traffic: 'all-traffic' },
    { ...CONNECTOR, egress: 'ALL_TRAFFIC' },
  ],
  ['Direct VPC', { kind: 'direct-vpc', subnet: 'run' }, { ...DIRECT, egress: 'PRIVATE_RANGES_ONLY' }],
  [
    'all traffic by Direct VPC',
    { kind: 'direct-vpc', subnet: 'run', traffic: 'all-traffic' },
    { ...DIRECT, egress: 'ALL_TRAFFIC' },
  ],
  ['none', { kind: 'none' }, undefined],
])('%s, for services and jobs alike', (_, egress, expected) => {
  const json = withEgress(egress);
  expect(at(resource(json, 'google_cloud_run_v2_service.api'), 'template.vpc_access')).toEqual(expected);
  expect(at(resource(json, 'google_cloud_run_v2_job.task'), 'template.template.vpc_access')).toEqual(
    expected,
  );
});

test('a kind that nobody handles is refused, not dropped', () => {
  const unknown = { kind: 'tunnel' } as unknown as Egress;
  expect(() => vpcAccess(unknown, undefined as never, undefined as never)).toThrow(
    'unknown egress {"kind":"tunnel"}',
  );
});
