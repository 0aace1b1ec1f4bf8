import { ENVIRONMENT, findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'connector/pre-scaling';
const starting = (maxInstances: number | undefined, fields: object = {}) =>
  withFields({ 'services.api.maxInstances': maxInstances, 'services.api.pools': {}, ...fields });

test.each([
  [19, []],
  [20, []],
  [
    21,
    [
      '21 instances starting at once send 210 Mbps (10 each, an assumption); it carries 200 Mbps at 2 × e2-micro',
    ],
  ],
])('%i instances against 200 Mbps', (instances, expected) => {
  expect(headlinesOf(rule, starting(instances))).toEqual(expected);
});

test('more instances are kept, in place and below the maximum', () => {
  const [finding] = findingsOf(rule, starting(35, { 'connectors.path.maxInstances': 10 }));
  expect(finding).toMatchObject({
    severity: 'warning',
    at: { path: 'connectors.path.minInstances', value: 2 },
    fixes: [
      { path: 'connectors.path.minInstances', from: 2, to: 4, effect: 'in place' },
      { path: 'connectors.path.machineType', from: 'e2-micro', to: 'e2-standard-4', effect: 'in place' },
    ],
  });
});

test('the minimum is not raised to the maximum', () => {
  expect(findingsOf(rule, starting(21))).toMatchObject([
    { fixes: [{ path: 'connectors.path.machineType', to: 'e2-standard-4' }] },
  ]);
});

test('an assumption says what a starting instance sends', () => {
  expect(headlinesOf(rule, starting(21, { assumptions: { startupMbpsPerInstance: 5 } }))).toEqual([]);
});

test('every revision starts, up to a service-level maximum', () => {
  const split = { 'services.api.revisions': { 'api-1': { traffic: 10, maxInstances: 5 } } };
  expect(headlinesOf(rule, starting(15, split))).toEqual([]);
  expect(headlinesOf(rule, starting(16, split))).toEqual([
    '21 instances starting at once send 210 Mbps (10 each, an assumption); it carries 200 Mbps at 2 × e2-micro',
  ]);
  expect(headlinesOf(rule, starting(16, { ...split, 'services.api.serviceMaxInstances': 20 }))).toEqual([]);
});

test('without a ceiling nothing carries it', () => {
  expect(headlinesOf(rule, starting(undefined))).toEqual([
    'unlimited instances starting at once send unlimited Mbps (10 each, an assumption); it carries 200 Mbps at 2 × e2-micro, and no more than 300 Mbps at its maximum: derived deadlines do not cover the line in front of it',
  ]);
});

test('a connector sized in Mbps, and one whose size is not known', () => {
  const { minInstances: _, maxInstances: __, ...unsized } = ENVIRONMENT.connectors.path;
  const inMbps = { ...unsized, throughput: { minMbps: 200, maxMbps: 400 } };
  expect(findingsOf(rule, starting(21, { 'connectors.path': inMbps }))).toMatchObject([
    {
      headline: '21 instances starting at once send 210 Mbps (10 each, an assumption); it carries 200 Mbps',
      fixes: [{ path: 'connectors.path.throughput.minMbps', from: 200, to: 300 }],
    },
  ]);
  const unknown = withField('connectors.path', { ...unsized, ownership: 'reference' }, starting(21));
  expect(headlinesOf(rule, unknown)).toEqual([]);
});
