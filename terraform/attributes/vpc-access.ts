import type { ResourceType } from './attribute';

/** Bounds grow in place; the provider replaces the connector to lower one, and for any change of a throughput. */
export const CONNECTOR: ResourceType = {
  file: 'vpcaccess/resource_vpc_access_connector.go',
  replaced:
    'REPLACES the connector: it is deleted first, and every service on it loses its private path until it is back',
  deleted: 'DELETES the connector: nothing has a private path through it any more',
  attributes: [
    {
      path: 'min_instances',
      field: 'minInstances',
      kind: 'in-place',
      line: 110,
      computed: 'min_instances',
      unless: 'min_throughput',
    },
    {
      path: 'max_instances',
      field: 'maxInstances',
      kind: 'in-place',
      line: 91,
      computed: 'max_instances',
      unless: 'max_throughput',
    },
    { path: 'min_throughput', field: 'throughput.minMbps', kind: 'in-place', line: 118 },
    { path: 'max_throughput', field: 'throughput.maxMbps', kind: 'in-place', line: 99 },
    { path: 'machine_type', field: 'machineType', kind: 'in-place', line: 85 },
    { path: 'region', field: 'region', kind: 'in-place' },
    { path: 'ip_cidr_range', field: 'ipCidrRange', kind: 'in-place' },
    { path: 'network', kind: 'in-place' },
    { path: 'subnet.name', field: 'subnet', kind: 'in-place' },
    { path: 'name', kind: 'in-place' },
    { path: 'project', field: 'project', kind: 'in-place' },
  ],
};
