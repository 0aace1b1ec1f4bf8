import { evaluate } from '../../capacity/evaluate';
import type { Declaration } from '../../capacity/declaration';
import { findingLine, findingText } from '../../review/finding-text';
import { TODAY, withField, withFields } from '../support/declare';

const style = { colors: false, sourceOf: () => ({ file: 'big.json', prefix: 'environments.test.' }) };

function first(declaration: Declaration, rule: string): Parameters<typeof findingText>[0] {
  return evaluate(declaration, { today: TODAY }).environments[0]!.findings.find(
    (finding) => finding.rule === rule,
  )!;
}

test('a finding as a paragraph', () => {
  const finding = first(withField('services.api.maxInstances', 20), 'connections/steady-budget');
  expect(findingText(finding, style).split('\n')).toEqual([
    'error connections/steady-budget   big.json  environments.test.services.api.maxInstances = 20   owner team-api',
    '  steady needs 120; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
    '    services.api   revision latest   20 × 1 × (4 + 2)   120',
    '  why   connection 94 is refused with SQLSTATE 53300, and whoever opens it fails',
    '  fix   any one of',
    '        environments.test.services.api.maxInstances       20 → 7      leaves 6   new revision',
    '        environments.test.databases.main.maxConnections   100 → 250   leaves 0   RESTARTS the database',
    '  docs  docs/rules/connections/steady-budget.md',
  ]);
});

test('fixes that stand above it are not repeated', () => {
  const declaration = withField('services.api.maxInstances', 20);
  const steady = first(declaration, 'connections/steady-budget');
  const rollout = first(declaration, 'connections/rollout-budget');
  expect(findingText(rollout, style, [steady]).split('\n').slice(-2)).toEqual([
    '  fix   as for connections/steady-budget',
    '  docs  docs/rules/connections/rollout-budget.md',
  ]);
  expect(findingText({ ...rollout, fixes: [] }, style, [{ ...steady, fixes: [] }])).not.toContain('  fix ');
  expect(findingText(rollout, style, [{ ...steady, environment: 'other' }])).toBe(
    findingText(rollout, style),
  );
});

test('a finding as two lines', () => {
  expect(
    findingLine(first(withField('services.api.maxInstances', 20), 'connections/steady-budget'), style),
  ).toBe(
    'error connections/steady-budget   big.json  environments.test.services.api.maxInstances = 20   owner team-api\n' +
      '  steady needs 120; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
  );
});

test('a number that is not set, and a fix that counts nothing', () => {
  const text = findingText(
    first(withField('databases.main.edition', undefined), 'database/edition-tier'),
    style,
  );
  expect(text).toContain('environments.test.databases.main.edition is not set   owner team-data\n');
  expect(text).toContain(
    '  fix   this\n        environments.test.databases.main.edition   not set → ENTERPRISE   RESTARTS the database\n',
  );
});

test('a number of another environment is shown in the file of that environment', () => {
  const finding = first(withField('services.api.maxInstances', 20), 'connections/steady-budget');
  const at = { environment: 'dev', path: 'services.api.maxInstances', value: 20 };
  const sourceOf = (environment: string) => ({ file: `environments/${environment}.ts`, prefix: '' });
  expect(findingLine({ ...finding, at }, { colors: false, sourceOf }).split('\n')[0]).toBe(
    'error connections/steady-budget   environments/dev.ts  services.api.maxInstances = 20   owner team-api',
  );
});

test('edits that must be made together', () => {
  const declaration = withFields({
    'services.api.minInstances': 5,
    'services.api.maxInstances': 40,
    'services.api.pools.main.size': 20,
    'services.api.pools.main.maxOverflow': 30,
  });
  expect(findingText(first(declaration, 'connections/steady-budget'), style)).toMatch(
    /\n {8}and environments\.test\.services\.api\.pools\.main\.size +20 → \d+/,
  );
});
