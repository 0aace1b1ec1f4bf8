import type { Value, Values } from '../values';

/**
 * What Google's provider does beyond its schema, where plans depend on it. Paths have no indexes.
 *
 * What arguments do was read in the provider's source. Answers of the API are of the right form; their numbers are
 * the published defaults, or made up.
 */
export interface Behavior {
  /** A change replaces the resource (ForceNew). */
  readonly replaces?: readonly string[];
  /** A lower number replaces the resource, a higher one does not. */
  readonly shrinkReplaces?: readonly string[];
  /** Taking the value away replaces the resource. */
  readonly unsetReplaces?: readonly string[];
  /** Optional and computed: what the configuration leaves out is what the API chose, and stays. */
  readonly computed?: readonly string[];
  readonly defaults?: Readonly<Record<string, Value>>;
  readonly sensitive?: readonly string[];
  /** While this argument is true, the apply refuses to delete. The plan does not know. */
  readonly protectedBy?: string;
  /** What the API answers; `{name}` in a text stands for the resource's argument of that name. */
  readonly answers?: Readonly<Record<string, Value | ((plan: Values) => Value)>>;
}

/** By type of resource. */
export type Behaviors = Readonly<Record<string, Behavior>>;

/** What replaces nearly every resource of Google's. */
export const NAMED = ['name', 'project'];
