import { withField, withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `connections` refuses; its page shows the output. */
export const CONNECTIONS_EXAMPLES: RuleExamples = {
  'connections/steady-budget': withField('services.api.maxInstances', 20),
  'connections/rollout-budget': withFields({ 'services.api.maxInstances': 12, rolloutOver: 'error' }),
};
