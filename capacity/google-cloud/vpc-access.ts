import { published, reported, type Fact } from './fact';

const PROVIDER = 'hashicorp/google 6.50.0, google_vpc_access_connector';

/** Instances of a connector. */
export const CONNECTOR_INSTANCES = published({ min: { from: 2, to: 9 }, max: { from: 3, to: 10 } }, PROVIDER);

/** Throughput of a connector that is sized in Mbps. */
export const CONNECTOR_THROUGHPUT = published(
  { min: { from: 200, to: 900 }, max: { from: 300, to: 1000 }, step: 100 },
  PROVIDER,
);

/** Machine types with Mbps an instance (published as ranges over 2 to 10 instances). */
export const CONNECTOR_MACHINE_TYPES: Fact<Readonly<Record<string, number>>> = reported(
  { 'f1-micro': 50, 'e2-micro': 100, 'e2-standard-4': 1600 },
  'https://docs.cloud.google.com/vpc/docs/serverless-vpc-access (100–500, 200–1000, 3200–16000 Mbps), quoted in public files',
);

/** Length of a connector's name, hyphens counting twice. */
export const CONNECTOR_NAME_MAX_LENGTH = published(
  20,
  'https://docs.cloud.google.com/appengine/docs/standard/connecting-vpc: less than 21 characters, a hyphen counts as two',
);

/** Prefix length of a connector's range. */
export const CONNECTOR_PREFIX_LENGTH = published(28, PROVIDER);

/** Direct VPC egress: addresses. */
export const DIRECT_VPC = published(
  { addressesPerInstance: 2, largestPrefixLength: 26, heldSeconds: 1200, reservedBySubnet: 4 },
  'https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc (2 × instances, /26 or larger); 20 minutes held is second-hand',
);
