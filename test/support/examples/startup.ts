import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `startup` refuses; its page shows the output. */
export const STARTUP_EXAMPLES: RuleExamples = {};
