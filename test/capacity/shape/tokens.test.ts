import { Fn, Lazy, Token, type IResolvable } from 'cdktf';
import { asDeclaration, ShapeError } from '../../../capacity/shape';
import { declare, ENVIRONMENT, withField } from '../../support/declare';

const UNKNOWN: IResolvable = {
  creationStack: [],
  resolve: () => 4,
  toString: () => 'unknown',
};
const at = 'test: environments.test.services.api';

/** What the door says about a value of JavaScript in the place of a plain one. */
function refusal(field: string, value: unknown): string {
  try {
    asDeclaration(withField(`services.api.${field}`, value), 'test');
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return (error as ShapeError).message;
  }
  return 'accepted';
}

const NUMBER = 'given a cdktf token, a number that is known only after apply; a plain number is needed';
const OBJECT = 'given a cdktf token, which is known only after apply; a plain value is needed';
const inText = (text: string): string =>
  `given "${text}", a cdktf token that is known only after apply; a plain value is needed`;

test.each([
  ['a number', Token.asNumber(UNKNOWN)],
  ['a number of a function', Fn.max([1, 2])],
  ['a number made late', Lazy.numberValue({ produce: () => 4 })],
  ['a number plus one', Token.asNumber(UNKNOWN) + 1],
  ['a tenth of a number', Token.asNumber(UNKNOWN) / 10],
  ['minus a number', -Token.asNumber(UNKNOWN)],
])('%s is refused', (_, token) => {
  expect(refusal('maxInstances', token)).toBe(`${at}.maxInstances: ${NUMBER}`);
});

test('a number that is encoded in a JSON text is refused too', () => {
  const text = JSON.parse(JSON.stringify(Token.asNumber(UNKNOWN))) as number;
  expect(refusal('maxInstances', text)).toBe(`${at}.maxInstances: ${NUMBER}`);
});

test.each([
  ['a token itself', UNKNOWN],
  ['a value made late', Lazy.anyValue({ produce: () => 4 })],
])('%s is refused', (_, token) => {
  expect(refusal('maxInstances', token)).toBe(`${at}.maxInstances: ${OBJECT}`);
});

test.each([
  ['a text', Token.asString(UNKNOWN)],
  ['a text of a function', Fn.join('-', ['a', 'b'])],
  ['a text made late', Lazy.stringValue({ produce: () => 'x' })],
])('%s is refused', (_, token) => {
  expect(refusal('owner', token)).toBe(`${at}.owner: ${inText(token)}`);
});

test('a text around a token is refused', () => {
  const token = Token.asString(UNKNOWN);
  expect(refusal('owner', `team-${token}`)).toBe(`${at}.owner: ${inText(`team-${token}`)}`);
});

test('a list token is refused', () => {
  const token = Token.asList(UNKNOWN);
  expect(refusal('invokers', token)).toBe(`${at}.invokers[0]: ${inText(token[0]!)}`);
});

test('a map token is refused', () => {
  const token = Token.asStringMap(UNKNOWN);
  const [name] = Object.keys(token);
  expect(refusal('variables', token)).toBe(
    `${at}.variables["${name}"]: the name "${name}", a cdktf token that is known only after apply; a plain value is needed`,
  );
});

test.each([
  ['NaN', NaN, 'given NaN; a plain number is needed'],
  ['Infinity', Infinity, 'given Infinity; a plain number is needed'],
  ['a function', () => 4, 'given a function; allowed is plain data'],
  ['a symbol', Symbol('4'), 'given a symbol; allowed is plain data'],
  ['a bigint', 4n, 'given 4n; allowed is plain data'],
  ['a date', new Date(0), 'given an object of class "Date"; allowed is plain data'],
  ['a map', new Map(), 'given an object of class "Map"; allowed is plain data'],
])('%s is no plain data', (_, value, message) => {
  expect(refusal('maxInstances', value)).toBe(`${at}.maxInstances: ${message}`);
});

test('an object that contains itself is nested too deeply', () => {
  const circle: Record<string, unknown> = {};
  circle['again'] = circle;
  expect(refusal('maxInstances', circle)).toBe(
    `${at}.maxInstances${'.again'.repeat(7)}…: is nested too deeply; at most 100 levels`,
  );
});

test('plain numbers pass', () => {
  const declaration = declare(ENVIRONMENT);
  expect(asDeclaration(declaration, 'test')).toBe(declaration);
});
