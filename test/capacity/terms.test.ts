import { certainOf, fixedTerm, formulaOf, sumText, textOf } from '../../capacity/terms';
import { addedTo } from '../support/moments';
import { withField, withFields } from '../support/declare';

const term = {
  environment: 'test',
  path: 'services.api',
  label: 'revision latest',
  nouns: ['instance', 'process'],
  each: 10,
  connections: 80,
  held: 40,
};

test('a term spells its factors and its product', () => {
  const whole = { ...term, factors: [4, 2], share: '5 + 5' };
  expect(formulaOf(whole)).toBe('4 × 2 × (5 + 5)');
  expect(textOf(whole)).toBe('services.api revision latest: 4 instances × 2 processes × (5 + 5) = 80');
});

test('one is singular, and no label leaves no gap', () => {
  expect(textOf({ ...term, factors: [1, 1], label: '', share: '5' })).toBe(
    'services.api: 1 instance × 1 process × 5 = 80',
  );
});

test.each([
  ['an instance runs at least one process', [4, 'unknown'], 10, 40, 'at least 40'],
  ['nothing is certain of unknown instances', ['unknown', 2], 10, 0, 'unknown'],
  ['nor of an unknown pool', [4, 'unknown'], 'unknown', 0, 'unknown'],
] as const)('of what is not known, %s', (_, factors, each, certain, text) => {
  const unknown = { ...term, factors, each, share: String(each), connections: 'unknown' as const };
  expect([certainOf(unknown), sumText(unknown)]).toEqual([certain, text]);
});

test('without bound nothing is certain', () => {
  const unlimited = {
    ...term,
    factors: ['unlimited', 2] as const,
    share: '5',
    connections: 'unlimited' as const,
  };
  expect([certainOf(unlimited), sumText(unlimited)]).toEqual([0, 'unlimited']);
});

test('a client is a number with what it is', () => {
  const client = fixedTerm({ environment: 'test', path: 'clients.bi' }, 'the BI tool', 10);
  expect(client).toMatchObject({ connections: 10, held: 10 });
  expect([textOf(client), formulaOf(client)]).toEqual(['clients.bi the BI tool: 10', '10']);
});

test.each([
  [{}, ['services.api revision latest: 2 instances × 1 process × (4 + 2) = 12']],
  [
    { 'services.api.processes': 3 },
    ['services.api revision latest: 2 instances × 3 processes × (4 + 2) = 36'],
  ],
  [
    { 'services.api.pools.main.outsidePool': 1 },
    ['services.api revision latest: 2 instances × 1 process × (4 + 2 + 1) = 14'],
  ],
  [
    { 'services.api.pools.main': { database: 'main', driver: 'sqlalchemy' } },
    ['services.api revision latest: 2 instances × 1 process × (5 + 10) = 30'],
  ],
  [
    { 'services.api.pools.main': { database: 'main', maximum: 7 } },
    ['services.api revision latest: 2 instances × 1 process × 7 = 14'],
  ],
  [
    { 'services.api.pools.main': { database: 'main', maximum: 'unlimited' } },
    ['services.api revision latest: 2 instances × 1 process × unlimited = unlimited'],
  ],
  [
    { 'services.api.pools.main': { database: 'main' } },
    ['services.api revision latest: 2 instances × 1 process × unknown = unknown'],
  ],
  [
    { 'services.api.maxInstances': undefined },
    ['services.api revision latest: unlimited instances × 1 process × (4 + 2) = unlimited'],
  ],
  [
    { 'services.api.processes': undefined },
    ['services.api revision latest: 2 instances × unknown processes × (4 + 2) = at least 12'],
  ],
  [
    { 'services.api.pools.jobs': { database: 'main', size: 3 } },
    [
      'services.api revision latest pool main: 2 instances × 1 process × (4 + 2) = 12',
      'services.api revision latest pool jobs: 2 instances × 1 process × 3 = 6',
    ],
  ],
  [
    { 'services.api.maxInstances': 0 },
    ['services.api revision latest: 0 instances × 1 process × (4 + 2) = 0'],
  ],
])('%j', (fields, lines) => {
  expect(addedTo('steady', withFields(fields))).toEqual(lines);
});

test('without an instance even an unknown pool is nothing', () => {
  const declaration = withFields({ 'services.api.maxInstances': 0, 'services.api.processes': undefined });
  expect(addedTo('steady', declaration)).toEqual([
    'services.api revision latest: 0 instances × unknown processes × (4 + 2) = 0',
  ]);
});

test('a service without pools has no line', () => {
  expect(addedTo('steady', withField('services.api.pools', undefined))).toEqual([]);
});
