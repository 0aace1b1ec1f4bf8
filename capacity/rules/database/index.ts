import type { Rule } from '../rule';

/** Rules of the area `database`, in the order of reports. */
export const DATABASE_RULES: readonly Rule[] = [];
