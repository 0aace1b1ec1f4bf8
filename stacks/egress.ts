import type { Egress } from '../capacity/declaration';
import type { Network } from './network';
import type { VpcConnectors } from './vpc-connector';

/** The way into the VPC network as a Cloud Run template has it; the same for services and jobs. */
export interface VpcAccess {
  readonly connector?: string;
  readonly networkInterfaces?: { readonly network: string; readonly subnetwork: string }[];
  readonly egress: string;
}

const TRAFFIC = { 'all-traffic': 'ALL_TRAFFIC', 'private-ranges-only': 'PRIVATE_RANGES_ONLY' } as const;

/** The way into the network, which traffic takes it always written out; `undefined` where there is none. */
export function vpcAccess(
  egress: Egress,
  network: Network,
  connectors: VpcConnectors,
): VpcAccess | undefined {
  switch (egress.kind) {
    case 'connector':
      return { connector: connectors.idOf(egress.connector), egress: traffic(egress) };
    case 'direct-vpc':
      return {
        networkInterfaces: [{ network: network.id, subnetwork: network.subnetId(egress.subnet) }],
        egress: traffic(egress),
      };
    case 'none':
      return undefined;
    default:
      return unreachable(egress);
  }
}

function traffic(egress: { readonly traffic?: keyof typeof TRAFFIC }): string {
  return TRAFFIC[egress.traffic ?? 'private-ranges-only'];
}

/** A new kind of egress does not compile until it is handled; from JSON it is refused at the door. */
function unreachable(egress: never): never {
  throw new Error(`unknown egress ${JSON.stringify(egress)}`);
}
