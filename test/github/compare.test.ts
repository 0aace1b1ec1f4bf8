import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilerKeptIn } from '../support/program';

const root = join(__dirname, '../..');
const SOURCES = [
  '.ci',
  'capacity',
  'cli',
  'docs',
  'environments',
  'review',
  'simulation',
  'stacks',
  'terraform',
];
const FILES = ['.gitignore', 'main.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

let folder: string;

/** A repository with a base and a change, as a checkout of a pull request has them. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-compare-'));
  for (const source of [...SOURCES, ...FILES])
    if (existsSync(join(root, source))) cpSync(join(root, source), join(folder, source), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\nout\n.compiler\n');
  git('init', '--quiet');
  commit('base');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function git(...args: readonly string[]): void {
  const author = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'core.hooksPath=/dev/null',
  ];
  execFileSync('git', [...author, ...args], { cwd: folder, stdio: 'pipe' });
}

function commit(subject: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', subject);
}

function edit(file: string, from: string, to: string): void {
  const before = readFileSync(join(folder, file), 'utf8');
  expect(before).toContain(from);
  writeFileSync(join(folder, file), before.replace(from, to));
}

function compare(base = 'HEAD^1'): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env['PATH'], HOME: folder, ...compilerKeptIn(folder) };
  return spawnSync(join(folder, '.ci/compare'), [base, 'out'], { cwd: folder, env, encoding: 'utf8' });
}

function out(file: string): string {
  return readFileSync(join(folder, 'out', file), 'utf8');
}

test('a raise that no longer fits is compared with the base, and reported in every form', () => {
  edit('environments/staging.ts', 'maxInstances: 4,', 'maxInstances: 12,');
  commit('raise');
  const { status, stdout } = compare();
  expect(status).toBe(0);
  expect(out('status')).toBe('1\n');
  expect(stdout).toMatch(/^::error file=environments\/staging\.ts,line=\d+.*connections\/rollout-budget/m);
  const base = JSON.parse(out('base.json')) as {
    declaration: { environments: { staging: { services: { backend: { maxInstances: number } } } } };
  };
  expect(base.declaration.environments.staging.services.backend.maxInstances).toBe(4);
  expect(out('check.md')).toContain('connections/rollout-budget');
  expect(out('check.html')).toMatch(/^<!doctype html>/i);
  expect(JSON.parse(out('check.sarif'))).toMatchObject({ version: '2.1.0' });
  expect(
    execFileSync('git', ['worktree', 'list'], { cwd: folder, encoding: 'utf8' }).trim().split('\n'),
  ).toHaveLength(1);
}, 60_000);

test('a base that cannot be checked is said, and everything counts as new', () => {
  const { status, stdout } = compare('no-such-commit');
  expect(status).toBe(0);
  expect(stdout).toContain('::notice::compared with nothing: the base no-such-commit could not be checked\n');
  expect(out('status')).toBe('1\n');
  expect(existsSync(join(folder, 'out/base.json'))).toBe(false);
}, 60_000);

test('a declaration that cannot be checked leaves a line for the comment, and its status', () => {
  edit('environments/staging.ts', 'maxInstances: 12,', "maxInstances: '12' as never,");
  commit('break');
  const { status, stderr } = compare('no-such-commit');
  expect(status).toBe(0);
  expect(stderr).toContain('environments.staging.services.backend.maxInstances');
  expect(out('status')).toBe('2\n');
  expect(out('check.md')).toBe(
    'The declared capacity could not be checked. The log of the job `compare` says why.\n',
  );
}, 60_000);
