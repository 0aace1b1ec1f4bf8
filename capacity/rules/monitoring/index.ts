import type { Rule } from '../rule';
import { unwatched } from './unwatched';

/** Rules of the area `monitoring`, in the order of reports. */
export const MONITORING_RULES: readonly Rule[] = [unwatched];
