import { findingsOf } from '../../../support/declare';
import { changing } from '../../../support/examples/change';

const RULE = 'change/replaces-connector';

const said = (live: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>) => {
  const { base, declaration } = changing(live, fields);
  return findingsOf(RULE, declaration, { base }).map(({ severity, headline }) => `${severity} ${headline}`);
};

const WIDE = { 'connectors.path.minInstances': 3, 'connectors.path.maxInstances': 5 };
const api = (what: string): string =>
  `error ${what} replaces path: api loses its private path until it is back, which the provider waits for up to 20 min`;

test.each([
  ['connectors.path.minInstances', 2, [api('minInstances 3 → 2')]],
  ['connectors.path.minInstances', 3, []],
  ['connectors.path.minInstances', 4, []],
  ['connectors.path.maxInstances', 4, [api('maxInstances 5 → 4')]],
  ['connectors.path.maxInstances', 5, []],
  ['connectors.path.maxInstances', 6, []],
  ['connectors.path.machineType', 'e2-standard-4', []],
  ['connectors.path.ipCidrRange', '10.9.0.0/28', [api('ipCidrRange 10.8.0.0/28 → 10.9.0.0/28')]],
])('%s to %s', (path, value, expected) => {
  expect(said(WIDE, { [path]: value })).toEqual(expected);
});

test('one that nothing uses warns, one that was used until now does not', () => {
  const shrink = { 'connectors.path.minInstances': 2 };
  const direct = {
    'network.subnets': { egress: { ownership: 'managed', ipCidrRange: '10.20.0.0/24' } },
    'services.api.egress': { kind: 'direct-vpc', subnet: 'egress' },
  };
  expect(said({ ...WIDE, ...direct }, shrink)).toEqual([
    'warning minInstances 3 → 2 replaces path; no service and no job is known to use it',
  ]);
  expect(said(WIDE, { ...direct, ...shrink })).toEqual([api('minInstances 3 → 2')]);
});

test('the fix takes every replacing field back', () => {
  const { base, declaration } = changing(WIDE, {
    'connectors.path.minInstances': 2,
    'connectors.path.maxInstances': 4,
  });
  const [finding] = findingsOf(RULE, declaration, { base });
  expect(finding!.at).toEqual({ path: 'connectors.path.minInstances', value: 2 });
  expect(finding!.fixes).toEqual([
    {
      environment: 'test',
      path: 'connectors.path.minInstances',
      from: 2,
      to: 3,
      leaves: null,
      effect: 'leaves it as it is live',
      together: [{ environment: 'test', path: 'connectors.path.maxInstances', from: 4, to: 5 }],
    },
  ]);
});

test('silent without a base', () => {
  expect(findingsOf(RULE, changing(WIDE, { 'connectors.path.minInstances': 2 }).declaration)).toEqual([]);
});
