import { ShapeError } from '../../capacity/shape';
import { baselineIn } from '../../review/baseline';
import { reportOf } from '../../review/report';
import { withField, withFields } from '../support/declare';
import { reviewed } from '../support/review';

const over = withField('services.api.maxInstances', 20);
const WIDE = withField('connectors.path.maxInstances', 5);
const json = (declaration: Parameters<typeof reviewed>[0]): unknown =>
  JSON.parse(JSON.stringify(reportOf(reviewed(declaration))));

test('the findings of a report, with how bad they are', () => {
  expect(baselineIn(json(over), 'b.json').slice(0, 2)).toEqual([
    {
      environment: 'test',
      rule: 'connections/steady-budget',
      subject: 'databases.main',
      headline: 'steady needs 120; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
      excess: 30,
      certain: 120,
    },
    {
      environment: 'test',
      rule: 'connections/rollout-budget',
      subject: 'databases.main',
      headline: 'every deploy needs 240; 90 usable (limit 100 (declared) − reserved 7 − kept 3)',
      excess: 150,
      certain: 240,
    },
  ]);
});

test('what has no bound, and what nobody knows', () => {
  const unlimited = baselineIn(json(withField('services.api.maxInstances', undefined)), 'b.json');
  expect(unlimited[0]).toMatchObject({
    rule: 'connections/steady-budget',
    excess: Infinity,
    growth: 6,
    certain: 0,
  });
  const unknown = baselineIn(json(withField('services.api.processes', undefined)), 'b.json');
  expect(unknown[0]).toMatchObject({ rule: 'connections/steady-budget', isUnknown: true });
});

test('what is accepted until a day is none of it', () => {
  const accepted = withFields(
    {
      acknowledgements: [
        {
          rule: 'connections/steady-budget',
          subject: 'databases.main',
          reason: 'r',
          owner: 'o',
          expires: '2027-01-01',
        },
      ],
    },
    over,
  );
  expect(baselineIn(json(accepted), 'b.json').map(({ rule }) => rule)).not.toContain(
    'connections/steady-budget',
  );
});

test('what was said about a change is none of it', () => {
  const report = JSON.parse(
    JSON.stringify(reportOf(reviewed(withField('connectors.path.maxInstances', 4), WIDE))),
  ) as unknown;
  expect(baselineIn(report, 'b.json').map(({ rule }) => rule)).not.toContain('change/replaces-connector');
  expect(JSON.stringify(report)).toContain('change/replaces-connector');
});

const withoutMeasure = {
  schemaVersion: 1,
  environments: [{ name: 'a', findings: [{ rule: 'r', subject: 's', headline: 'h' }] }],
};
const NO_REPORT = 'b.json: is no JSON report; allowed is what `capacity check --format json` prints';

test.each<[unknown, string]>([
  [{}, NO_REPORT],
  [null, NO_REPORT],
  [[], NO_REPORT],
  [{ schemaVersion: 2, environments: [] }, NO_REPORT],
  [{ schemaVersion: 1, environments: {} }, NO_REPORT],
  [{ schemaVersion: 1, environments: [{}] }, 'b.json: environments[0].findings: is not a list'],
  [{ schemaVersion: 1, environments: [{ findings: [] }] }, 'b.json: environments[0].name: is not a text'],
  [
    withoutMeasure,
    'b.json: environments[0].findings[0].measure: is missing; make the report again with this version',
  ],
])('%j is refused', (report, message) => {
  expect(() => baselineIn(report, 'b.json')).toThrow(
    new ShapeError('b.json', '', message.slice('b.json: '.length)),
  );
});

test('an empty report is an empty baseline', () => {
  expect(baselineIn({ schemaVersion: 1, environments: [] }, 'b.json')).toEqual([]);
});
