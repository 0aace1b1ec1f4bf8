import fc from 'fast-check';
import { buildModel } from '../../../capacity/model';
import { parseDeclaration, ShapeError } from '../../../capacity/shape';
import type { Declaration } from '../../../capacity/declaration';
import { WHOLE } from '../../support/whole-declaration';

type Container = Record<string, unknown>;

/** Every place of a value, as the container and the key. */
function places(value: unknown, found: (readonly [container: Container, key: string])[] = []): typeof found {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, child] of Object.entries(value)) {
    found.push([value as Container, key]);
    places(child, found);
  }
  return found;
}

const edge = fc.constantFrom<unknown>(
  0,
  1,
  -1,
  100,
  1_000_000,
  1_000_001,
  0.5,
  '',
  'main',
  'constructor',
  '__proto__',
  'toString',
  'unlimited',
  'db-custom-0-0',
  'managed',
  'reference',
  true,
  false,
  null,
  [],
  {},
);
const position = fc.nat({ max: 1_000_000 });

/** One change of a declaration: something else put somewhere, something left out, moved or renamed. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('tune' as const), at: position, value: fc.nat({ max: 1_000_000 }) }),
  fc.record({ kind: fc.constant('put' as const), at: position, value: fc.oneof(edge, fc.jsonValue()) }),
  fc.record({ kind: fc.constant('drop' as const), at: position }),
  fc.record({ kind: fc.constant('copy' as const), at: position, from: position }),
  fc.record({
    kind: fc.constant('name' as const),
    at: position,
    name: fc.oneof(fc.string(), fc.constant('x')),
  }),
);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(declaration: Declaration, { at, ...edit }: Change): void {
  const all = places(declaration);
  const numbers = all.filter(([container, key]) => typeof container[key] === 'number');
  const open = edit.kind === 'tune' && numbers.length > 0 ? numbers : all;
  const [container, key] = open[at % open.length]!;
  const put = (name: string, value: unknown): void => {
    Object.defineProperty(container, name, { value, enumerable: true, configurable: true, writable: true });
  };
  if (edit.kind === 'put' || edit.kind === 'tune') {
    put(key, edit.value);
    return;
  }
  if (edit.kind === 'copy') {
    const [other, name] = all[edit.from % all.length]!;
    put(key, JSON.parse(JSON.stringify(other[name])));
    return;
  }
  const value = container[key];
  delete container[key];
  if (edit.kind === 'name' && !Array.isArray(container)) put(edit.name, value);
}

/** A declaration that passed, or nothing; any error but a ShapeError of one line fails the test. */
function passed(text: string): Declaration | undefined {
  try {
    return parseDeclaration(text, 'random.json');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    expect(error.message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(error.message.length).toBeLessThan(600);
    return undefined;
  }
}

test('what is changed at random is refused in one line, or the model takes it', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const declaration = JSON.parse(JSON.stringify(WHOLE)) as Declaration;
      for (const each of changes) apply(declaration, each);
      const accepted = passed(JSON.stringify(declaration));
      if (!accepted) return;
      taken += 1;
      buildModel(accepted);
    }),
    { numRuns: 1000 },
  );
  expect(taken).toBeGreaterThan(50);
});

/** Any text, lone surrogates too; fast-check's own takes a second to list the code points. */
const anyText = fc.array(fc.nat({ max: 0x10ffff })).map((points) => String.fromCodePoint(...points));

test('what is no declaration at all is refused in one line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), anyText), (text) => {
      expect(passed(text)).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test('a text that is cut anywhere is refused in one line', () => {
  const text = JSON.stringify(WHOLE);
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), (length) => {
      expect(passed(text.slice(0, length))).toBeUndefined();
    }),
  );
});
