import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'run/instance-range';
const range = (minInstances: number | undefined, maxInstances: number | undefined) =>
  withFields({ 'services.api.minInstances': minInstances, 'services.api.maxInstances': maxInstances });

test.each([
  [0, 1],
  [2, 3],
  [3, 3],
  [undefined, 1],
  // Without a ceiling there is nothing to compare; connections/unbounded reports it.
  [5, undefined],
])('a floor of %p and a ceiling of %p pass', (min, max) => {
  expect(headlinesOf(RULE, range(min, max))).toEqual([]);
});

test('a floor above its ceiling does not', () => {
  expect(findingsOf(RULE, range(4, 3))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.minInstances', value: 4 },
      headline: 'revision latest: at least 4 instances, and at most 3',
      fixes: [
        { path: 'services.api.minInstances', from: 4, to: 3 },
        { path: 'services.api.maxInstances', from: 3, to: 4 },
      ],
    },
  ]);
});

test('a ceiling of 0 is deployed as none', () => {
  expect(findingsOf(RULE, range(0, 0))).toMatchObject([
    {
      headline: 'revision latest: at most 0 instances, which is deployed as no ceiling',
      fixes: [{ path: 'services.api.maxInstances', from: 0, to: 1 }],
    },
  ]);
});

test('earlier revisions and the outgoing fleet have ranges of their own', () => {
  const declaration = withFields({
    'services.api.revisions': { 'api-00041': { traffic: 0, minInstances: 3 } },
    'services.api.outgoing': { minInstances: 5, maxInstances: 4 },
  });
  expect(headlinesOf(RULE, declaration)).toEqual([
    'revision api-00041: at least 3 instances, and at most 2; outgoing: at least 5 instances, and at most 4',
  ]);
});

test.each([{ maxInstances: 0 }, { minInstances: 0, maxInstances: 0 }, { maxInstances: 0, processes: 2 }])(
  'the outgoing fleet may be nothing, since it is never deployed: %j',
  (outgoing) => {
    expect(headlinesOf(RULE, withFields({ 'services.api.outgoing': outgoing }))).toEqual([]);
  },
);

test.each([
  [{ minInstances: 2 }, []],
  [{ minInstances: 3 }, ['outgoing: at least 3 instances, and at most 2']],
  [{ minInstances: 1, maxInstances: 0 }, ['outgoing: at least 1 instances, and at most 0']],
])('the floor of the outgoing fleet is judged where it is written: %j', (outgoing, headlines) => {
  expect(headlinesOf(RULE, withFields({ 'services.api.outgoing': outgoing }))).toEqual(headlines);
});

test('a service-level maximum cannot be deployed, and may be what someone else deployed', () => {
  const cap = (maximum: number, ownership: string) =>
    withFields({ 'services.api.serviceMaxInstances': maximum, 'services.api.ownership': ownership });
  for (const ownership of ['managed', 'imported']) {
    expect(headlinesOf(RULE, cap(2, ownership))).toEqual([
      'a service-level maximum of 2 instances cannot be deployed: provider 6.50 has no field for it, 7.0 has',
    ]);
  }
  expect(headlinesOf(RULE, cap(1, 'reference'))).toEqual([]);
  expect(headlinesOf(RULE, cap(0, 'reference'))).toEqual([
    'a service-level maximum of 0 instances; at least 1',
  ]);
});
