import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `database` refuses; its page shows the output. */
export const DATABASE_EXAMPLES: RuleExamples = {};
