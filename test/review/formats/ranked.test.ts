import type { Finding } from '../../../capacity/finding';
import { ranked } from '../../../review/formats/ranked';
import type { Review } from '../../../review/review';
import { REVIEWED, reviewAgainstProduction } from '../../support/reviews';

const REVIEW = reviewAgainstProduction(REVIEWED['unsafe-raise']);
const [ERROR] = REVIEW.result.environments[0]!.findings;
const ACCEPTED = { reason: 'sale', owner: 'team', expires: '2027-01-01' };

function finding(subject: string, edit: Partial<Finding> = {}): Finding {
  return { ...ERROR!, subject, ...edit };
}

function withFindings(now: readonly Finding[], was: readonly Finding[]): Review {
  const [environment] = REVIEW.result.environments;
  const resultWith = (findings: readonly Finding[]): Review['result'] => ({
    ...REVIEW.result,
    environments: [{ ...environment!, findings }],
  });
  return { ...REVIEW, result: resultWith(now), before: resultWith(was) };
}

test('what blocks comes first, then severity, then what is new; accepted and fixed ones last', () => {
  const review = withFindings(
    [
      finding('info', { severity: 'info' }),
      finding('accepted', { acknowledgedBy: ACCEPTED }),
      finding('old warning', { severity: 'warning' }),
      finding('warning', { severity: 'warning' }),
      finding('old error'),
      finding('error'),
      finding('another error'),
    ],
    [
      finding('fixed', { budget: undefined }),
      finding('old warning', { severity: 'warning' }),
      finding('old error'),
    ],
  );
  expect(ranked(review).map(({ finding: { subject }, status, blocks }) => [subject, status, blocks])).toEqual(
    [
      ['error', 'new', true],
      ['another error', 'new', true],
      ['old error', 'unchanged', true],
      ['warning', 'new', false],
      ['old warning', 'unchanged', false],
      ['info', 'new', false],
      ['accepted', 'new', false],
      ['fixed', 'fixed', false],
    ],
  );
});
