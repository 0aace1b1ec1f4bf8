import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `egress` refuses; its page shows the output. */
export const EGRESS_EXAMPLES: RuleExamples = {};
