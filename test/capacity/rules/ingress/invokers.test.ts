import { findingsOf, headlinesOf } from '../../../support/declare';
import { balanced, LOAD_BALANCER } from '../../../support/examples/ingress';

const RULE = 'ingress/invokers';
const ROBOT = 'serviceAccount:robot@example.iam.gserviceaccount.com';
const invokedBy = (...members: readonly string[]) => balanced({}, { 'services.api.invokers': members });

test('everybody passes', () => {
  expect(headlinesOf(RULE, invokedBy('allUsers'))).toEqual([]);
});

test('nobody does not', () => {
  expect(findingsOf(RULE, balanced({}, { 'services.api.invokers': undefined }))).toMatchObject([
    {
      severity: 'warning',
      subject: 'services.api',
      at: { path: 'services.api.invokers', value: undefined },
      owner: 'team-api',
      headline: 'nobody may invoke it: requests to api.example.com, app.example.com get 403',
      fixes: [{ path: 'services.api.invokers', from: null, to: ['allUsers'], effect: 'in place' }],
    },
  ]);
  expect(headlinesOf(RULE, invokedBy())).toHaveLength(1);
});

test('somebody with a token is meant, but an uptime check has none', () => {
  expect(findingsOf(RULE, invokedBy(ROBOT))).toMatchObject([
    {
      headline: 'the uptime check of api.example.com/health has no token, and allUsers may not invoke it',
      fixes: [{ path: 'services.api.invokers', from: [ROBOT], to: [ROBOT, 'allUsers'] }],
    },
  ]);
  const hosts = {
    'api.example.com': { service: 'api', uptimePath: false },
    'app.example.com': { service: 'api', uptimePath: false },
  } as const;
  expect(headlinesOf(RULE, balanced({ hosts }, { 'services.api.invokers': [ROBOT] }))).toEqual([]);
});

test.each(['imported', 'reference'])('grants of a service that is %s are not known', (ownership) => {
  const fields = { 'services.api.ownership': ownership, 'services.api.invokers': undefined };
  expect(headlinesOf(RULE, balanced(LOAD_BALANCER, fields))).toEqual([]);
});
