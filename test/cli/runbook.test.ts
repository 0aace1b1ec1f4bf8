import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { capacity } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from '../support/captured';
import { declareOwn, OWN, withStaging } from '../support/own-environments';

function run(...args: readonly string[]): ReturnType<typeof captured> {
  return captured(() => {
    orExit(() => capacity(['runbook', ...args]));
  });
}

test('one environment, or all, as Markdown; nothing stays behind', () => {
  const left = (): readonly string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('capacity-runbook-'));
  const before = left();
  const staging = run('staging');
  expect(staging).toMatchObject({ status: 0, stderr: '' });
  expect(staging.stdout).toMatch(/^# Runbook: staging\n/);
  expect(run().stdout.match(/^# Runbook: \w+$/gm)).toEqual(['# Runbook: staging', '# Runbook: production']);
  expect(left()).toEqual(before);
});

test('an unknown environment', () => {
  expect(run('nowhere')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'capacity: environment: given "nowhere"; allowed are staging, production\n',
  });
});

test('of what is refused nothing would be deployed', () => {
  declareOwn(withStaging('services.backend.maxInstances', 12));
  const outcome = run('staging');
  declareOwn(OWN);
  expect(outcome).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'capacity: staging is refused, so nothing of it would be deployed: see `capacity check staging`\n',
  });
});
