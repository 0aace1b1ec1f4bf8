import type { Rule } from '../rule';
import { rolloutBudget } from './rollout-budget';
import { steadyBudget } from './steady-budget';

/** Rules of the area `connections`, in the order of reports. */
export const CONNECTIONS_RULES: readonly Rule[] = [steadyBudget, rolloutBudget];
