import fc from 'fast-check';
import schema from '../../../capacity/declaration.schema.json';
import { isCidr } from '../../../terraform/plan/draft';

/** Mostly ranges, and what is nearly one. */
const range = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 300 }).map(String), { minLength: 3, maxLength: 5 }),
    fc.constantFrom('.', '.', '.', ''),
    fc.constantFrom('/', '/', '/', '', '/0'),
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom('', '', '', ' ', '\n'),
  )
  .map(([octets, between, slash, length, end]) => `${octets.join(between)}${slash}${length}${end}`);

test('a range is one here when it is one in a declaration', () => {
  const declared = new RegExp(schema.definitions.Cidr.pattern, 'u');
  expect(['10.8.0.0/28', '0.0.0.0/0', '255.255.255.255/32'].filter(isCidr)).toHaveLength(3);
  expect(['10.8.0.0', '256.0.0.0/8', '10.8.0.0/33', '010.0.0.0/8', ''].filter(isCidr)).toEqual([]);
  fc.assert(
    fc.property(fc.oneof(range, fc.stringMatching(/^[\d./]{0,20}$/)), (text) => {
      expect(isCidr(text)).toBe(declared.test(text));
    }),
    { numRuns: 2000, seed: 1278 },
  );
});
