import type { Rule } from '../rule';
import { concurrency } from './concurrency';

/** Rules of the area `run`, in the order of reports. */
export const RUN_RULES: readonly Rule[] = [concurrency];
