import { findingsOf, headlinesOf, withField } from '../../../support/declare';

const RULE = 'run/request-timeout';
const withTimeout = (seconds: number) => withField('services.api.requestTimeoutSeconds', seconds);

test.each([1, 2, 3599, 3600])('%d s pass', (seconds) => {
  expect(headlinesOf(RULE, withTimeout(seconds))).toEqual([]);
});

test.each([
  [0, 1],
  [3601, 3600],
  [86_400, 3600],
])('%d s do not, and %d s is the fix', (seconds, nearest) => {
  expect(findingsOf(RULE, withTimeout(seconds))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      headline: `a request may take ${seconds} s; Cloud Run allows 1 to 3600 s`,
      at: { path: 'services.api.requestTimeoutSeconds', value: seconds },
      fixes: [{ path: 'services.api.requestTimeoutSeconds', from: seconds, to: nearest }],
    },
  ]);
});
