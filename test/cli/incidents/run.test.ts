import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIncidents } from '../../../cli/incidents/run';
import { run as runProgram } from '../../support/program';

const FIXTURE = join(__dirname, '../../fixtures/incidents/cases.json');
const folder = mkdtempSync(join(tmpdir(), 'incidents-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(...argv: readonly string[]) {
  const out = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof out) => ({ write: (text: string) => (out[name] += text) });
  const status = runIncidents(argv, { stdout: stream('stdout'), stderr: stream('stderr') });
  return { status, ...out };
}

function runOn(text: string, ...argv: readonly string[]) {
  const file = join(folder, 'cases.json');
  writeFileSync(file, text);
  return run(file, ...argv);
}

test.each([
  ['nothing', '', 'not JSON: '],
  ['no JSON', '{"cases": [\u001b[31m', 'not JSON: '],
  ['a string', '"cases"', 'cases: given nothing; allowed is a list of cases'],
  ['null', 'null', 'cases: given nothing; allowed is a list of cases'],
  ['no cases', '{}', 'cases: given nothing; allowed is a list of cases'],
  ['an empty list', '{"cases": []}', 'cases: given an empty list; allowed is at least one case'],
  ['cases of another type', '{"cases": {"a": 1}}', 'cases: given an object; allowed is a list of cases'],
  ['a case that is none', '{"cases": [{}, 5]}', 'cases[1]: given a number; allowed is an object'],
  [
    'a text for services',
    '{"cases": [{"services": "x"}]}',
    'cases[0].services: given a string; allowed is a list',
  ],
  [
    'a service that is none',
    '{"cases": [{"services": [null]}]}',
    'cases[0].services[0]: given null; allowed is an object',
  ],
  ['a list for db', '{"cases": [{"db": []}]}', 'cases[0].db: given a list; allowed is an object'],
])('%s is refused in one line that names the path', (_, text, message) => {
  const { status, stdout, stderr } = runOn(text);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`incidents: ${join(folder, 'cases.json')}: ${message}`);
  // One line, without anything that a terminal obeys.
  expect(stderr).toMatch(/^\P{C}+\n$/u);
});

test('a file that is not there, and arguments that are not', () => {
  expect(run(join(folder, 'none.json'))).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^incidents: .*none\.json: does not exist\n$/) as string,
  });
  expect(run(folder)).toMatchObject({ status: 2, stderr: `incidents: ${folder}: is a directory\n` });
  expect(run()).toMatchObject({ status: 2, stderr: "error: missing required argument 'file'\n" });
  expect(run(FIXTURE, '--format', 'xml').status).toBe(2);
});

test('names do not reach the terminal as orders', () => {
  const text = JSON.stringify({ cases: [{ id: '\u001b[2Jx\n\u009b1m\u202e', outcome: 'a\tb' }] });
  expect(runOn(text).stdout).toContain(
    '\\u001b[2Jx\\u000a\\u009b1m\\u202e   a\\u0009b   undecidable   missing db.max_connections',
  );
  const json = runOn(text, '--format', 'json').stdout;
  expect(json).toMatch(/^[\P{C}\n]+$/u);
  expect(JSON.parse(json)).toMatchObject({ cases: [{ id: '\u001b[2Jx\n\u009b1m\u202e' }] });
});

test('a case of nothing, and one of nonsense, are undecidable', () => {
  const nonsense = {
    db: { max_connections: {} },
    services: [{ pool_size: [], max_instances: true, name: {} }],
  };
  const { status, stdout } = runOn(JSON.stringify({ cases: [{}, nonsense] }), '--format', 'json');
  expect(status).toBe(0);
  expect((JSON.parse(stdout) as { cases: unknown[] }).cases).toEqual([
    { id: 'cases[0]', outcome: '', answer: 'undecidable', rules: [], missing: 'db.max_connections' },
    { id: 'cases[1]', outcome: '', answer: 'undecidable', rules: [], missing: 'db.max_connections' },
  ]);
});

test.each([
  ['{"max_connections": -1}', '{"pool_size": 5}', 'db.max_connections'],
  ['{"max_connections": 1e308}', '{"pool_size": 5}', 'db.max_connections'],
  ['{"max_connections": 100}', '{"pool_size": -1}', 'services[0].pool_size'],
  ['{"max_connections": 100}', '{"pool_size": 1000001}', 'services[0].pool_size'],
  ['{"max_connections": 100}', '{"pool_size": 1e999}', 'services[0].pool_size'],
])('a number that cannot be is unknown, and named: %s %s', (db, service, missing) => {
  const numbers = { platform: 'cloud-run', limit_kind: 'server', db: JSON.parse(db) as object };
  const rest = '"max_overflow": 0, "processes_per_instance": 1, "max_instances": 2}';
  const services = service.replace('}', `, ${rest}`);
  const text = JSON.stringify({ cases: [{ ...numbers, services: '?' }] })
    // As it stands in a file: 1e999 is no number that JavaScript could write.
    .replace('"?"', `[${services}]`);
  expect(JSON.parse(runOn(`\uFEFF${text}`, '--format', 'json').stdout)).toMatchObject({
    cases: [{ answer: 'undecidable', rules: [], missing }],
  });
});

test('the command itself', () => {
  const { status, stdout, stderr } = runProgram('cli/incidents.ts', [FIXTURE, '--format', 'json']);
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ summary: { exhausted: { total: 21 } } });
});
