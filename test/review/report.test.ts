import { reportOf } from '../../review/report';
import { reviewOf } from '../../review/review';
import { TODAY, withField } from '../support/declare';

const sourceOf = (): { file: string; prefix: string } => ({ file: 'capacity.json', prefix: '' });

const declaration = withField('services.api.maxInstances', 20);
const report = reportOf(reviewOf(declaration, { today: TODAY, sourceOf }));

test('it survives JSON as it is', () => {
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('the fields of the contract', () => {
  const [environment] = report.environments;
  const [database] = environment!.databases;
  const [finding] = environment!.findings;
  expect(report.schemaVersion).toBe(1);
  expect(report.summary).toEqual({ errors: 2, warnings: 0, acknowledged: 0 });
  expect(environment).toMatchObject({ name: 'test', verdict: 'over', acknowledgements: [] });
  expect(database).toMatchObject({
    name: 'main',
    limit: 100,
    provenance: 'declared',
    reserved: 7,
    kept: 3,
    usable: 90,
  });
  expect(database!.moments[0]).toEqual({
    name: 'steady',
    demand: 120,
    verdict: 'over',
    terms: [
      {
        environment: 'test',
        path: 'services.api',
        text: 'services.api revision latest: 20 instances × 1 process × (4 + 2) = 120',
        connections: 120,
      },
    ],
  });
  expect(finding).toMatchObject({
    rule: 'connections/steady-budget',
    severity: 'error',
    subject: 'databases.main',
    owner: 'team-api',
    headline: 'steady needs 120; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
    docs: 'docs/rules/connections/steady-budget.md',
    blocks: true,
  });
  expect(finding!.fixes[0]).toEqual({
    environment: 'test',
    path: 'services.api.maxInstances',
    from: 20,
    to: 7,
    leaves: 6,
    effect: 'new revision',
  });
  expect(Object.keys(environment!.assumptions[0]!)).toEqual(['value', 'unit', 'what', 'source', 'name']);
});

test('a number that is unlimited or unknown is null', () => {
  for (const field of ['maxInstances', 'processes']) {
    const [environment] = reportOf(
      reviewOf(withField(`services.api.${field}`, undefined), { today: TODAY, sourceOf }),
    ).environments;
    expect(environment!.databases[0]!.moments[0]!.terms[0]!.connections).toBeNull();
  }
});
