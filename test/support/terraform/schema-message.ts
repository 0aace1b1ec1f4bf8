import type { Behavior } from './behaviors/behavior';
import { NESTING } from './protocol';
import type { Block } from './schema';

/** A schema as the protocol carries it. */
export function schemaMessage(block: Block, behavior?: Behavior): object {
  return { version: 0, block: blockMessage(block, behavior?.sensitive ?? []) };
}

function blockMessage(block: Block, sensitive: readonly string[]): object {
  return {
    attributes: Object.entries(block.attributes).map(([name, { type, settable, required }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      required,
      optional: settable && !required,
      // The generated code does not tell which optional arguments the API may choose: all of them may be.
      computed: !required,
      sensitive: sensitive.includes(name),
    })),
    block_types: Object.entries(block.blocks).map(
      ([type_name, { nesting, required, one, block: inside }]) => ({
        type_name,
        block: blockMessage(inside, []),
        nesting: NESTING[nesting],
        min_items: required && nesting !== 'single' ? 1 : 0,
        max_items: one ? 1 : 0,
      }),
    ),
  };
}
