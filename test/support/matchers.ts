import { blocking } from '../../capacity/evaluate';
import type { Declaration } from '../../capacity/declaration';
import { check, refusalText } from './synthesize';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- jest is extended so
  namespace jest {
    interface Matchers<R> {
      /** The environment evaluates without anything that blocks. */
      toFit(environment: string): R;
      /** The environment is refused, by this rule among others. */
      toBeRefusedBy(rule: string, environment: string): R;
    }
  }
}

expect.extend({
  toFit(received: Declaration, environment: string) {
    const refusal = refusalText(check(received, environment));
    return {
      pass: refusal === '',
      message: () => (refusal === '' ? `${environment} fits` : `${environment} is refused:\n\n${refusal}`),
    };
  },
  toBeRefusedBy(received: Declaration, rule: string, environment: string) {
    const blocks = check(received, environment).environments.flatMap(({ findings }) => blocking(findings));
    const rules = [...new Set(blocks.map((finding) => finding.rule))];
    return {
      pass: rules.includes(rule),
      message: () => `${environment} is refused by ${rules.length > 0 ? rules.join(', ') : 'no rule'}`,
    };
  },
});
