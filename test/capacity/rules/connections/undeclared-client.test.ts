import { declare, ENVIRONMENT, findingsOf, withField, withFields } from '../../../support/declare';

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
