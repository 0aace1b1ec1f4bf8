import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { capacity as command } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { FORMATS } from '../../review/formats';
import { captured } from '../support/captured';
import { declareOwn, OWN, withStaging } from '../support/own-environments';
import type { Outcome } from '../support/program';

const INCIDENT = 'test/fixtures/incident-1278.json';

function capacity(...args: readonly string[]): Outcome {
  return captured(() => {
    orExit(() => command(args));
  });
}

/** How the output of each format begins and ends. */
const SHAPES: Readonly<Record<(typeof FORMATS)[number], RegExp>> = {
  text: /^staging +over .*\d+ assumptions\n$/s,
  json: /^\{\n {2}"schemaVersion": 1,.*\n\}\n$/s,
  markdown: /^\*\*staging\*\*: over by .*\n<!-- capacity-stack -->\n$/s,
  sarif: /^\{\n {2}"version": "2\.1\.0",.*\n\}\n$/s,
  github: /^::error file=.*\n::notice title=capacity::14 errors, 3 warnings, .*\n$/s,
  html: /^<!doctype html>\n.*<\/html>\n$/s,
};

describe.each(FORMATS)('%s', (format) => {
  test('of what is refused is alone on stdout, and the status says so', () => {
    const outcome = capacity('check', '--declaration', INCIDENT, '--format', format);
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    expect(outcome.stdout).toMatch(SHAPES[format]);
  });

  test('of what fits ends with status 0', () => {
    expect(capacity('check', 'staging', '--format', format)).toMatchObject({ status: 0, stderr: '' });
  });

  test('of what cannot be read is one line on stderr, and nothing on stdout', () => {
    const outcome = capacity('check', '--declaration', 'nothing.json', '--format', format);
    expect(outcome).toEqual({ status: 2, stdout: '', stderr: 'capacity: nothing.json: does not exist\n' });
  });
});

test('the JSON declaration is where its numbers stand', () => {
  const lines = readFileSync(INCIDENT, 'utf8').split('\n');
  const { stdout } = capacity('check', '--declaration', INCIDENT, '--format', 'sarif');
  const [run] = (JSON.parse(stdout) as Log).runs;
  expect(run!.tool.driver.semanticVersion).toBe('0.1.0');
  expect(run!.tool.driver.rules![0]!.help!.markdown).toMatch(/^# connections\/steady-budget\n/);
  const places = run!.results!.map(({ locations, message }) => {
    const { artifactLocation, region } = locations![0]!.physicalLocation!;
    expect(artifactLocation!.uri).toBe(INCIDENT);
    return [
      message.text!.split('\n')[0],
      lines[region!.startLine! - 1]!.slice(region!.startColumn! - 1, region!.endColumn! - 1),
    ];
  });
  expect(places).toContainEqual(['minInstances 10 is outside 2 to 9.', '10']);
  expect(places).toContainEqual([
    'machineType e2-standard-8 is none of f1-micro, e2-micro, e2-standard-4.',
    '"e2-standard-8"',
  ]);
});

test('an environment file is where its numbers stand', () => {
  const lines = readFileSync('environments/staging.ts', 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('maxInstances: 4,')) + 1;
  declareOwn(withStaging('services.backend.maxInstances', 12));
  const { status, stdout, stderr } = capacity('check', 'staging', '--format', 'github');
  declareOwn(OWN);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout.split('\n')[0]).toMatch(
    new RegExp(`^::error file=environments/staging\\.ts,line=${line},col=21,endColumn=22,title=connections/`),
  );
});

describe('with a base', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'capacity-formats-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('the report of an earlier check is one, and what changed is in every format', () => {
    const base = join(folder, 'base.json');
    writeFileSync(base, capacity('check', 'production', '--format', 'json').stdout);
    const comment = capacity('check', 'production', '--base', base, '--format', 'markdown');
    expect(comment).toMatchObject({ status: 0, stderr: '' });
    expect(comment.stdout.split('\n')[0]).toMatch(/^\*\*production\*\*: fits, .* \(±0 connections\)$/);
  });
});
