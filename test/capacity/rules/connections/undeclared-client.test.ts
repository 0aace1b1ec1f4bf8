import {
  declare,
  ENVIRONMENT,
  findingsOf,
  headlinesOf,
  withField,
  withFields,
} from '../../../support/declare';

const RULE = 'connections/undeclared-client';

const theirs = withFields({
  'databases.main.ownership': 'reference',
  'databases.main.owner': 'team-platform',
});
const client = { database: 'main', reason: 'their services', owner: 'team-platform' };

test("warns about someone else's database with nobody else on it", () => {
  const [finding, ...others] = findingsOf(RULE, theirs);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'warning',
    subject: 'databases.main',
    owner: 'team-platform',
    headline:
      "only 12 of 90 usable (limit 100 (declared) − reserved 7 − kept 3) are accounted for, all by this declaration, and the database is someone else's",
  });
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['all of what is usable', { 'databases.main.maxConnections': 20 }, 'only 12 of 12'],
  ['more than is usable', { 'databases.main.maxConnections': 19 }, '12 of 11'],
  ['an unknown part', { 'services.api.processes': undefined }, 'at least 12 of 90'],
])('what is accounted for is %s', (_, fields, accounted) => {
  const [headline] = headlinesOf(RULE, withFields(fields, theirs));
  expect(headline).toContain(`${accounted} usable`);
  expect(headline!.startsWith(accounted)).toBe(true);
});

test.each([0, 1, 20])('a client of %d connections answers the question', (connections) => {
  expect(findingsOf(RULE, withField('clients.theirs', { ...client, connections }, theirs))).toEqual([]);
});

test.each(['managed', 'imported'])('a database that is %s has its clients here', (ownership) => {
  expect(findingsOf(RULE, withField('databases.main.ownership', ownership))).toEqual([]);
});

test('so has one that another environment deploys', () => {
  const { environments } = theirs;
  const declaration = {
    ...theirs,
    environments: { ...environments, owning: { ...ENVIRONMENT, services: {} } },
  };
  expect(findingsOf(RULE, declaration)).toEqual([]);
});

test('a database that nothing here uses is not judged', () => {
  const services = { api: { ...ENVIRONMENT.services.api, pools: {} } };
  const main = { ...ENVIRONMENT.databases.main, ownership: 'reference' } as const;
  expect(findingsOf(RULE, declare({ ...ENVIRONMENT, databases: { main }, services }))).toEqual([]);
});
