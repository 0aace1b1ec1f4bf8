import type { Rule } from '../rule';
import { directVpcInstances } from './direct-vpc-instances';
import { directVpcSubnet } from './direct-vpc-subnet';
import { subnetOverlap } from './subnet-overlap';
import { transport } from './transport';

/** Rules of the area `egress`, in the order of reports. */
export const EGRESS_RULES: readonly Rule[] = [transport, directVpcSubnet, directVpcInstances, subnetOverlap];
