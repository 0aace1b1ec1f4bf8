import type { Network } from '../../capacity/declaration';
import { api, at, main, namesOf, resource, synthesize, type Synthesized } from './support';

const withNetwork = (network: Partial<Network>, rest: Parameters<typeof synthesize>[0] = {}): Synthesized =>
  synthesize({
    network: {
      ownership: 'managed',
      name: 'vpc',
      privateServicesAccess: { ownership: 'managed' },
      ...network,
    },
    ...rest,
  });

test('managed: network, subnet, range and peering', () => {
  const json = withNetwork({ subnets: { run: { ownership: 'managed', ipCidrRange: '10.0.0.0/26' } } });
  expect(json.import).toBeUndefined();
  expect(resource(json, 'google_compute_network.vpc')).toEqual({
    name: 'vpc',
    project: 'app',
    auto_create_subnetworks: false,
    depends_on: ['google_project_service.compute'],
    lifecycle: { prevent_destroy: true },
  });
  expect(resource(json, 'google_compute_subnetwork.run')).toEqual({
    name: 'run',
    project: 'app',
    region: 'europe-west1',
    network: '${google_compute_network.vpc.id}',
    ip_cidr_range: '10.0.0.0/26',
    private_ip_google_access: true,
    depends_on: ['google_project_service.compute'],
    lifecycle: { prevent_destroy: true },
  });
  expect(resource(json, 'google_compute_global_address.vpc-private-services')).toEqual({
    name: 'vpc-private-services',
    project: 'app',
    purpose: 'VPC_PEERING',
    address_type: 'INTERNAL',
    prefix_length: 16,
    network: '${google_compute_network.vpc.id}',
    labels: { 'managed-by': 'capacity-stack' },
    depends_on: ['google_project_service.compute'],
    lifecycle: { prevent_destroy: true },
  });
  expect(resource(json, 'google_service_networking_connection.vpc')).toEqual({
    network: '${google_compute_network.vpc.id}',
    service: 'servicenetworking.googleapis.com',
    reserved_peering_ranges: ['${google_compute_global_address.vpc-private-services.name}'],
    deletion_policy: 'ABANDON',
    depends_on: ['google_project_service.servicenetworking'],
    lifecycle: { prevent_destroy: true },
  });
});

test('a sandbox may be thrown away', () => {
  const json = withNetwork({}, { sandbox: true });
  expect(resource(json, 'google_compute_network.vpc')['lifecycle']).toBeUndefined();
});

test('imported: import blocks, and live values stay', () => {
  const json = withNetwork({
    ownership: 'imported',
    privateServicesAccess: { ownership: 'imported', rangeName: 'range' },
    subnets: { run: { ownership: 'imported', ipCidrRange: '10.0.0.0/26' } },
  });
  expect(json.import).toEqual([
    { to: 'google_compute_network.vpc', id: 'projects/app/global/networks/vpc' },
    { to: 'google_compute_subnetwork.run', id: 'projects/app/regions/europe-west1/subnetworks/run' },
    { to: 'google_compute_global_address.range', id: 'projects/app/global/addresses/range' },
    {
      to: 'google_service_networking_connection.vpc',
      id: 'projects/app/global/networks/vpc:servicenetworking.googleapis.com',
    },
  ]);
  const ignored = (address: string): unknown => at(resource(json, address), 'lifecycle.ignore_changes');
  expect(ignored('google_compute_network.vpc')).toBe('all');
  expect(ignored('google_compute_subnetwork.run')).toEqual([
    'description',
    'log_config',
    'private_ip_google_access',
    'purpose',
    'role',
    'secondary_ip_range',
    'stack_type',
  ]);
  expect(ignored('google_compute_global_address.range')).toEqual([
    'address',
    'description',
    'labels',
    'prefix_length',
  ]);
  expect(ignored('google_service_networking_connection.vpc')).toEqual(['reserved_peering_ranges']);
});

test('a declared prefix length of an imported range is not kept silently', () => {
  const json = withNetwork({ privateServicesAccess: { ownership: 'imported', prefixLength: 20 } });
  const range = resource(json, 'google_compute_global_address.vpc-private-services');
  expect(range['prefix_length']).toBe(20);
  expect(at(range, 'lifecycle.ignore_changes')).toEqual(['address', 'description', 'labels']);
});

test('reference: only names', () => {
  const reference = { ownership: 'reference' } as const;
  const json = withNetwork({
    ...reference,
    privateServicesAccess: reference,
    subnets: { run: { ...reference, ipCidrRange: '10.0.0.0/26' } },
  });
  expect(json.resource).toBeUndefined();
  expect(json.import).toBeUndefined();
});

describe('Shared VPC', () => {
  const direct = api({ egress: { kind: 'direct-vpc', subnet: 'run' } });
  const connectors = {
    path: { ownership: 'managed', minInstances: 2, maxInstances: 3, subnet: 'path' },
  } as const;

  test('a reference lies in the host project; its owner grants the use of the subnets', () => {
    const reference = { ownership: 'reference' } as const;
    const json = withNetwork(
      {
        ...reference,
        hostProject: 'host',
        privateServicesAccess: reference,
        subnets: {
          run: { ...reference, ipCidrRange: '10.0.0.0/26' },
          path: { ...reference, ipCidrRange: '10.0.1.0/28' },
        },
      },
      { ...direct, ...main(), connectors },
    );
    expect(at(resource(json, 'google_cloud_run_v2_service.api'), 'template.vpc_access')).toEqual({
      network_interfaces: [
        {
          network: 'projects/host/global/networks/vpc',
          subnetwork: 'projects/host/regions/europe-west1/subnetworks/run',
        },
      ],
      egress: 'PRIVATE_RANGES_ONLY',
    });
    expect(at(resource(json, 'google_vpc_access_connector.path'), 'subnet')).toEqual({
      name: 'path',
      project_id: 'host',
    });
    expect(
      at(resource(json, 'google_sql_database_instance.main'), 'settings.ip_configuration.private_network'),
    ).toBe('projects/host/global/networks/vpc');
    expect(namesOf(json, 'google_compute_subnetwork_iam_member')).toEqual([]);
    expect(json.data).toBeUndefined();
  });

  test('on subnets of our own, the service agents are let in first', () => {
    const json = withNetwork(
      {
        hostProject: 'host',
        subnets: {
          run: { ownership: 'managed', ipCidrRange: '10.0.0.0/26' },
          path: { ownership: 'managed', ipCidrRange: '10.0.1.0/28' },
        },
      },
      { ...direct, connectors },
    );
    expect(resource(json, 'google_compute_network.vpc')['project']).toBe('host');
    expect(resource(json, 'google_compute_subnetwork_iam_member.run_run')).toEqual({
      project: 'host',
      region: 'europe-west1',
      subnetwork: '${google_compute_subnetwork.run.name}',
      role: 'roles/compute.networkUser',
      member:
        'serviceAccount:service-${data.google_project.service-project.number}@serverless-robot-prod.iam.gserviceaccount.com',
    });
    expect(namesOf(json, 'google_compute_subnetwork_iam_member').toSorted()).toEqual([
      'path_cloudservices',
      'path_vpcaccess',
      'run_run',
    ]);
    expect(resource(json, 'google_cloud_run_v2_service.api')['depends_on']).toContain(
      'google_compute_subnetwork_iam_member.run_run',
    );
    expect(resource(json, 'google_vpc_access_connector.path')['depends_on']).toEqual(
      expect.arrayContaining([
        'google_compute_subnetwork_iam_member.path_cloudservices',
        'google_compute_subnetwork_iam_member.path_vpcaccess',
      ]),
    );
  });
});
