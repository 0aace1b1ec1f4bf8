import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `run` refuses; its page shows the output. */
export const RUN_EXAMPLES: RuleExamples = {};
