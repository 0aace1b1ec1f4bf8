import { joined } from '../capacity/field-changes';
import { RESOURCE_TYPES, type Attribute } from './attributes';
import {
  IN_PLACE,
  NEW_REVISION,
  OUTSIDE,
  RESET_REDIS,
  RESTART,
  type Effect,
} from '../capacity/google-cloud/effects';

const EFFECTS: Readonly<Record<Attribute['kind'], Effect>> = {
  'in-place': IN_PLACE,
  'new-revision': NEW_REVISION,
  restart: RESTART,
  outside: OUTSIDE,
};

/** An attribute of a plan with what is known of it. */
export interface Known {
  readonly effect: Effect;
  /** Field of the declaration that it carries, below the path of its resource. */
  readonly field?: string;
  /** The value in the words of the declaration. */
  readonly read: (value: unknown) => unknown;
  /** Only that it changes may be told. */
  readonly isOpaque: boolean;
}

/** What changing an attribute does where it does not replace the resource; `undefined` where it carries no capacity. */
export function attributeEffect(type: string, path: string): Known | undefined {
  // Of several containers each is numbered; what a change of one does is the same.
  const plain = path.replace(/\.\d+(?=\.)/g, '');
  for (const attribute of RESOURCE_TYPES.get(type)?.attributes ?? []) {
    const rest = matched(attribute.path, plain);
    if (rest === undefined) continue;
    const field = plain === path ? attribute.field?.replace(/\.\*$/, '') : undefined;
    const isReset = type === 'google_redis_instance' && attribute.kind === 'restart';
    return {
      effect: isReset ? RESET_REDIS : EFFECTS[attribute.kind],
      ...(field !== undefined && { field: rest === '' ? field : joined(field, rest) }),
      read: attribute.read ?? ((value) => value),
      isOpaque: attribute.isOpaque ?? false,
    };
  }
  return undefined;
}

/** What replacing or deleting a resource does, in words. */
export function lossText(type: string, action: 'replace' | 'delete'): string {
  const known = RESOURCE_TYPES.get(type);
  if (known) return action === 'replace' ? known.replaced : known.deleted;
  return action === 'replace' ? 'REPLACES it: it is destroyed first' : 'DELETES it';
}

/** Whether the new one exists, and is used, before the old one is deleted: then no service is without a connector. */
export function isMovedOver(type: string, actions: readonly string[]): boolean {
  return type === 'google_vpc_access_connector' && actions[0] === 'create' && actions.includes('delete');
}

/** Attributes of which the live value stays where the configuration does not write them. */
export function keptWhereUnwritten(type: string): readonly Attribute[] {
  return (RESOURCE_TYPES.get(type)?.attributes ?? []).filter(({ computed }) => computed !== undefined);
}

/** The part of a path for which a pattern has `*`, empty where it has none; `undefined` where they do not match. */
function matched(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith('.*')) return path === pattern || path.startsWith(`${pattern}.`) ? '' : undefined;
  const prefix = pattern.slice(0, -1);
  return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : undefined;
}
