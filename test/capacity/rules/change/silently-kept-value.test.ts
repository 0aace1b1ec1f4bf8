import { findingsOf } from '../../../support/declare';
import { changing } from '../../../support/examples/change';

const RULE = 'change/silently-kept-value';

const said = (live: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>) => {
  const { base, declaration } = changing(live, fields);
  return findingsOf(RULE, declaration, { base }).map(
    ({ severity, subject, headline }) => `${severity} ${subject}: ${headline}`,
  );
};

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'the ceiling of a service, which goes back to the default beside the floor',
    {},
    { 'services.api.maxInstances': undefined },
    [],
  ],
  ['another ceiling', {}, { 'services.api.maxInstances': 3 }, []],
  ['a floor, which the stack always writes', {}, { 'services.api.minInstances': undefined }, []],
  [
    'a bound of a connector',
    {},
    { 'connectors.path.maxInstances': undefined },
    ['warning connectors.path.maxInstances: maxInstances of path is not written any more, and stays 3'],
  ],
  [
    'an edition of an imported instance',
    { 'databases.main.ownership': 'imported' },
    { 'databases.main.edition': undefined },
    ['warning databases.main.edition: edition of main is not written any more, and stays ENTERPRISE'],
  ],
  ['a flag, which is really removed', {}, { 'databases.main.maxConnections': undefined }, []],
])('%s', (_, live, fields, expected) => {
  expect(said(live, fields)).toEqual(expected);
});

test('the fix writes the live value', () => {
  const { base, declaration } = changing({}, { 'connectors.path.maxInstances': undefined });
  expect(findingsOf(RULE, declaration, { base })[0]!.fixes).toEqual([
    {
      environment: 'test',
      path: 'connectors.path.maxInstances',
      from: null,
      to: 3,
      leaves: null,
      effect: 'leaves it as it is live',
    },
  ]);
  expect(findingsOf(RULE, declaration)).toEqual([]);
});
