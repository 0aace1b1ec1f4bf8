import {
  ENVIRONMENT,
  findingsOf,
  headlinesOf,
  SERVICE,
  withField,
  withFields,
} from '../../../support/declare';

const rule = 'connector/throughput';
const load = (egressMbps?: number) => ({ requestsPerSecond: 5, requestSeconds: 0.2, egressMbps });
const loaded = (egressMbps?: number) => withField('services.api.load', load(egressMbps));

test.each([
  [undefined, []],
  [209, []],
  [210, []],
  [211, ['warning: services.api 211 Mbps; it carries 300 Mbps at 3 × e2-micro: 70.3 %, busy above 70 %']],
  [299, ['warning: services.api 299 Mbps; it carries 300 Mbps at 3 × e2-micro: 99.7 %, busy above 70 %']],
  [300, ['warning: services.api 300 Mbps; it carries 300 Mbps at 3 × e2-micro: 100 %, busy above 70 %']],
  [301, ['error: services.api 301 Mbps; it carries 300 Mbps at 3 × e2-micro']],
])('%s of 300 Mbps', (mbps, expected) => {
  const found = findingsOf(rule, loaded(mbps)).map(({ severity, headline }) => `${severity}: ${headline}`);
  expect(found).toEqual(expected);
});

test('more instances or a larger machine carry it', () => {
  expect(findingsOf(rule, loaded(301))).toMatchObject([
    {
      at: { path: 'connectors.path.maxInstances', value: 3 },
      fixes: [
        { path: 'connectors.path.maxInstances', from: 3, to: 5, effect: 'in place' },
        { path: 'connectors.path.machineType', from: 'e2-micro', to: 'e2-standard-4', effect: 'in place' },
      ],
    },
  ]);
});

test('all services on it count; those without a number are named as unknown', () => {
  const services = {
    api: { ...SERVICE, load: load(200) },
    web: { ...SERVICE, load: load(150) },
    other: SERVICE,
    elsewhere: { ...SERVICE, egress: { kind: 'none' }, pools: {}, load: load(900) },
  };
  expect(headlinesOf(rule, withField('services', services))).toEqual([
    'services.api 200 + services.web 150 = 350 and 1 unknown Mbps; it carries 300 Mbps at 3 × e2-micro',
  ]);
});

test('the busy share is an assumption', () => {
  expect(headlinesOf(rule, withField('assumptions', { connectorBusyPercent: 100 }, loaded(300)))).toEqual([]);
});

test('a connector sized in Mbps, and one whose size is not known', () => {
  const { minInstances: _, maxInstances: __, ...unsized } = ENVIRONMENT.connectors.path;
  const inMbps = withFields({
    'services.api.load': load(450),
    'connectors.path': { ...unsized, throughput: { minMbps: 200, maxMbps: 400 } },
  });
  expect(findingsOf(rule, inMbps)).toMatchObject([
    {
      headline: 'services.api 450 Mbps; it carries 400 Mbps',
      fixes: [{ path: 'connectors.path.throughput.maxMbps', from: 400, to: 700 }],
    },
  ]);
  const unknown = withFields({
    'services.api.load': load(450),
    'connectors.path': { ...unsized, ownership: 'reference' },
  });
  expect(headlinesOf(rule, unknown)).toEqual([]);
});
