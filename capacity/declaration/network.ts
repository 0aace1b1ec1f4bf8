import type { Cidr, Count, Keyed, Name, NotKnown, Ownership, Text } from './common';

/** The VPC network that the services, the connectors and the databases share. */
export interface Network {
  /** Who changes it. */
  readonly ownership: Ownership;

  /** Name of the VPC network. Changing it replaces the network and everything in it. */
  readonly name: Text;

  /**
   * Project that owns the network, for a Shared VPC.
   * @default the environment's project
   */
  readonly hostProject?: Text;

  /** Private services access: the peering through which Cloud SQL gets its private address. */
  readonly privateServicesAccess: PrivateServicesAccess;

  /** Subnets for Direct VPC egress and for connectors, keyed by name. */
  readonly subnets?: Keyed<Name, Subnet>;
}

/** The address range that is peered with Google's service producers. */
export interface PrivateServicesAccess {
  /** Who changes it. */
  readonly ownership: Ownership;

  /**
   * Name of the allocated range.
   * @default "<network>-private-services"
   */
  readonly rangeName?: Text;

  /**
   * Prefix length of the allocated range. Changing it replaces the range.
   * @default 16
   */
  readonly prefixLength?: Count;
}

/** A subnet in the environment's region. */
export interface Subnet {
  /** Who changes it. */
  readonly ownership: Ownership;

  /** Primary IPv4 range, as CIDR. Growing it happens in place; shrinking or moving it replaces the subnet. */
  // eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- the schema tells the two apart
  readonly ipCidrRange: Cidr | NotKnown;
}

/**
 * A Serverless VPC Access connector, named by its key. Its size is given either in instances
 * (recommended) or in throughput; one of the two is required by the API.
 */
export interface Connector {
  /** Who changes it. */
  readonly ownership: Ownership;

  /**
   * Project of the connector.
   * @default the environment's project
   */
  readonly project?: Text;

  /**
   * Region of the connector. It must be the region of the services that use it.
   * @default the environment's region
   */
  readonly region?: Text;

  /**
   * `f1-micro`, `e2-micro` or `e2-standard-4`. Changes in place.
   * @default "e2-micro"
   */
  readonly machineType?: Text;

  /** Instances kept running, 2 to 9. Raising happens in place; lowering replaces the connector. */
  readonly minInstances?: Count;

  /** Instances it may grow to, 3 to 10. Raising happens in place; lowering replaces the connector. It never scales in. */
  readonly maxInstances?: Count;

  /** Size given in Mbps instead of instances; Google discourages it. Any change replaces the connector. */
  readonly throughput?: {
    /** Mbps, 200 to 900 in steps of 100. */
    readonly minMbps?: Count;
    /** Mbps, 300 to 1000 in steps of 100. */
    readonly maxMbps?: Count;
  };

  /** An unused /28 range of the network, as CIDR. Exactly one of `ipCidrRange` and `subnet`, unless `reference`. */
  readonly ipCidrRange?: Cidr;

  /** Name of a /28 subnet declared in the network. */
  readonly subnet?: string;
}

/**
 * How a service or a job reaches the VPC network.
 * @discriminator kind
 */
export type Egress = ConnectorEgress | DirectVpcEgress | NoEgress;

/** Through a Serverless VPC Access connector. */
export interface ConnectorEgress {
  /** Through a connector. */
  readonly kind: 'connector';
  /**
   * Key of a connector of this environment.
   * @title the key of a connector
   */
  readonly connector: string;
  /**
   * Which traffic takes the path. Changing it makes a new revision.
   * @default "private-ranges-only"
   */
  readonly traffic?: 'all-traffic' | 'private-ranges-only';
}

/** Direct VPC egress: each instance gets an address of its own in a subnet. */
export interface DirectVpcEgress {
  /** Direct VPC egress. */
  readonly kind: 'direct-vpc';
  /**
   * Key of a subnet of this environment's network.
   * @title the key of a subnet
   */
  readonly subnet: string;
  /**
   * Which traffic takes the path. Changing it makes a new revision.
   * @default "private-ranges-only"
   */
  readonly traffic?: 'all-traffic' | 'private-ranges-only';
}

/** No path into the VPC network: only public addresses. */
export interface NoEgress {
  /** No path into the VPC network. */
  readonly kind: 'none';
}
