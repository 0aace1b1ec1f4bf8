import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declarationLocator, planLocator } from '../../cli/locate';
import { jsonFinder } from '../../cli/locate-json';
import type { Region } from '../../cli/locate-region';
import { typescriptFinder } from '../../cli/locate-typescript';
import { keysOf } from '../../capacity/paths';

const root = join(__dirname, '../..');

/** The region of the last of several texts that follow each other in a file. */
function placeOf(text: string, ...marks: readonly string[]): Region {
  let at = 0;
  for (const mark of marks) {
    at = text.indexOf(mark, at);
    if (at < 0) throw new Error(`there is no ${mark}`);
  }
  const before = text.slice(0, at).split('\n');
  const column = before.at(-1)!.length + 1;
  return { line: before.length, column, endColumn: column + marks.at(-1)!.length };
}

describe('environments of this project', () => {
  const text = readFileSync(join(root, 'environments/staging.ts'), 'utf8');
  const locate = declarationLocator((environment) => ({
    file: `environments/${environment}.ts`,
    prefix: '',
  }));

  test.each([
    ['services.backend.maxInstances', ['backend: {', 'maxInstances: 4', '4']],
    ['services.auth.maxInstances', ['auth: {', 'maxInstances: 2', '2']],
    [
      'services.backend.pools.main.size',
      ['backend: {', "main: { database: 'staging-shared-postgres'", 'size: ', '4'],
    ],
    ['databases.staging-shared-postgres.maxConnections', ['maxConnections: ', '100']],
    ['databases.staging-shared-postgres.version', ['version: ', "'POSTGRES_17'"]],
    ['connectors.staging-connector', ["'staging-connector': ", '{']],
    ['loadBalancer.hosts["api.staging.netrasystems.ai"].service', ["'api.staging", 'service: ', "'backend'"]],
    ['rolloutOver', ['rolloutOver: ', "'error'"]],
  ])('%s', (path, marks) => {
    expect(locate('staging', path)).toEqual({ file: 'environments/staging.ts', ...placeOf(text, ...marks) });
  });

  test.each([
    ['services.backend.processesPerCpu', ['services: {', 'backend: ', '{']],
    [
      'databases.staging-shared-postgres.flags.work_mem',
      ['flags: ', '{ tcp_keepalives_idle: 60, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 }'],
    ],
    ['services.nobody.maxInstances', ['services: ', '{']],
    ['poolers.main', ['export const staging = ', '{']],
  ])('what is not written is at what is around it: %s', (path, marks) => {
    expect(locate('staging', path)).toEqual({ file: 'environments/staging.ts', ...placeOf(text, ...marks) });
  });

  test('an environment that has no file has its name', () => {
    expect(locate('nowhere', 'services.api')).toEqual({ file: 'environments/nowhere.ts' });
  });
});

describe('TypeScript', () => {
  const text = [
    "import { shared, databases } from './shared';",
    'const MAX = 4;',
    'const common = { cpu: 1, memory: `1Gi` } as const;',
    'const around = { ...around, cpu: around };',
    'export const other = {};',
    'export const euWest = ({',
    '  services: {',
    '    api: { minInstances: 1, ...common, maxInstances: MAX },',
    "    'web-1': { cpu: 2, ...shared, memory: '2Gi' },",
    '    loop: { ...around },',
    '  },',
    '  databases,',
    '  regions: [1, { name: 2 }],',
    '  twice: 1, twice: 2,',
    '  method() { return 1; },',
    '  [computed]: 1,',
    '} as const) satisfies Environment;',
  ].join('\n');
  const find = typescriptFinder(text, 'eu-west');

  test.each([
    ['services.api.minInstances', ['minInstances: ', '1']],
    ['services.api.maxInstances', ['MAX = ', '4']],
    ['services.api.cpu', ['common', 'cpu: ', '1']],
    ['services.api.memory', ['common', '`1Gi`']],
    ['services.web-1.memory', ["'2Gi'"]],
    // A spread of another file after it may have another one.
    ['services.web-1.cpu', ["'web-1': ", "{ cpu: 2, ...shared, memory: '2Gi' }"]],
    ['services.loop.memory', ['loop: ', '{ ...around }']],
    ['databases.main.tier', ['  databases,', 'databases']],
    ['regions.1.name', ['name: ', '2']],
    ['twice', ['twice: 2', '2']],
    ['method.body', ['euWest = (', '{']],
    ['computed', ['euWest = (', '{']],
    ['__proto__.polluted', ['euWest = (', '{']],
  ])('%s', (path, marks) => {
    expect(find(keysOf(path))).toEqual(placeOf(text, ...marks));
  });

  test('constants that name each other end', () => {
    const circular = typescriptFinder('const a = b; const b = a; export const test = { x: a };', 'test');
    expect(circular(['x', 'y'])?.line).toBe(1);
  });

  test('the only constant that is exported, and none of several', () => {
    expect(typescriptFinder('export const site = { region: 1 };', 'test')(['region'])).toEqual({
      line: 1,
      column: 31,
      endColumn: 32,
    });
    expect(typescriptFinder('export const a = {}, b = {};', 'test')(['region'])).toBeUndefined();
    expect(typescriptFinder('this is { no TypeScript', 'test')(['region'])).toBeUndefined();
  });
});

describe('JSON', () => {
  const text = [
    '{',
    '  "environments": {\r',
    '    "test": { "maxInstances": 12, "list": [1,',
    '      {"é": "x", "__proto__": 3}] }',
    '  }',
    '}',
  ].join('\n');
  const find = jsonFinder(text);

  test.each([
    ['environments.test.maxInstances', ['12']],
    ['environments.test.minInstances', ['"test": ', '{']],
    ['environments.test.list.1.__proto__', ['3']],
    ['environments.test.list.7', ['"list": ', '[']],
  ])('%s', (path, marks) => {
    expect(find(keysOf(path))).toEqual(placeOf(text, ...marks));
  });

  test('what is not there at all has no line', () => {
    expect(find(['nothing', 'here'])).toBeUndefined();
    expect(jsonFinder('')(['a'])).toBeUndefined();
  });
});

describe('the name of a file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'capacity-locate-'));
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'infra'));
    writeFileSync(join(folder, 'infra/capacity.json'), '{"environments":{"test":{"a":1}}}');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('is from the root of its repository', () => {
    const file = join(folder, 'infra/capacity.json');
    const locate = declarationLocator(() => ({ file, prefix: 'environments.test.' }));
    expect(locate('test', 'a')).toEqual({ file: 'infra/capacity.json', line: 1, column: 30, endColumn: 31 });
  });

  test('of a plan has the address of the resource', () => {
    const addresses = new Map([['test services.api', 'google_cloud_run_v2_service.api[0]']]);
    const locate = planLocator(join(folder, 'infra/plan.json'), addresses);
    expect(locate('test', 'services.api.pools.main.size')).toEqual({
      file: 'infra/plan.json',
      address: 'google_cloud_run_v2_service.api[0]',
    });
    expect(locate('other', 'services.api')).toEqual({ file: 'infra/plan.json' });
  });
});
