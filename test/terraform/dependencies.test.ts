import { dependenciesIn, withoutKeys } from '../../terraform/dependencies';

test('what the live resources of every module depend on', () => {
  const plan = {
    prior_state: {
      values: {
        root_module: {
          resources: [
            { address: 'a.b', mode: 'managed', depends_on: ['c.d', 7] },
            { address: 'data.x.y', mode: 'data', depends_on: ['a.b'] },
            { address: 'c.d', mode: 'managed' },
          ],
          child_modules: [{ resources: [{ address: 'module.m["k"].e.f[0]', depends_on: ['module.m.e.g'] }] }],
        },
      },
    },
  };
  expect([...dependenciesIn(plan)]).toEqual([
    ['a.b', ['c.d']],
    ['c.d', []],
    ['module.m["k"].e.f[0]', ['module.m.e.g']],
  ]);
});

test.each([
  [undefined],
  [null],
  ['text'],
  [{ prior_state: [] }],
  [{ prior_state: { values: { root_module: { resources: 7 } } } }],
])('nothing of %j', (plan) => {
  expect(dependenciesIn(plan).size).toBe(0);
});

test('nesting does not exhaust the stack', () => {
  let module: unknown = {};
  for (let depth = 0; depth < 50_000; depth += 1) module = { child_modules: [module] };
  expect(dependenciesIn({ prior_state: { values: { root_module: module } } }).size).toBe(0);
});

test.each([
  ['a.b', 'a.b'],
  ['a.b[0]', 'a.b'],
  ['module.m["x.y"].a.b["say \\"hi\\""]', 'module.m.a.b'],
])('%s without its keys', (address, expected) => {
  expect(withoutKeys(address)).toBe(expected);
});
