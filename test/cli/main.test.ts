import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../capacity/rules';
import { capacity as command } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import type { Report } from '../../review/report';
import { declare, ENVIRONMENT, withField, withFields } from '../support/declare';
import { captured } from '../support/captured';
import { run, type Outcome } from '../support/program';

const root = join(__dirname, '../..');
const INCIDENT = 'test/fixtures/incident-1278.json';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The command as its users run it. */
function spawned(...args: readonly string[]): Outcome {
  return run('cli/main.ts', args);
}

/** The same in this process, where it takes no second to start. */
function capacity(...args: readonly string[]): Outcome {
  return captured(() => {
    orExit(() => command(args));
  });
}

/** Writes a file and returns its name. */
function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('the command itself', () => {
  test('nothing blocks', () => {
    const outcome = spawned('simulate', 'staging', '--runs', '20');
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome).toEqual(capacity('simulate', 'staging', '--runs', '20'));
  });

  test('something blocks', () => {
    const outcome = spawned('check', '--declaration', INCIDENT);
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    expect(outcome).toEqual(capacity('check', '--declaration', INCIDENT));
  });

  test('it could not check', () => {
    const outcome = spawned('explain', 'nothing');
    expect(outcome).toMatchObject({ status: 2, stdout: '' });
    expect(outcome).toEqual(capacity('explain', 'nothing'));
  });
});

describe('check', () => {
  test('the declared environments, as text', () => {
    const outcome = capacity('check');
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).toMatch(
      /^staging {5}fits .*\n[\s\S]*\nproduction {2}fits .*\n[\s\S]*\n0 errors, 0 warnings, \d+ assumptions\n$/,
    );
  });

  test('one environment', () => {
    const outcome = capacity('check', 'production');
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).not.toContain('staging');
  });

  test('a declaration that is refused, as JSON: the report and nothing else on stdout', () => {
    const outcome = capacity('check', '--declaration', INCIDENT, '--format', 'json');
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    const report = JSON.parse(outcome.stdout) as Report;
    expect(report).toMatchObject({ schemaVersion: 1, comparison: null, changes: [], notes: [] });
    expect(report.declaration).toEqual(JSON.parse(readFileSync(join(root, INCIDENT), 'utf8')));
    const [staging] = report.environments;
    expect(staging).toMatchObject({ name: 'staging', verdict: 'over' });
    expect(staging!.databases[0]).toMatchObject({
      name: 'staging-shared-postgres',
      limit: 100,
      provenance: 'declared',
      reserved: 7,
      kept: 0,
      usable: 93,
    });
    expect(
      staging!.databases[0]!.moments.map(({ name, demand, verdict }) => [name, demand, verdict]),
    ).toEqual([
      ['steady', 2150, 'over'],
      ['rollout', 3300, 'over'],
      ['redeploy', 4450, 'over'],
      ['overshoot', 2365, 'over'],
      ['churn', 2350, 'over'],
    ]);
    expect(staging!.databases[0]!.moments[0]!.terms).toEqual([
      {
        environment: 'staging',
        path: 'services.backend',
        text: 'services.backend revision latest: 20 instances × 1 process × (20 + 30) = 1000',
        connections: 1000,
      },
      {
        environment: 'staging',
        path: 'services.backend',
        text: 'services.backend revision backend-00041: 20 instances × 1 process × (20 + 30) = 1000',
        connections: 1000,
      },
      {
        environment: 'staging',
        path: 'services.auth',
        text: 'services.auth revision latest: 10 instances × 1 process × (5 + 10) = 150',
        connections: 150,
      },
    ]);
    expect(staging!.databases.map(({ kind }) => kind)).toEqual(['database']);
    expect(staging!.redis).toMatchObject([
      {
        id: 'netra-staging:us-central1:redis:staging-redis',
        name: 'staging-redis',
        kind: 'redis-clients',
        limit: 65_000,
        provenance: 'published',
        reserved: 0,
        kept: 0,
        usable: 65_000,
      },
    ]);
    expect(new Set(staging!.findings.map(({ rule }) => rule))).toEqual(
      new Set(staging!.findings.map(({ rule }) => rule).concat(NAMED)),
    );
  });

  const NAMED = [
    'connections/steady-budget',
    'connections/rollout-budget',
    'run/revision-split',
    'connector/instance-bounds',
    'connector/machine-type',
    'database/edition-tier',
    'database/memory-fit',
    'redis/host',
    'startup/network-warm-up',
  ];

  test('where a number stands in a JSON declaration', () => {
    const { stdout } = capacity('check', '--declaration', INCIDENT);
    expect(stdout).toContain(
      `error connections/steady-budget   ${INCIDENT}  environments.staging.services.backend.revisions.backend-00041.traffic = 50   owner team-core\n`,
    );
  });

  test('what cannot be known is unknown, and status 1', () => {
    const unknown = file('unknown.json', withFields({ 'services.api.processes': undefined }));
    const outcome = capacity('check', '--declaration', unknown);
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toMatch(/^test {2}unknown/);
  });
});

describe('check --base', () => {
  const over = withField('services.api.maxInstances', 20);

  test.each([
    ['a declaration', () => file('base.json', over)],
    [
      'a report',
      () =>
        file(
          'report.json',
          capacity('check', '--declaration', file('was.json', over), '--format', 'json').stdout,
        ),
    ],
  ])('what was over in %s and is not worse does not block', (_, base) => {
    const now = file('now.json', withField('services.api.maxInstances', 18));
    const outcome = capacity('check', '--declaration', now, '--base', base());
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toContain('\nas before\n  warning connections/steady-budget');
    expect(outcome.stdout).toContain('  this deploy needs 228, later deploys 216; 90 usable');
  });

  test('what is worse blocks', () => {
    const worse = file('worse.json', withField('services.api.maxInstances', 21));
    expect(capacity('check', '--declaration', worse, '--base', file('base.json', over)).status).toBe(1);
  });

  test('a rollout that newly goes over blocks, although it only warns without a base', () => {
    const driver = { 'services.api.pools.main.driver': 'node-postgres', 'services.api.cpuIdle': false };
    const now = file('rollout.json', withFields({ ...driver, 'services.api.maxInstances': 10 }));
    const base = file('fits.json', withFields({ ...driver, 'services.api.maxInstances': 4 }));
    expect(capacity('check', '--declaration', now).status).toBe(0);
    const outcome = capacity('check', '--declaration', now, '--base', base);
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toContain('  this deploy needs 84, later deploys 120; 90 usable');
  });
});

describe('explain and rules', () => {
  test('explain prints the page', () => {
    expect(capacity('explain', 'connections/rollout-budget')).toEqual({
      status: 0,
      stdout: readFileSync(join(root, 'docs/rules/connections/rollout-budget.md'), 'utf8'),
      stderr: '',
    });
  });

  test('rules lists each rule with its severity and summary', () => {
    const { status, stdout } = capacity('rules');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(RULES.length);
    expect(stdout).toMatch(
      /^connections\/steady-budget +error +Every revision with traffic at its ceiling fits the database\.$/m,
    );
  });

  test('rules --format json', () => {
    const catalogue = JSON.parse(capacity('rules', '--format', 'json').stdout) as {
      rules: readonly unknown[];
    };
    expect(catalogue).toMatchObject({ schemaVersion: 1 });
    expect(catalogue.rules).toContainEqual({
      id: 'connections/steady-budget',
      severity: 'error',
      summary: 'Every revision with traffic at its ceiling fits the database.',
      docs: 'docs/rules/connections/steady-budget.md',
    });
  });
});

describe('bad input is one line on stderr, and status 2', () => {
  const good = declare(ENVIRONMENT);
  test.each([
    [
      'an unknown environment',
      () => ['check', 'nowhere'],
      /^capacity: environment: given "nowhere"; allowed are staging, production\n$/,
    ],
    [
      'a missing file',
      () => ['check', '--declaration', 'missing.json'],
      /^capacity: missing\.json: does not exist\n$/,
    ],
    [
      'a wrong shape',
      () => ['check', '--declaration', file('bad.json', { ...good, schemaVersion: 2 })],
      /^capacity: .*bad\.json: schemaVersion: given 2; .*\n$/,
    ],
    [
      'a missing base',
      () => ['check', '--base', 'missing.json'],
      /^capacity: missing\.json: does not exist\n$/,
    ],
    [
      'an unknown format',
      () => ['check', '--format', 'yaml'],
      /^error: option '--format <format>' argument 'yaml' is invalid\. Allowed choices are text, json, markdown, sarif, github, html\.\n$/,
    ],
    ['an unknown option', () => ['check', '--nope'], /^error: unknown option '--nope'\n$/],
    ['an unknown command', () => ['chekc'], /^error: unknown command 'chekc' \(Did you mean check\?\)\n$/],
    [
      'an unknown rule',
      () => ['explain', '../../README'],
      /^capacity: rule: given "\.\.\/\.\.\/README"; allowed is one that `capacity rules` lists\n$/,
    ],
    ['no rule', () => ['explain'], /^error: missing required argument 'rule'\n$/],
  ])('%s', (_, args, message) => {
    const outcome = capacity(...args());
    expect(outcome).toMatchObject({ status: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
  });

  test('no command prints the help', () => {
    const outcome = capacity();
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('Usage: capacity [options] [command]');
  });

  test('--help is no failure', () => {
    expect(capacity('--help')).toMatchObject({ status: 0, stderr: '' });
  });
});
