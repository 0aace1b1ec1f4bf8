import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `connector` refuses; its page shows the output. */
export const CONNECTOR_EXAMPLES: RuleExamples = {};
