import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capacity as command } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { CAUSES } from '../../simulation';
import type { SimulationReport } from '../../review/simulation-report';
import { captured } from '../support/captured';
import { declare, ENVIRONMENT, withField } from '../support/declare';
import { COMPILER_NOT_KEPT, command as program, type Outcome } from '../support/program';

const root = join(__dirname, '../..');
const INCIDENT = 'test/fixtures/incident-1278.json';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-simulate-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function simulate(...args: readonly string[]): Outcome {
  return captured(() => {
    orExit(() => command(['simulate', ...args]));
  });
}

function reportOf(...args: readonly string[]): SimulationReport {
  const { stderr, stdout } = simulate(...args, '--format', 'json');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as SimulationReport;
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('what is simulated', () => {
  test('an environment of this project', () => {
    const { status, stderr, stdout } = simulate('staging', '--runs', '20');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^staging {3}meets the 99 % objective: 100 % of the instances start the first time\n/,
    );
    expect(stdout).toContain('\n  under these assumptions (below; docs/simulation.md), 20 runs, seed 1\n');
  });

  test('every environment of a file', () => {
    const declaration = {
      schemaVersion: 1,
      environments: { one: ENVIRONMENT, two: { ...ENVIRONMENT, project: 'other' } },
    };
    const { environments } = reportOf(file('two.json', declaration), '--runs', '2');
    expect(environments.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('the incident fails on every start, exhausted, and the status says so', () => {
    const outcome = simulate(
      INCIDENT,
      '--runs',
      '5',
      '--set',
      'services.backend.startup.databaseDeadlineSeconds=75',
    );
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    expect(outcome.stdout).toContain('staging   misses the 99 % objective: 0 % of the instances');
    expect(outcome.stdout).toContain('first failures: exhausted (53300) 100 %; 30 instances a run');
  });

  test('without a service that has a pool nothing starts', () => {
    const path = file('no-pools.json', withField('services.api.pools', undefined));
    expect(simulate(path)).toEqual({
      status: 0,
      stdout: 'test   nothing starts: no instance of a service with a pool\n',
      stderr: '',
    });
    expect(reportOf(path).environments).toMatchObject([{ instances: 0, timeLine: null }]);
  });
});

describe('JSON', () => {
  test('has the fields of the report, in their order', () => {
    const { environments, schemaVersion } = reportOf('staging', '--runs', '20');
    expect(schemaVersion).toBe(1);
    const [staging] = environments;
    expect(Object.keys(staging!)).toEqual([
      'name',
      'runs',
      'seed',
      'started',
      'timeToReadySeconds',
      'peakConnections',
      'refusals',
      'causes',
      'assumptions',
      'instances',
      'readyShare',
      'attempts',
      'timeouts',
      'failedStarts',
      'crashLoops',
      'objective',
      'meetsObjective',
      'services',
      'databases',
      'timeLine',
    ]);
    expect(staging).toMatchObject({
      name: 'staging',
      runs: 20,
      seed: 1,
      started: { share: 1, low: 0.838875, high: 1 },
      timeToReadySeconds: { p50: 10 },
      peakConnections: 56,
      refusals: 0,
      causes: { exhausted: 0, networkNotReady: 0, deadlineTooShort: 0, probeTooShort: 0 },
      objective: 0.99,
      meetsObjective: true,
      databases: [
        {
          name: 'staging-shared-postgres',
          limit: 100,
          reserved: 7,
          peakConnections: 56,
          refusals: 0,
          before: { wanted: 32, connected: 32 },
        },
      ],
    });
    expect(Object.keys(staging!.causes)).toEqual(CAUSES);
    for (const assumption of staging!.assumptions)
      expect(Object.keys(assumption).sort()).toEqual(['name', 'source', 'standing', 'unit', 'value', 'what']);
  });

  test('the same seed gives the same bytes', () => {
    const text = (seed: string): string =>
      simulate('staging', '--runs', '5', '--seed', seed, '--format', 'json').stdout;
    expect(text('3')).toBe(text('3'));
    expect(text('3')).not.toBe(text('4'));
  });
});

describe('--set', () => {
  const peak = (...args: readonly string[]): number =>
    reportOf('staging', '--runs', '2', ...args).environments[0]!.peakConnections;

  test('edits the declaration', () => {
    expect(peak('--set', 'services.backend.maxInstances=5')).toBe(5 * 6 * 2 + 8);
    expect(peak('--set', 'services.backend.maxInstances=5', '--set', 'services.auth.maxInstances=1')).toBe(
      64,
    );
  });

  test('sets parameters of the simulation, and the objective of the environment', () => {
    expect(peak('--set', 'simulation.outgoingPercent=0')).toBe(32);
    const [staging] = reportOf('staging', '--runs', '2', '--set', 'startupObjectivePercent=50').environments;
    expect(staging!.objective).toBe(0.5);
  });

  test('an assumption is one of the environment', () => {
    const [staging] = reportOf(
      'staging',
      '--runs',
      '2',
      '--set',
      'assumptions.connectionSeconds=2',
    ).environments;
    expect(staging!.assumptions.find(({ name }) => name === 'assumptions.connectionSeconds')).toMatchObject({
      value: 2,
      source: 'set; 0.3 by default: measured: GoogleCloudPlatform/cloud-sql-go-connector #574',
    });
  });

  test('of a file with several environments it edits all of them', () => {
    const path = file('both.json', {
      schemaVersion: 1,
      environments: { one: ENVIRONMENT, two: { ...ENVIRONMENT, project: 'other' } },
    });
    const { environments } = reportOf(path, '--runs', '2', '--set', 'services.api.maxInstances=3');
    expect(environments.map(({ instances }) => instances)).toEqual([3, 3]);
  });
});

describe('it could not simulate', () => {
  test.each([
    [
      ['nope'],
      'environment: given "nope"; allowed are staging, production, or the file of a JSON declaration',
    ],
    [['nope.json'], 'nope.json: does not exist'],
    [['staging', '--runs', '0'], '--runs: given "0"; allowed is a whole number from 1 to 100000'],
    [['staging', '--runs', '1e3'], '--runs: given "1e3"; allowed is a whole number from 1 to 100000'],
    [['staging', '--seed', '-1'], '--seed: given "-1"; allowed is a whole number from 0 to 9007199254740991'],
    [
      ['staging', '--set', 'x'],
      '--set: given "x"; allowed is path=value, such as services.backend.maxInstances=12',
    ],
    [
      ['staging', '--set', 'services.backend.maxInstances=many'],
      '--set: environments.staging.services.backend.maxInstances: given "many" (a string); allowed is a whole number from 0 to 1000000',
    ],
    [
      ['staging', '--set', 'simulation.outgoingPercent=x'],
      'simulation.outgoingPercent: given "x"; allowed is a number',
    ],
    [
      ['staging', '--set', 'simulation.outgoingPercent=200'],
      'simulation.outgoingPercent: given 200; allowed is a number from 0 to 100',
    ],
    [
      ['staging', '--set', 'services.backend.processes=null'],
      'staging: services.backend.processes: the processes of revision latest are unknown; a storm can be simulated only with a number',
    ],
    [
      ['staging', '--set', 'services.backend.maxInstances=1000000'],
      'staging: a storm of 7000000 connections is not simulated; at most 1000000 are',
    ],
  ])('%j', (args, message) => {
    expect(simulate(...args)).toEqual({ status: 2, stdout: '', stderr: `capacity: ${message}\n` });
  });

  test('a format that does not exist', () => {
    const outcome = simulate('staging', '--format', 'xml');
    expect(outcome).toMatchObject({ status: 2, stdout: '' });
    expect(outcome.stderr).toBe(
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.\n",
    );
  });
});

test('Ctrl-C ends it with nothing on stdout and no stack trace', async () => {
  const child = spawn(process.execPath, program('cli/main.ts', 'simulate', INCIDENT, '--runs', '100000'), {
    cwd: root,
    env: { ...process.env, ...COMPILER_NOT_KEPT },
  });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_, signal) => {
      resolve(signal);
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect([await ended, chunks]).toEqual(['SIGINT', []]);
});

test('help says what the status means', () => {
  const { status, stdout } = simulate('--help');
  expect(status).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain('status 1 where fewer do than the objective');
});

test('a declaration of the test support', () => {
  expect(reportOf(file('declared.json', declare(ENVIRONMENT)), '--runs', '3').environments).toMatchObject([
    { name: 'test', instances: 2, peakConnections: 24 },
  ]);
});
