import { evaluate } from '../../capacity/evaluate';
import { declaration } from '../../environments';
import { TODAY, withFields } from '../support/declare';
import { DECLARED } from './monitoring/watched';
import { parse, synthesizeResult, unruled } from './support';

/** Fields that hold a secret wherever they appear. */
const SECRET_FIELD =
  /(^|_)(password|passwd|secret|token|private_key|api_key|auth_string|credentials?|service_key)(_wo)?$/;

/** Texts that are secrets wherever they appear. */
const SECRET_TEXT = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  /\bya29\.[0-9A-Za-z_-]+/,
  /\b(ghp|gho|github_pat|xox[abps])[_-][0-9A-Za-z_-]{10,}/,
  /hooks\.slack\.com\/services\//,
  /\/\/[^/\s:@]+:[^/\s:@$]+@/,
];

/** Every literal that a configuration must not have, with where it stands. References to other resources are none. */
function literalSecrets(value: unknown, at = ''): readonly string[] {
  if (typeof value === 'string') return SECRET_TEXT.some((pattern) => pattern.test(value)) ? [at] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const path = `${at}.${key}`;
    // The id of a secret in Secret Manager names it, and does not hold it.
    const isLiteral =
      typeof inner === 'string' && !/^\$\{[^}]+\}$/.test(inner) && !at.endsWith('.secret_key_ref');
    return SECRET_FIELD.test(key) && isLiteral ? [path] : literalSecrets(inner, path);
  });
}

const CONFIGURATIONS = [
  ...evaluate(declaration, { today: TODAY }).environments,
  ...unruled(
    withFields({ 'services.api.secrets': { API_KEY: { secret: 'api-key', version: '3' } } }, DECLARED),
  ),
].map((result) => [result.name, parse(synthesizeResult(result))] as const);

test.each(CONFIGURATIONS)('%s holds no literal secret', (_, configuration) => {
  expect(literalSecrets(configuration)).toEqual([]);
});

test('a secret reaches the container by reference only', () => {
  const json = JSON.stringify(CONFIGURATIONS.at(-1)![1]);
  expect(json).toContain('"secret_key_ref":{"secret":"api-key","version":"3"}');
});

test.each([
  [{ settings: { root_password: 'hunter2' } }],
  [{ auth_string: 'abc' }],
  [{ sensitive_labels: { auth_token: 'abc' } }],
  [{ content: '-----BEGIN RSA PRIVATE KEY-----' }],
  [{ env: [{ value: 'postgres://user:hunter2@host/db' }] }],
])('the scan finds %j', (configuration) => {
  expect(literalSecrets(configuration)).toHaveLength(1);
});

test('the scan takes references for what they are', () => {
  expect(literalSecrets({ auth_string: '${google_redis_instance.main.auth_string}' })).toEqual([]);
});
