import type * as AjvModule from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { explain, type Schema } from './explain';
import { isDay } from './day';
import type { Problem } from './shape-error';

/** The first difference between a value and a schema. */
export type SchemaCheck = (value: unknown) => Problem | undefined;

/** The first difference between a value and `declaration.schema.json`. */
export const findOutsideSchema: SchemaCheck = schemaCheck(
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late, with the validator
  () => require('../declaration.schema.json') as Schema,
);

/**
 * Makes a check against a schema.
 *
 * @param load - called with the first value
 */
export function schemaCheck(load: () => Schema): SchemaCheck {
  let compiled: { readonly validate: ValidateFunction; readonly schema: Schema } | undefined;
  return (value) => {
    compiled ??= compile(load());
    const { schema, validate } = compiled;
    if (validate(value)) return undefined;
    return explain(validate.errors as [ErrorObject, ...ErrorObject[]], schema.definitions!);
  };
}

/** Late, since most commands need no validator and this is 80 ms. */
function compile(schema: Schema): { readonly validate: ValidateFunction; readonly schema: Schema } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- synchronous and late
  const { Ajv } = require('ajv') as typeof AjvModule;
  const ajv = new Ajv({
    discriminator: true,
    verbose: true,
    formats: { date: isDay },
    allowUnionTypes: true,
    // The rest is for the start-up: it halves the time to compile, and validating stays linear.
    strictRequired: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  return { schema, validate: ajv.compile(schema) };
}
