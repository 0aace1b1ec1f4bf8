import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const RULE = 'run/concurrency';
const withConcurrency = (value: number) => withField('services.api.concurrency', value);

test.each([1, 2, 999, 1000])('%d concurrent requests pass', (value) => {
  expect(headlinesOf(RULE, withConcurrency(value))).toEqual([]);
});

test.each([0, 1001])('%d concurrent requests do not', (value) => {
  expect(headlinesOf(RULE, withConcurrency(value))).toEqual([
    `${value} concurrent requests an instance; Cloud Run takes 1 to 1000`,
  ]);
});

test('it is an error of the service, fixed by the nearest number that is allowed', () => {
  expect(findingsOf(RULE, withConcurrency(1001))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.concurrency', value: 1001 },
      fixes: [{ path: 'services.api.concurrency', from: 1001, to: 1000, effect: 'new revision' }],
    },
  ]);
});

test('below 1 vCPU an instance takes exactly one request', () => {
  const half = (concurrency: number) =>
    withFields({ 'services.api.cpu': 0.5, 'services.api.concurrency': concurrency });
  expect(headlinesOf(RULE, half(1))).toEqual([]);
  const [finding] = findingsOf(RULE, half(2));
  expect(finding!.headline).toBe(
    '2 concurrent requests an instance with 0.5 vCPU; below 1 vCPU Cloud Run takes 1',
  );
  expect(finding!.fixes.map(({ path, to }) => [path, to])).toEqual([
    ['services.api.concurrency', 1],
    ['services.api.cpu', 1],
  ]);
});

test("someone else's service is not judged", () => {
  const reference = withField('services.api.ownership', 'reference', withConcurrency(1001));
  expect(headlinesOf(RULE, reference)).toEqual([]);
});
