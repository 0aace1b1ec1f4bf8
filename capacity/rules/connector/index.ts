import type { Rule } from '../rule';

/** Rules of the area `connector`, in the order of reports. */
export const CONNECTOR_RULES: readonly Rule[] = [];
