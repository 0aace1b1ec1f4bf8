import type { Rule } from '../rule';
import { churnBudget } from './churn-budget';
import { headroom } from './headroom';
import { limitProvenance } from './limit-provenance';
import { migrationBudget } from './migration-budget';
import { overshootBudget } from './overshoot-budget';
import { poolFloor } from './pool-floor';
import { poolerLimits } from './pooler-limits';
import { redeployBudget } from './redeploy-budget';
import { replicaOutageBudget } from './replica-outage-budget';
import { rolloutBudget } from './rollout-budget';
import { socketLimit } from './socket-limit';
import { steadyBudget } from './steady-budget';
import { unbounded } from './unbounded';
import { undeclaredClient } from './undeclared-client';
import { zeroFactor } from './zero-factor';

/** Rules of the area `connections`, in the order of reports. */
export const CONNECTIONS_RULES: readonly Rule[] = [
  steadyBudget,
  unbounded,
  zeroFactor,
  limitProvenance,
  migrationBudget,
  rolloutBudget,
  redeployBudget,
  overshootBudget,
  churnBudget,
  replicaOutageBudget,
  poolerLimits,
  socketLimit,
  poolFloor,
  undeclaredClient,
  headroom,
];
