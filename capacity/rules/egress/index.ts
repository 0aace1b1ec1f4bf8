import type { Rule } from '../rule';

/** Rules of the area `egress`, in the order of reports. */
export const EGRESS_RULES: readonly Rule[] = [];
