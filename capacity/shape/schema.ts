import type * as AjvModule from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Declaration } from '../declaration';
import { explain, type Schema } from './explain';
import { isDay } from './day';
import type { Problem } from './shape-error';

let compiled: ValidateFunction<Declaration> | undefined;

/** The first difference between a value and `declaration.schema.json`. */
export function findOutsideSchema(value: unknown): Problem | undefined {
  compiled ??= compile();
  if (compiled(value)) return undefined;
  return explain(compiled.errors as [ErrorObject, ...ErrorObject[]], definitions());
}

/** Late, since most commands need no validator and this is 80 ms. */
function compile(): ValidateFunction<Declaration> {
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
  return ajv.compile<Declaration>(schema());
}

function schema(): Schema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late, with the validator
  return require('../declaration.schema.json') as Schema;
}

function definitions(): Readonly<Record<string, Schema>> {
  return schema().definitions!;
}
