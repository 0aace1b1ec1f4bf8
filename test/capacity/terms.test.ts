import { fixedTerm, formulaOf, textOf } from '../../capacity/terms';
import { addedTo } from '../support/moments';
import { withField, withFields } from '../support/declare';

const term = {
  environment: 'test',
  path: 'services.api',
  label: 'revision latest',
  nouns: ['instance', 'process'],
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
    ['services.api revision latest: 2 instances × unknown processes × (4 + 2) = unknown'],
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
