import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capacity } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from '../support/captured';
import { withField } from '../support/declare';

const folder = mkdtempSync(join(tmpdir(), 'capacity-rules-'));
const file = join(folder, 'declaration.json');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The outcome of a check of a declaration that accepts these rules. */
function checked(...rules: readonly string[]) {
  const acknowledgements = rules.map((rule) => ({
    rule,
    subject: 'databases.main',
    reason: 'known',
    owner: 'team-api',
    expires: '9999-12-31',
  }));
  writeFileSync(file, JSON.stringify(withField('acknowledgements', acknowledgements)));
  return captured(() => {
    orExit(() => capacity(['check', '--declaration', file]));
  });
}

const PATH = 'environments.test.acknowledgements[1].rule';

test.each([
  ['connections/rolout-budget', 'did you mean "connections/rollout-budget"?'],
  ['nothing/like-it', 'allowed is one that `capacity rules` lists'],
])('an acknowledgement of %s is one line and status 2', (rule, hint) => {
  expect(checked('connections/redeploy-budget', rule)).toEqual({
    status: 2,
    stdout: '',
    stderr: `capacity: ${file}: ${PATH}: given "${rule}"; ${hint}\n`,
  });
});

test('one of a rule that exists passes, also where it accepts nothing', () => {
  expect(checked('connections/redeploy-budget', 'connections/headroom')).toMatchObject({
    status: 0,
    stderr: '',
  });
});
