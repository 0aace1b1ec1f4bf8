import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'egress/direct-vpc-instances';
const scaled = (maxInstances: number) =>
  withFields({
    'network.subnets': { apps: { ownership: 'managed', ipCidrRange: '10.9.0.0/22' } },
    'services.api.egress': { kind: 'direct-vpc', subnet: 'apps' },
    'services.api.pools': {},
    'services.api.maxInstances': maxInstances,
  });

test.each([
  [99, []],
  [100, []],
  [
    101,
    ['maxInstances 101 with Direct VPC egress; the quota is 100 a revision unless raised (an assumption)'],
  ],
])('%i instances', (instances, expected) => {
  expect(headlinesOf(rule, scaled(instances))).toEqual(expected);
});

test('warns, and offers the quota', () => {
  expect(findingsOf(rule, scaled(120))).toMatchObject([
    {
      severity: 'warning',
      subject: 'services.api',
      owner: 'team-api',
      fixes: [{ path: 'services.api.maxInstances', from: 120, to: 100 }],
    },
  ]);
});

test('a raised quota is declared as an assumption, and a connector has none', () => {
  expect(headlinesOf(rule, withField('assumptions', { directVpcMaxInstances: 200 }, scaled(120)))).toEqual(
    [],
  );
  const onConnector = withFields({ 'services.api.maxInstances': 120, 'services.api.pools': {} });
  expect(headlinesOf(rule, onConnector)).toEqual([]);
});
