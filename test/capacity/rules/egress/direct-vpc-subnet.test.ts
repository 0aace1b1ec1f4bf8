import { findingsOf, headlinesOf, SERVICE, withField, withFields } from '../../../support/declare';

const rule = 'egress/direct-vpc-subnet';
const inSubnet = (prefixLength: number, fields: object, ownership = 'managed') =>
  withFields({
    'network.subnets': { apps: { ownership, ipCidrRange: `10.9.0.0/${prefixLength}` } },
    'services.api.egress': { kind: 'direct-vpc', subnet: 'apps' },
    'services.api.pools': {},
    ...fields,
  });
const max = (maxInstances: number | undefined) => ({ 'services.api.maxInstances': maxInstances });

test.each([
  [14, []],
  [15, []],
  [
    16,
    ['2 × (services.api 16 + 16 outgoing) = 64 addresses, held 20 min after use; 60 usable in 10.9.0.0/26'],
  ],
])('%i instances in a /26', (instances, expected) => {
  expect(headlinesOf(rule, inSubnet(26, max(instances)))).toEqual(expected);
});

test('lower ceilings or a larger subnet are offered', () => {
  expect(findingsOf(rule, inSubnet(26, max(16)))).toMatchObject([
    {
      severity: 'error',
      subject: 'network.subnets.apps',
      excess: 4,
      fixes: [
        { path: 'services.api.maxInstances', from: 16, to: 15, effect: 'new revision' },
        {
          path: 'network.subnets.apps.ipCidrRange',
          from: '10.9.0.0/26',
          to: '10.9.0.0/25',
          effect: 'in place',
        },
      ],
    },
  ]);
  expect(findingsOf(rule, inSubnet(26, max(16), 'reference'))).toMatchObject([
    { fixes: [{ path: 'services.api.maxInstances' }] },
  ]);
});

test.each([
  [25, []],
  [26, []],
  [27, ['10.9.0.0/27 is smaller than the /26 that Cloud Run requires']],
])('a /%i', (prefixLength, expected) => {
  expect(headlinesOf(rule, inSubnet(prefixLength, max(2)))).toEqual(expected);
});

test('the live fleet, other revisions, candidates, jobs and other services count', () => {
  const { minInstances: _, maxInstances: __, ...workload } = SERVICE;
  const egress = { kind: 'direct-vpc', subnet: 'apps' };
  const all = inSubnet(26, {
    'services.api.maxInstances': 10,
    'services.api.outgoing': { maxInstances: 12 },
    'services.api.revisions': { 'api-1': { traffic: 10, maxInstances: 3 } },
    'services.web': { ...SERVICE, pools: {}, egress, rollout: 'candidate' },
    'jobs.nightly': { ...workload, pools: {}, egress, during: 'always', tasks: 4, parallelism: 2 },
  });
  expect(headlinesOf(rule, all)).toEqual([]);
  expect(headlinesOf(rule, withField('services.api.maxInstances', 11, all))).toEqual([
    '2 × (services.api 14 + 12 outgoing + services.web 2 + 1 candidate + jobs.nightly 2) = 62 addresses, held 20 min after use; 60 usable in 10.9.0.0/26',
  ]);
});

test('a live fleet larger than the new one keeps its addresses beside a candidate', () => {
  const tried = inSubnet(26, {
    'services.api.maxInstances': 10,
    'services.api.rollout': 'candidate',
    'services.api.outgoing': { maxInstances: 29 },
  });
  expect(headlinesOf(rule, tried)).toEqual([]);
  expect(headlinesOf(rule, withField('services.api.outgoing.maxInstances', 30, tried))).toEqual([
    '2 × (services.api 10 + 20 outgoing + 1 candidate) = 62 addresses, held 20 min after use; 60 usable in 10.9.0.0/26',
  ]);
});

test('without a ceiling no subnet is enough', () => {
  expect(findingsOf(rule, inSubnet(24, max(undefined)))).toMatchObject([
    {
      headline:
        '2 × (services.api unlimited + unlimited outgoing) = unlimited addresses, held 20 min after use; 252 usable in 10.9.0.0/24',
      fixes: [{ path: 'services.api.maxInstances', from: null, to: 63 }],
    },
  ]);
});

test('a subnet that no workload uses may be of any size', () => {
  const unused = withField('network.subnets', { apps: { ownership: 'managed', ipCidrRange: '10.9.0.0/29' } });
  expect(headlinesOf(rule, unused)).toEqual([]);
});
