import type * as TypeScript from 'typescript';
import { regionsOf, type Finder } from './locate-region';

/** The deepest that constants may name each other: two that name themselves would never end. */
const MOST_STEPS = 100;

/**
 * Finds values in the text of an environment's file: in the constant of the environment's name, else in the only one
 * that the file exports. It looks through constants of the same file and through what is spread from them; what a
 * call makes, or another file, stands where it is named.
 */
export function typescriptFinder(text: string, environment: string): Finder {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- large, and most reports need no line
  const ts = require('typescript') as typeof TypeScript;
  const source = ts.createSourceFile('environment.ts', text, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, TypeScript.Expression>();
  const exported = new Map<string, TypeScript.Expression>();
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || !initializer) continue;
      constants.set(name.text, initializer);
      if (isExported) exported.set(name.text, initializer);
    }
  }

  let steps = 0;
  /** The value itself, without types around it, and of a constant of this file what it is. */
  const valueOf = (expression: TypeScript.Expression): TypeScript.Expression => {
    steps += 1;
    if (steps > MOST_STEPS) return expression;
    if (
      ts.isAsExpression(expression) ||
      ts.isSatisfiesExpression(expression) ||
      ts.isParenthesizedExpression(expression)
    )
      return valueOf(expression.expression);
    const constant = ts.isIdentifier(expression) ? constants.get(expression.text) : undefined;
    return constant ? valueOf(constant) : expression;
  };

  const childOf = (parent: TypeScript.Expression, key: string): TypeScript.Expression | undefined => {
    const value = valueOf(parent);
    if (ts.isArrayLiteralExpression(value)) return value.elements[Number(key)];
    if (!ts.isObjectLiteralExpression(value)) return undefined;
    // The last one wins, as when the object is made.
    for (const property of [...value.properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        const spread = valueOf(property.expression);
        // Nobody sees from here what it brings.
        if (!ts.isObjectLiteralExpression(spread)) return undefined;
        const inside = childOf(spread, key);
        if (inside) return inside;
      } else if (nameOf(property.name) === key) {
        if (ts.isPropertyAssignment(property)) return property.initializer;
        return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
      }
    }
    return undefined;
  };

  const nameOf = (name: TypeScript.PropertyName): string | undefined =>
    ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
      ? name.text
      : undefined;

  const camelCase = environment.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const only = exported.size === 1 ? [...exported.values()][0] : undefined;
  const root = exported.get(environment) ?? exported.get(camelCase) ?? only;

  const region = regionsOf(text);
  return (keys) => {
    if (!root) return undefined;
    steps = 0;
    let found = root;
    for (const key of keys) {
      const child = childOf(found, key);
      if (!child) break;
      found = child;
    }
    const value = valueOf(found);
    return region(value.getStart(source), value.getEnd());
  };
}
