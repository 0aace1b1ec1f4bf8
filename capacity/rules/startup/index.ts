import type { Rule } from '../rule';
import { connectTimeout } from './connect-timeout';
import { deadlineChain } from './deadline-chain';
import { networkWarmUp } from './network-warm-up';
import { poolTimeout } from './pool-timeout';
import { probeLimits } from './probe-limits';
import { probeProvesDatabase } from './probe-proves-database';
import { probeWindow } from './probe-window';
import { retrySpan } from './retry-span';

/** Rules of the area `startup`, in the order of reports. */
export const STARTUP_RULES: readonly Rule[] = [
  networkWarmUp,
  retrySpan,
  deadlineChain,
  connectTimeout,
  poolTimeout,
  probeWindow,
  probeLimits,
  probeProvesDatabase,
];
