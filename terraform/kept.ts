import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../capacity/change';
import { KEPT } from '../capacity/google-cloud/effects';
import type { Attribute } from './attributes';
import { attributeEffect, keptWhereUnwritten } from './effects';
import { listOf, own } from './json';
import type { PlannedChange } from './plan/reading';

/**
 * Values that are live and that the configuration does not write: Terraform takes that for "as it is", so nothing in the
 * plan says that code and reality differ.
 */
export function keptFields(planned: PlannedChange, subject: string): readonly FieldChange[] {
  const { written, before, type } = planned;
  if (!written || !before || hasDynamicBlocks(planned, written)) return [];
  return keptWhereUnwritten(type).flatMap((attribute) => {
    const live = liveValue(before, attribute.path.split('.'));
    if (
      isWritten(written, attribute) ||
      !isChosen(attribute.path, live) ||
      isChanged(planned, attribute, live)
    )
      return [];
    const known = attributeEffect(type, attribute.path);
    return [
      {
        path: `${subject}.${known?.field ?? attribute.path}`,
        from: attribute.path === 'traffic' ? splitText(live) : live,
        to: undefined,
        effect: KEPT,
        isKept: true as const,
      },
    ];
  });
}

/** Whether a resource of a type may keep values that are not written. */
export function mayKeep(type: string): boolean {
  return keptWhereUnwritten(type).length > 0;
}

/** Blocks that are there only where the configuration writes them: the API adds none. */
const NEVER_COMPUTED = [
  'template.containers',
  'template.containers.env',
  'template.volumes',
  'template.vpc_access',
  'template.spec.containers.env',
];

/**
 * Whether a block is there that the configuration does not show. Terraform leaves `dynamic` blocks out of a plan's
 * configuration, so what such a resource leaves out cannot be told.
 */
function hasDynamicBlocks({ before, after }: PlannedChange, written: ReadonlySet<string>): boolean {
  return NEVER_COMPUTED.some((path) => {
    const blocks = liveValue(after ?? before, path.split('.'));
    return Array.isArray(blocks) && blocks.length > 0 && !written.has(path);
  });
}

/** What takes a new value is written. */
function isChanged({ after, afterUnknown }: PlannedChange, { path }: Attribute, live: unknown): boolean {
  const steps = path.split('.');
  if (after === undefined || liveValue(afterUnknown, steps) === true) return false;
  return !isDeepStrictEqual(liveValue(after, steps), live);
}

/** Only a configuration that is known as deep as the block says whether it is left out. */
function isWritten(written: ReadonlySet<string>, { computed, unless }: Attribute): boolean {
  const paths = [computed, unless].filter((path) => path !== undefined);
  const all = [...written];
  return paths.some((path) => {
    const [top = ''] = path.split('.');
    const isDeep = path === top || all.some((one) => one.startsWith(`${top}.`));
    return all.some((one) => one === path || one.startsWith(`${path}.`)) || (!isDeep && written.has(top));
  });
}

/** Most instances of a revision of which nobody says how many; by today's documentation its region's quota may lower it. */
const DEFAULT_MAX_INSTANCES = 100;

/** What somebody once chose, as far as that shows: what the API answers where nobody did is no choice. */
function isChosen(path: string, live: unknown): boolean {
  if (path !== 'traffic') return typeof live === 'number' && live > 0 && live !== DEFAULT_MAX_INSTANCES;
  const targets = listOf(live);
  return targets.length > 1 || targets.some((target) => valueIn(target, 'revision') !== undefined);
}

function splitText(live: unknown): string {
  const percentOf = (target: unknown): number => {
    const percent = valueIn(target, 'percent');
    return typeof percent === 'number' ? percent : 0;
  };
  return listOf(live)
    .map((target) => `${percentOf(target)} %`)
    .join(', ');
}

function valueIn(target: unknown, key: string): unknown {
  const value = own(target, key);
  return value === null || value === '' ? undefined : value;
}

/** A value below the one block of each name. */
function liveValue(block: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return block;
  const only: unknown = Array.isArray(block) ? block[0] : block;
  return liveValue(valueIn(only, first), rest);
}
