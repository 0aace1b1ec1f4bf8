import type { Effect } from './google-cloud/effects';

/** In place of a value that only an apply tells. */
export const UNKNOWN = 'known after apply';

/** A value of one field that changes. */
export interface FieldChange {
  /** Field of the declaration, such as `connectors.path.minInstances`; the Terraform attribute where there is none. */
  readonly path: string;
  /** `undefined` where it was not set. */
  readonly from: unknown;
  /** `undefined` where it is not set any more; `UNKNOWN` where only an apply tells. */
  readonly to: unknown;
  /** What applying it does. */
  readonly effect: Effect;
  /** Not written any more, and Terraform leaves what is live: Optional and Computed. */
  readonly isKept?: true;
}

/** What a change does to one resource: read from a plan, or derived from two declarations. */
export interface ResourceChange {
  readonly environment: string;
  /** Path of what is declared of it, such as `connectors.path`; its Terraform address where nothing is. */
  readonly subject: string;
  /** Terraform resource type, such as `google_vpc_access_connector`. */
  readonly type: string;
  /** Terraform address, where the change comes from a plan. */
  readonly address?: string;
  readonly owner?: string;
  readonly action: 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'import';
  readonly fields: readonly FieldChange[];
  /** The strongest of its fields' effects, or what creating, replacing or deleting it does. */
  readonly effect: Effect;
  /** Subjects of resources that Terraform applies before it; absent where that is not known. */
  readonly dependsOn?: readonly string[];
  /** Live deletion protection: an apply that deletes or replaces it fails, after other changes were made. */
  readonly isProtected: boolean;
}

/** Whether it takes away what is live: with it goes what it holds. */
export function destroys({ action }: Pick<ResourceChange, 'action'>): boolean {
  return action === 'delete' || action === 'replace';
}

/** Whether an apply stops at it, after other changes were made: what is protected is not deleted. */
export function isBlocked(change: Pick<ResourceChange, 'action' | 'isProtected'>): boolean {
  return change.isProtected && destroys(change);
}

/** Name of a field below what it is a field of. */
export function fieldName(path: string, subject: string): string {
  return path.startsWith(`${subject}.`) ? path.slice(subject.length + 1) : path;
}
