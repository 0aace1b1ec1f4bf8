import type { Connector } from '../../capacity/declaration';
import { api, at, resource, synthesize, type Arguments, type Synthesized } from './support';

const withPath = (connector: Connector): Synthesized =>
  synthesize({
    connectors: { path: connector },
    ...api({ egress: { kind: 'connector', connector: 'path' } }),
  });
const pathOf = (connector: Connector): Arguments =>
  resource(withPath(connector), 'google_vpc_access_connector.path');

test('managed, in a range of the network', () => {
  const connector = {
    ownership: 'managed',
    minInstances: 2,
    maxInstances: 3,
    ipCidrRange: '10.8.0.0/28',
  } as const;
  expect(pathOf(connector)).toEqual({
    name: 'path',
    project: 'app',
    region: 'europe-west1',
    machine_type: 'e2-micro',
    min_instances: 2,
    max_instances: 3,
    ip_cidr_range: '10.8.0.0/28',
    network: 'projects/app/global/networks/vpc',
    depends_on: ['google_project_service.compute', 'google_project_service.vpcaccess'],
    lifecycle: { prevent_destroy: true },
  });
});

test('in a subnet, which excludes a range of its own', () => {
  const connector = pathOf({ ownership: 'managed', minInstances: 2, maxInstances: 3, subnet: 'small' });
  expect(connector['subnet']).toEqual({ name: 'small', project_id: 'app' });
  expect(connector['network']).toBeUndefined();
  expect(connector['ip_cidr_range']).toBeUndefined();
});

test('sized in throughput', () => {
  const connector = pathOf({
    ownership: 'managed',
    throughput: { minMbps: 200, maxMbps: 300 },
    ipCidrRange: '10.8.0.0/28',
  });
  expect(connector['min_throughput']).toBe(200);
  expect(connector['max_throughput']).toBe(300);
  expect(connector['min_instances']).toBeUndefined();
  expect(connector['max_instances']).toBeUndefined();
});

test('imported, with the place it has', () => {
  const json = withPath({ ownership: 'imported', minInstances: 2, maxInstances: 3 });
  expect(json.import).toEqual([
    {
      to: 'google_vpc_access_connector.path',
      id: 'projects/app/locations/europe-west1/connectors/path',
    },
  ]);
  expect(resource(json, 'google_vpc_access_connector.path')['lifecycle']).toEqual({
    prevent_destroy: true,
    ignore_changes: ['ip_cidr_range', 'network', 'subnet'],
  });
});

test('a declared place of an imported connector is not kept silently', () => {
  const connector = {
    ownership: 'imported',
    minInstances: 2,
    maxInstances: 3,
    ipCidrRange: '10.8.0.0/28',
  } as const;
  expect(pathOf(connector)['lifecycle']).toEqual({ prevent_destroy: true });
});

test('reference, in another project: only its path', () => {
  const json = withPath({ ownership: 'reference', project: 'host', region: 'europe-west1' });
  expect(json.resource?.['google_vpc_access_connector']).toBeUndefined();
  expect(at(resource(json, 'google_cloud_run_v2_service.api'), 'template.vpc_access')).toEqual({
    connector: 'projects/host/locations/europe-west1/connectors/path',
    egress: 'PRIVATE_RANGES_ONLY',
  });
});
