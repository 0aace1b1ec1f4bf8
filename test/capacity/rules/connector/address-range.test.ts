import { ENVIRONMENT, findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'connector/address-range';
const ranged = (cidr: string) => withField('connectors.path.ipCidrRange', cidr);
const subnets = (ranges: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(ranges).map(([name, ipCidrRange]) => [name, { ownership: 'managed', ipCidrRange }]),
  );

test.each([
  ['10.8.0.0/28', []],
  ['10.8.0.0/27', ['10.8.0.0/27 is a /27; a connector takes a /28']],
  ['10.8.0.0/29', ['10.8.0.0/29 is a /29; a connector takes a /28']],
  ['10.8.0.256/28', ['10.8.0.256/28 is no IPv4 range']],
  ['10.8.0.5/28', ['10.8.0.5/28 is no network address; the range is 10.8.0.0/28']],
  ['172.16.255.240/28', []],
  ['172.17.0.0/28', ['172.17.0.0/28 lies in 172.17.0.0/16, which cannot reach Cloud SQL']],
  ['172.17.255.240/28', ['172.17.255.240/28 lies in 172.17.0.0/16, which cannot reach Cloud SQL']],
  ['172.18.0.0/28', []],
])('%s', (cidr, expected) => {
  expect(headlinesOf(rule, ranged(cidr))).toEqual(expected);
});

test('the network address is offered', () => {
  expect(findingsOf(rule, ranged('10.8.0.5/28'))).toMatchObject([
    {
      severity: 'error',
      at: { path: 'connectors.path.ipCidrRange', value: '10.8.0.5/28' },
      fixes: [
        { from: '10.8.0.5/28', to: '10.8.0.0/28', effect: expect.stringMatching(/^REPLACES/) as string },
      ],
    },
  ]);
});

test.each([
  ['10.8.0.16/28', []],
  ['10.7.255.240/28', []],
  ['10.8.0.0/28', ['10.8.0.0/28 overlaps 10.8.0.0/28 of network.subnets.other']],
  ['10.8.0.0/16', ['10.8.0.0/28 overlaps 10.8.0.0/16 of network.subnets.other']],
])('beside the subnet %s', (other, expected) => {
  expect(headlinesOf(rule, withField('network.subnets', subnets({ other })))).toEqual(expected);
});

test('two connectors do not share a range', () => {
  const second = withField('connectors.second', ENVIRONMENT.connectors.path);
  expect(headlinesOf(rule, second)).toEqual([
    '10.8.0.0/28 overlaps 10.8.0.0/28 of connectors.second',
    '10.8.0.0/28 overlaps 10.8.0.0/28 of connectors.path',
  ]);
});

test('a subnet of its own has its own range, and nothing else in it', () => {
  const { ipCidrRange: _, ...bare } = ENVIRONMENT.connectors.path;
  const inSubnet = (ipCidrRange: string) =>
    withFields({
      'connectors.path': { ...bare, subnet: 'own' },
      'network.subnets': subnets({ own: ipCidrRange }),
    });
  expect(headlinesOf(rule, inSubnet('10.8.0.0/28'))).toEqual([]);
  expect(headlinesOf(rule, inSubnet('10.8.0.0/26'))).toEqual([
    '10.8.0.0/26 is a /26; a connector takes a /28',
  ]);
  const shared = withField(
    'services.api.egress',
    { kind: 'direct-vpc', subnet: 'own' },
    inSubnet('10.8.0.0/28'),
  );
  expect(headlinesOf(rule, shared)).toEqual([
    '10.8.0.0/28 overlaps 10.8.0.0/28 of the Direct VPC egress of api',
  ]);
});

test('exactly one of range and subnet is given, unless it is someone else’s', () => {
  const none = withField('connectors.path.ipCidrRange', undefined);
  expect(headlinesOf(rule, none)).toEqual(['neither ipCidrRange nor subnet is given']);
  expect(headlinesOf(rule, withField('connectors.path.ownership', 'reference', none))).toEqual([]);
  const both = withFields({
    'connectors.path.subnet': 'own',
    'network.subnets': subnets({ own: '10.9.0.0/28' }),
  });
  expect(headlinesOf(rule, both)).toEqual([
    'both ipCidrRange 10.8.0.0/28 and subnet own are given; it has one range',
  ]);
});

test('in a Shared VPC a connector takes only a subnet', () => {
  const hosted = (hostProject: string) => withField('network.hostProject', hostProject);
  expect(headlinesOf(rule, hosted('shared-host'))).toEqual([
    'ipCidrRange 10.8.0.0/28 is given in the Shared VPC of shared-host, where a connector takes only a subnet',
  ]);
  expect(headlinesOf(rule, hosted('example'))).toEqual([]);
  const { ipCidrRange: _, ...bare } = ENVIRONMENT.connectors.path;
  const inSubnet = withFields(
    {
      'connectors.path': { ...bare, subnet: 'own' },
      'network.subnets': subnets({ own: '10.8.0.0/28' }),
    },
    hosted('shared-host'),
  );
  expect(headlinesOf(rule, inSubnet)).toEqual([]);
});
