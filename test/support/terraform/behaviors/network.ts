import { NAMED, type Behaviors } from './behavior';

/** Of the network and the load balancer. Arguments: terraform-provider-google, google/services/…, lines of v6.50.0, read on 2026-11-20. */
export const NETWORK: Behaviors = {
  // vpcaccess/resource_vpc_access_connector.go, lines 39-165
  google_vpc_access_connector: {
    replaces: [...NAMED, 'region', 'network', 'ip_cidr_range', 'subnet', 'min_throughput', 'max_throughput'],
    shrinkReplaces: ['min_instances', 'max_instances'],
    computed: [
      'region',
      'network',
      'subnet.project_id',
      'min_instances',
      'max_instances',
      'min_throughput',
      'max_throughput',
    ],
    defaults: { machine_type: 'e2-micro' },
    answers: {
      id: 'projects/{project}/locations/{region}/connectors/{name}',
      self_link: 'projects/{project}/locations/{region}/connectors/{name}',
      state: 'READY',
      min_instances: 2,
      max_instances: 10,
      min_throughput: 200,
      max_throughput: 1000,
      network: 'default',
    },
  },
  // compute/resource_compute_network.go, lines 61-74
  google_compute_network: {
    replaces: [...NAMED, 'auto_create_subnetworks'],
    computed: ['routing_mode', 'mtu', 'internal_ipv6_range', 'network_firewall_policy_enforcement_order'],
    defaults: { auto_create_subnetworks: true },
    answers: {
      id: 'projects/{project}/global/networks/{name}',
      self_link: 'https://www.googleapis.com/compute/v1/projects/{project}/global/networks/{name}',
    },
  },
  // compute/resource_compute_subnetwork.go, lines 122-328
  google_compute_subnetwork: {
    replaces: [...NAMED, 'region', 'network'],
    computed: ['region', 'purpose', 'stack_type', 'private_ip_google_access'],
    answers: {
      id: 'projects/{project}/regions/{region}/subnetworks/{name}',
      self_link:
        'https://www.googleapis.com/compute/v1/projects/{project}/regions/{region}/subnetworks/{name}',
    },
  },
  // compute/resource_compute_global_address.go, lines 60-139
  google_compute_global_address: {
    replaces: [...NAMED, 'prefix_length', 'address_type', 'purpose', 'network', 'address'],
    computed: ['address', 'prefix_length'],
    answers: { id: 'projects/{project}/global/addresses/{name}', address: '203.0.113.10', prefix_length: 16 },
  },
  // compute/resource_compute_region_network_endpoint_group.go, lines 57-257
  google_compute_region_network_endpoint_group: {
    replaces: [...NAMED, 'region', 'network_endpoint_type', 'cloud_run', 'network', 'subnetwork'],
    defaults: { network_endpoint_type: 'SERVERLESS' },
  },
  // compute/resource_compute_managed_ssl_certificate.go, line 81
  google_compute_managed_ssl_certificate: { replaces: [...NAMED, 'managed.domains'] },
  // servicenetworking/resource_service_networking_connection.go, lines 53-78
  google_service_networking_connection: {
    replaces: ['network', 'service'],
    answers: { id: '{network}:{service}', peering: 'servicenetworking-googleapis-com' },
  },
};
