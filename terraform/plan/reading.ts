import type { Declaration } from '../../capacity/declaration';

/** A resource as a plan changes it. Values are plain JSON; what only an apply tells is absent from `after`. */
export interface PlannedChange {
  readonly address: string;
  /** Terraform resource type. */
  readonly type: string;
  /** Environment of the reading, and path of what was read of it; absent where nothing was. */
  readonly environment?: string;
  readonly subject?: string;
  /** As the plan lists them: `["delete", "create"]` is a replace. */
  readonly actions: readonly string[];
  /** Whether the live resource is imported by this apply. */
  readonly isImport: boolean;
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>> | undefined;
  /** Same shape as `after`, with `true` for what only an apply tells. */
  readonly afterUnknown: Readonly<Record<string, unknown>>;
  /** Attribute paths that make Terraform replace it. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  /** Addresses of what its configuration refers to, which Terraform applies before it; absent where that is not known. */
  readonly dependsOn?: readonly string[];
  /** Attributes that the configuration writes; absent where the plan does not carry its configuration. */
  readonly written?: ReadonlySet<string>;
}

/** A value that only an apply tells, and that the model needs. */
export interface UnknownValue {
  readonly environment: string;
  /** Path in the declaration, such as `services.api.maxInstances`. */
  readonly path: string;
  readonly address: string;
  readonly attribute: string;
}

/** Where a value comes from that Terraform does not name as such: a container's variable, the sidecar, a default. */
export interface ReadFrom {
  readonly environment: string;
  /** Path in the declaration, such as `services.api.pools.main.size`. */
  readonly path: string;
  /** In words, such as `DB_POOL_SIZE of google_cloud_run_v2_service.api`. */
  readonly source: string;
}

/** What was read of a plan, a state or a configuration. */
export interface Reading {
  readonly kind: 'plan' | 'state' | 'configuration';
  /** What is live after the apply. */
  readonly after: Declaration;
  /** What is live before it, as refreshed; only of a plan. */
  readonly before?: Declaration;
  /** Every resource that a plan touches, also those that carry no capacity. */
  readonly changes: readonly PlannedChange[];
  /** Terraform addresses by environment and path: `staging services.api`. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly unknowns: readonly UnknownValue[];
  readonly readFrom: readonly ReadFrom[];
  /** What was seen and not understood, one sentence each; a report always lists it. */
  readonly notes: readonly string[];
}
