import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capacity } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from '../support/captured';
import { withField, withFields } from '../support/declare';

const folder = mkdtempSync(join(tmpdir(), 'capacity-baseline-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const run = (...argv: readonly string[]) =>
  captured(() => {
    orExit(() => capacity(argv));
  });

const over = withField('services.api.maxInstances', 20);
const declaration = write('over.json', over);
const baseline = write(
  'baseline.json',
  run('check', '--declaration', declaration, '--format', 'json').stdout,
);

test('the report of an earlier check lets its findings pass, and lists them', () => {
  expect(run('check', '--declaration', declaration).status).toBe(1);
  const { status, stdout, stderr } = run('check', '--declaration', declaration, '--baseline', baseline);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(
    '  in the baseline connections/steady-budget databases.main   known, and not worse\n',
  );
  expect(stdout).toContain('  note  in the baseline, and not worse\n');
});

test('what is worse blocks, and what is gone can be taken out', () => {
  const worse = write('worse.json', withField('services.api.maxInstances', 21));
  const refused = run('check', '--declaration', worse, '--baseline', baseline);
  expect(refused.status).toBe(1);
  expect(refused.stdout).toContain('connections/steady-budget databases.main   worse now, so it counts\n');
  const mended = write('mended.json', withField('services.api.maxInstances', 2));
  const passed = run('check', '--declaration', mended, '--baseline', baseline);
  expect(passed.status).toBe(0);
  expect(passed.stdout).toContain(
    'connections/steady-budget databases.main   gone: remove it from the baseline\n',
  );
});

test('an acknowledgement that has ended blocks, whatever stands in the baseline', () => {
  const acknowledgements = [
    {
      rule: 'connections/steady-budget',
      subject: 'databases.main',
      reason: 'new tier',
      owner: 'team-data',
      expires: '2026-01-01',
    },
  ];
  const expired = write('expired.json', withFields({ acknowledgements }, over));
  const { status, stdout } = run('check', '--declaration', expired, '--baseline', baseline);
  expect(status).toBe(1);
  expect(stdout).toContain(
    '  acknowledged connections/steady-budget databases.main   expired, until 2026-01-01, team-data: new tier\n',
  );
});

test('a report made with a baseline is one as well', () => {
  const again = run('check', '--declaration', declaration, '--baseline', baseline, '--format', 'json').stdout;
  const second = write('second.json', again);
  expect(run('check', '--declaration', declaration, '--baseline', second).status).toBe(0);
});

test.each<[string, unknown, string]>([
  ['a declaration', over, 'is no JSON report; allowed is what `capacity check --format json` prints'],
  ['no JSON', '{', 'is not JSON: given the end of the text'],
])('%s is refused in one line', (_, content, message) => {
  const file = write('wrong.json', content);
  const { status, stdout, stderr } = run('check', '--declaration', declaration, '--baseline', file);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^capacity: .*wrong\.json:/);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a file that is not there is refused in one line', () => {
  const file = join(folder, 'none.json');
  expect(run('check', '--declaration', declaration, '--baseline', file)).toMatchObject({
    status: 2,
    stderr: `capacity: ${file}: does not exist\n`,
  });
});

test('a check against a base prints the comparison', () => {
  const base = write('base.json', withField('services.api.maxInstances', 2));
  const { status, stdout } = run('check', '--declaration', declaration, '--base', base);
  expect(status).toBe(1);
  expect(stdout.split('\n')[0]).toBe(
    'test   over   2 new errors: connections/steady-budget, connections/rollout-budget   later-rollout of main 24 → 240 (+216), OVER by 150 of 90 usable',
  );
});
