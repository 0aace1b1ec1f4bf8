import { ENVIRONMENT, findingsOf, headlinesOf, withField } from '../../../support/declare';

const rule = 'connector/throughput-bounds';
const { minInstances: _, maxInstances: __, ...unsized } = ENVIRONMENT.connectors.path;
const sized = (minMbps: number | undefined, maxMbps: number | undefined) =>
  withField('connectors.path', { ...unsized, throughput: { minMbps, maxMbps } });

test.each([
  [100, 300, ['minMbps 100 is outside 200 to 900']],
  [199, 300, ['minMbps 199 is outside 200 to 900']],
  [200, 300, []],
  [201, 300, ['minMbps 201 is not a multiple of 100']],
  [900, 1000, []],
  [901, 1000, ['minMbps 901 is outside 200 to 900']],
  [200, 299, ['maxMbps 299 is outside 300 to 1000']],
  [200, 1001, ['maxMbps 1001 is outside 300 to 1000']],
  [300, 300, ['minMbps 300 is not below maxMbps 300']],
  [undefined, undefined, ['throughput names neither minMbps nor maxMbps']],
  [undefined, 300, ['minMbps is not set beside maxMbps 300']],
])('%s to %s Mbps', (min, max, expected) => {
  expect(headlinesOf(rule, sized(min, max))).toEqual(expected);
});

test('the outage: 500 to 2000', () => {
  expect(findingsOf(rule, sized(500, 2000))).toMatchObject([
    {
      severity: 'error',
      subject: 'connectors.path.throughput.maxMbps',
      headline: 'maxMbps 2000 is outside 300 to 1000',
      excess: 1000,
      fixes: [{ from: 2000, to: 1000, effect: 'replaces nothing: the API never accepted 2000' }],
    },
  ]);
});

test('a step too small is rounded up', () => {
  expect(findingsOf(rule, sized(250, 500))).toMatchObject([{ fixes: [{ from: 250, to: 300 }] }]);
});

test('a connector without a throughput is not its business', () => {
  expect(headlinesOf(rule, withField('connectors.path.maxInstances', 100))).toEqual([]);
});
