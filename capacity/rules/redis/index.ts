import type { Rule } from '../rule';
import { clientLimit } from './client-limit';
import { host } from './host';
import { memoryRange } from './memory-range';
import { network } from './network';

/** Rules of the area `redis`, in the order of reports. */
export const REDIS_RULES: readonly Rule[] = [clientLimit, network, host, memoryRange];
