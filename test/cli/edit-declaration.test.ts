import { readSetting, withSettings } from '../../cli/edit-declaration';
import { InputError } from '../../cli/input-error';
import { declare, ENVIRONMENT } from '../support/declare';

const DECLARED = declare(ENVIRONMENT);

/** The environment after edits. */
function edited(...texts: readonly string[]): unknown {
  return withSettings(DECLARED, ['test'], texts.map(readSetting)).environments['test'];
}

function refusal(...texts: readonly string[]): string {
  try {
    edited(...texts);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

test.each([
  ['services.api.maxInstances=12', { services: { api: { maxInstances: 12 } } }],
  ['services.api.pools.main.opens=eager', { services: { api: { pools: { main: { opens: 'eager' } } } } }],
  ['services.api.cpuIdle = false', { services: { api: { cpuIdle: false } } }],
  ['assumptions.connectorScalingSeconds=60', { assumptions: { connectorScalingSeconds: 60 } }],
  [
    'services.api.startup.probe.periodSeconds=5',
    { services: { api: { startup: { probe: { periodSeconds: 5 } } } } },
  ],
  [
    'databases.main.kept={"connections":5,"reason":"a=b"}',
    { databases: { main: { kept: { connections: 5, reason: 'a=b' } } } },
  ],
  ['project="12"', { project: '12' }],
])('%s', (text, expected) => {
  expect(edited(text)).toMatchObject(expected);
});

test('null takes a field away', () => {
  expect(ENVIRONMENT.databases.main).toHaveProperty('kept');
  expect(edited('databases.main.kept=null')).not.toHaveProperty('databases.main.kept');
  expect(edited('services.api=null')).toHaveProperty('services', {});
});

test('later edits see earlier ones, and the declaration itself stays as it was', () => {
  const before = structuredClone(DECLARED);
  expect(edited('services.api.maxInstances=3', 'services.api.maxInstances=4')).toMatchObject({
    services: { api: { maxInstances: 4 } },
  });
  expect(DECLARED).toEqual(before);
  expect(withSettings(DECLARED, ['test'], [])).toBe(DECLARED);
});

test.each(['', 'nothing', '=3', 'services..api=3', '.a=3'])('%p is no edit', (text) => {
  expect(refusal(text)).toBe(
    `--set: given ${JSON.stringify(text)}; allowed is path=value, such as services.backend.maxInstances=12`,
  );
});

test.each([
  [
    'services.nope.maxInstances=3',
    '--set: given services.nope.maxInstances, which leads nowhere; test.services has api',
  ],
  [
    'environments.test.region=x',
    '--set: given environments.test.region, which leads nowhere; test.environments has nothing',
  ],
  [
    'project.name=3',
    `--set: given project.name, which leads nowhere; test has ${Object.keys(ENVIRONMENT).join(', ')}`,
  ],
  [
    'services.api.maxInstance=3',
    '--set: environments.test.services.api.maxInstance: unknown field; did you mean maxInstances?',
  ],
  [
    'assumptions.connectionSeconds=-1',
    '--set: environments.test.assumptions.connectionSeconds: given -1; allowed is a number from 0 to 1000000',
  ],
])('%s', (text, message) => {
  expect(refusal(text)).toBe(message);
});

test('names that every object has are no way in', () => {
  expect(refusal('__proto__.polluted=1')).toMatch(/^--set: environments\.test\.__proto__: /);
  expect(refusal('services.__proto__.polluted=1')).toBe(
    '--set: given services.__proto__.polluted, which leads nowhere; test.services has api',
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
