import { ENVIRONMENT, findingsOf, headlinesOf, withFields } from '../../../support/declare';

const rule = 'connector/name-length';
const named = (name: string, ownership = 'managed') =>
  withFields({
    connectors: { [name]: { ...ENVIRONMENT.connectors.path, ownership } },
    'services.api.egress.connector': name,
  });

test.each([
  ['a'.repeat(19), []],
  ['a'.repeat(20), []],
  ['a'.repeat(21), [`${'a'.repeat(21)} counts 21 (21 characters and 0 hyphens), at most 20`]],
  ['staging-connector', []],
  ['production-connector', ['production-connector counts 21 (20 characters and 1 hyphen), at most 20']],
  ['shared-staging-path', ['shared-staging-path counts 21 (19 characters and 2 hyphens), at most 20']],
])('%s', (name, expected) => {
  expect(headlinesOf(rule, named(name))).toEqual(expected);
});

test('is an error; a connector of someone else has its name', () => {
  expect(findingsOf(rule, named('production-connector'))).toMatchObject([{ severity: 'error', excess: 1 }]);
  expect(headlinesOf(rule, named('production-connector', 'reference'))).toEqual([]);
});
