import { parseDeclaration, ShapeError } from '../../../capacity/shape';
import { declaration } from '../../../environments';
import { declare, ENVIRONMENT, SERVICE } from '../../support/declare';
import { WHOLE } from '../../support/whole-declaration';
import { BAD_FIELDS } from './bad-fields';
import { BAD_LOAD_BALANCERS } from './bad-load-balancers';
import { BAD_NAMES } from './bad-names';
import { BAD_REFERENCES } from './bad-references';
import { BAD_TEXTS } from './bad-texts';

/** What the door says about a text; it must be a ShapeError of one short line. */
function refusal(text: string): string {
  try {
    parseDeclaration(text, 'bad.json');
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    const { message } = error as ShapeError;
    expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|^\s+at /u);
    expect(message.length).toBeLessThanOrEqual(300);
    return message;
  }
  return 'accepted';
}

/** The whole declaration with some JSON, which need not be a value of JavaScript, at a path. */
function withJson(path: string, json: string | undefined): string {
  const changed = JSON.parse(JSON.stringify(WHOLE)) as Record<string, unknown>;
  const keys = path.split('/');
  const last = keys.pop()!;
  const parent = keys.reduce((value, key) => value[key] as Record<string, unknown>, changed);
  // Not by assignment, which would set the prototype and not a field `__proto__`.
  Object.defineProperty(parent, last, { value: '@', enumerable: true, configurable: true });
  if (json === undefined) delete parent[last];
  return JSON.stringify(changed).replace('"@"', () => json!);
}

test.each([...BAD_FIELDS, ...BAD_NAMES, ...BAD_REFERENCES, ...BAD_LOAD_BALANCERS])(
  '%s = %s',
  (path, json, message) => {
    expect(refusal(withJson(path, json))).toBe(`bad.json: ${message}`);
  },
);

test.each(BAD_TEXTS)('a text with %s', (_, text, message) => {
  expect(refusal(text)).toBe(message);
});

test('the environments of this project pass', () => {
  const text = JSON.stringify(declaration);
  expect(parseDeclaration(text, 'environments.json')).toEqual(JSON.parse(text));
});

test('a declaration with every field passes', () => {
  expect(parseDeclaration(JSON.stringify(WHOLE), 'whole.json')).toEqual(WHOLE);
});

test('a minimal declaration passes', () => {
  const minimal = { schemaVersion: 1, environments: { c: WHOLE.environments.c } };
  expect(parseDeclaration(JSON.stringify(minimal), 'minimal.json')).toEqual(minimal);
});

test('limits of products are not a matter of shape', () => {
  const changed = withJson('environments/a/connectors/path/maxInstances', '100');
  expect(refusal(changed)).toBe('accepted');
});

test.each(['0', '-0', '1e2', '1000000', '4.0'])('%s is a whole number', (json) => {
  expect(refusal(withJson('environments/a/services/api/maxInstances', json))).toBe('accepted');
});

test('an environment variable may have any word and several lines', () => {
  const json = JSON.stringify({ WORD: 'constructor', LINES: 'a\r\n\tb' });
  expect(refusal(withJson('environments/a/services/api/variables', json))).toBe('accepted');
});

test('the name of the text cannot break the line either', () => {
  expect(() => parseDeclaration('', 'a\n\u001b[31mb.json')).toThrow(
    'a\\u000a\\u001b[31mb.json: is empty; a JSON object is needed',
  );
});

test('a long text is cut, and never within a character', () => {
  expect(refusal(withJson('environments/a/services/api/memory', JSON.stringify('🐘'.repeat(5000))))).toBe(
    `bad.json: environments.a.services.api.memory: given "${'🐘'.repeat(40)}…"; allowed is an amount such as 512Mi or 4Gi`,
  );
});

test('10,000 services pass', () => {
  const services = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`api-${index}`, SERVICE]),
  );
  const text = JSON.stringify(declare({ ...ENVIRONMENT, services }));
  expect(() => parseDeclaration(text, 'large.json')).not.toThrow();
});
