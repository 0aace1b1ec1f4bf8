import type { Rule } from '../rule';

/** Rules of the area `startup`, in the order of reports. */
export const STARTUP_RULES: readonly Rule[] = [];
