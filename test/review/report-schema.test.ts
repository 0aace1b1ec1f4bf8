import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import declarationSchema from '../../capacity/declaration.schema.json';
import type { Declaration } from '../../capacity/declaration';
import { declaration as environments } from '../../environments';
import { reportOf, type Report } from '../../review/report';
import schema from '../../review/report.schema.json';
import { reviewOf } from '../../review/review';
import incident from '../fixtures/incident-1278.json';
import { TODAY } from '../support/declare';
import { production, REVIEWED, reviewAgainstProduction } from '../support/reviews';

const DECLARATION_SCHEMA = '../capacity/declaration.schema.json';

const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
ajv.addSchema(declarationSchema, DECLARATION_SCHEMA);
const validate = ajv.compile(schema);

/** What is wrong with a report after its way through JSON. */
function problemsOf(report: unknown): readonly string[] {
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function checked(declaration: Declaration): Report {
  return reportOf(reviewOf(declaration, { today: TODAY, sourceOf: (name) => ({ file: name, prefix: '' }) }));
}

test.each(Object.entries(REVIEWED))('the review %s is as the schema says', (_, declaration) => {
  expect(problemsOf(reportOf(reviewAgainstProduction(declaration)))).toEqual([]);
});

test('so is a lowering: what it mends is in the comparison', () => {
  const report = reportOf(reviewAgainstProduction(production(), REVIEWED['unsafe-raise']));
  expect(report.comparison!.fixed.map(({ rule, status, blocks }) => [rule, status, blocks])).toEqual([
    ['connections/overshoot-budget', 'fixed', false],
  ]);
  expect(problemsOf(report)).toEqual([]);
});

test('so are the checks of both environments and of the incident', () => {
  expect(problemsOf(checked(environments))).toEqual([]);
  expect(problemsOf(checked(incident as unknown as Declaration))).toEqual([]);
});

test('a report that is not is refused', () => {
  const report = checked(production());
  const [environment] = report.environments;
  expect(problemsOf({ ...report, environments: [{ ...environment, verdict: 1, extra: true }] })).toEqual([
    '/environments/0 must NOT have additional properties',
    '/environments/0/verdict must be string',
  ]);
  expect(problemsOf({ ...report, schemaVersion: 2 })).toEqual(['/schemaVersion must be equal to constant']);
  expect(problemsOf({ ...report, declaration: {} })).toHaveLength(2);
});
