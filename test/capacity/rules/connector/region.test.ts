import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'connector/region';

test.each([undefined, 'us-central1'])('region %s is the services’', (region) => {
  expect(headlinesOf(rule, withField('connectors.path.region', region))).toEqual([]);
});

test('another region is refused', () => {
  expect(findingsOf(rule, withField('connectors.path.region', 'europe-west1'))).toMatchObject([
    {
      severity: 'error',
      subject: 'connectors.path.region',
      headline: 'the connector is in europe-west1; services.api in us-central1',
      fixes: [{ from: 'europe-west1', to: 'us-central1' }],
    },
  ]);
});

test('another project is refused, except the Shared VPC’s', () => {
  const other = withField('connectors.path.project', 'network-host');
  expect(findingsOf(rule, other)).toMatchObject([
    {
      severity: 'error',
      subject: 'connectors.path.project',
      headline: 'the connector is in project network-host; services.api in example',
    },
  ]);
  expect(headlinesOf(rule, withField('network.hostProject', 'network-host', other))).toEqual([]);
});

test('a connector that nothing uses may be anywhere', () => {
  const unused = withFields({
    'connectors.path.region': 'europe-west1',
    'services.api.egress': { kind: 'none' },
    'services.api.pools': {},
  });
  expect(headlinesOf(rule, unused)).toEqual([]);
});
