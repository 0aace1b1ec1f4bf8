import { withField } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `monitoring` refuses; its page shows the output. */
export const MONITORING_EXAMPLES: RuleExamples = {
  'monitoring/unwatched': withField('monitoring', undefined),
};
