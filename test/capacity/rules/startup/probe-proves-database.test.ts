import { findingsOf, headlinesOf, withFields } from '../../../support/declare';

const RULE = 'startup/probe-proves-database';

test('an HTTP probe that proves the database passes', () => {
  expect(headlinesOf(RULE, withFields({}))).toEqual([]);
  expect(headlinesOf(RULE, withFields({ 'services.api.startup.provesDatabase': true }))).toEqual([]);
});

test('a TCP probe passes too early', () => {
  const warning = {
    severity: 'warning',
    subject: 'services.api',
    owner: 'team-api',
    at: { path: 'services.api.startup.path', value: undefined },
    headline: 'the startup probe opens port 8080 by TCP, which passes as soon as the port is bound',
    fixes: [],
  };
  expect(findingsOf(RULE, withFields({ 'services.api.startup.path': undefined }))).toMatchObject([warning]);
  expect(findingsOf(RULE, withFields({ 'services.api.startup': undefined }))).toMatchObject([warning]);
});

test('it names the port that is declared', () => {
  const declaration = withFields({ 'services.api.startup': undefined, 'services.api.port': 3000 });
  expect(headlinesOf(RULE, declaration)).toEqual([
    'the startup probe opens port 3000 by TCP, which passes as soon as the port is bound',
  ]);
});

test('a path that answers without the database proves nothing', () => {
  expect(findingsOf(RULE, withFields({ 'services.api.startup.provesDatabase': false }))).toMatchObject([
    {
      severity: 'warning',
      at: { path: 'services.api.startup.provesDatabase', value: false },
      headline: 'the startup probe asks /health, which answers without the database',
    },
  ]);
});

test('without pools there is nothing to prove, and nobody else’s service is judged', () => {
  const tcp = { 'services.api.startup.path': undefined };
  expect(headlinesOf(RULE, withFields({ ...tcp, 'services.api.pools': undefined }))).toEqual([]);
  expect(headlinesOf(RULE, withFields({ ...tcp, 'services.api.ownership': 'reference' }))).toEqual([]);
});
