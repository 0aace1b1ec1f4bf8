import type { Effect } from '../../capacity/google-cloud/effects';
import { lastSegment } from '../resources';

/** What a change of an attribute does, unless the plan says that it replaces the resource. */
export interface Attribute {
  /** Blocks and attributes joined by dots; `*` stands for any one name, such as a flag's. */
  readonly path: string;
  /** Field of the declaration that it carries, below the resource's own path; `*` stands for the same name. */
  readonly field?: string;
  readonly kind: Exclude<Effect['kind'], 'replace'>;
  /** Line in the provider's source, where it was looked up. */
  readonly line?: number;
  /**
   * Optional and Computed: where the configuration leaves this block or attribute out, the live value stays.
   * @default the live value does not stay
   */
  readonly computed?: string;
  /** Written in its place: then nobody left it out. */
  readonly unless?: string;
  /** Only that it changes is told: its value is long, or may be a secret. */
  readonly isOpaque?: true;
  /** The value in the words of the declaration. */
  readonly read?: (value: unknown) => unknown;
}

/** What is known of a resource type. Source: hashicorp/google 6.50.0, read on the day of `READ_ON`. */
export interface ResourceType {
  /** File under `google/services/` in the provider's source. */
  readonly file: string;
  readonly attributes: readonly Attribute[];
  /** What a replace does, in words; it destroys first. */
  readonly replaced: string;
  /** What a delete does, in words. */
  readonly deleted: string;
}

/** A text that is a number, as the number. */
export function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value;
}

/** `600s` to 600. */
export function toSeconds(value: unknown): unknown {
  const match = typeof value === 'string' ? /^(\d{1,9}(?:\.\d+)?)s$/.exec(value) : null;
  return match ? Number(match[1]) : value;
}

/** `2` or `500m` of a CPU to vCPUs. */
export function toVcpus(value: unknown): unknown {
  const match = typeof value === 'string' ? /^(\d{1,6})m$/.exec(value) : null;
  return match ? Number(match[1]) / 1000 : toNumber(value);
}

/** `projects/p/locations/r/connectors/c` to `c`. */
export function toName(value: unknown): unknown {
  return typeof value === 'string' ? lastSegment(value) : value;
}
