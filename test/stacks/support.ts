import { Testing } from 'cdktf';
import type { Database, Declaration, Environment, Job, Service } from '../../capacity/declaration';
import { evaluate, type EnvironmentResult } from '../../capacity/evaluate';
import type { EnvironmentModel } from '../../capacity/model';
import { TODAY } from '../support/declare';
import { testApp } from '../support/test-app';
import { EnvironmentStack, type EnvironmentStackOptions } from '../../stacks/environment-stack';

/** Arguments of a resource or a block. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Synthesized Terraform, without cdktf's metadata. */
export interface Synthesized {
  readonly import?: readonly Arguments[];
  readonly output?: Readonly<Record<string, Arguments>>;
  readonly provider: Readonly<Record<string, readonly Arguments[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly terraform: Arguments;
}

/** The smallest environment; tests add what they are about. */
export const BASE: Environment = {
  project: 'app',
  region: 'europe-west1',
  state: { backend: 'gcs', bucket: 'app-state' },
  network: { ownership: 'reference', name: 'vpc', privateServicesAccess: { ownership: 'reference' } },
};

/** A service without a database. */
export const SERVICE: Service = {
  image: { managedBy: 'declaration', reference: 'registry/api:1' },
  cpu: 1,
  memory: '512Mi',
  concurrency: 10,
  requestTimeoutSeconds: 60,
  minInstances: 1,
  maxInstances: 2,
  processes: 1,
  egress: { kind: 'none' },
};

/** A job without a database. */
export const JOB: Job = {
  image: { managedBy: 'declaration', reference: 'registry/job:1' },
  cpu: 1,
  memory: '512Mi',
  processes: 1,
  egress: { kind: 'none' },
  during: 'migration',
};

/** An instance of this stack. */
export const DATABASE: Database = {
  ownership: 'managed',
  version: 'POSTGRES_17',
  edition: 'ENTERPRISE',
  tier: 'db-custom-1-3840',
  maxConnections: 100,
};

/** `SERVICE` as `api`, with other fields. */
export function api(fields: Partial<Service>): Pick<Environment, 'services'> {
  return { services: { api: { ...SERVICE, ...fields } } };
}

/** `DATABASE` as `main`, with other fields. */
export function main(fields: Partial<Database> = {}): Pick<Environment, 'databases'> {
  return { databases: { main: { ...DATABASE, ...fields } } };
}

/** `BASE` with other fields, as environment `test`, evaluated without rules: here it is what is built that counts. */
export function resultOf(fields: Partial<Environment>): EnvironmentResult {
  return unruled({ schemaVersion: 1, environments: { test: { ...BASE, ...fields } } })[0]!;
}

/** Every environment of a declaration, evaluated without rules. */
export function unruled(declaration: Declaration): readonly EnvironmentResult[] {
  return evaluate(declaration, { today: TODAY, rules: [] }).environments;
}

/** `BASE` with other fields, resolved. */
export function modelOf(fields: Partial<Environment>): EnvironmentModel {
  return resultOf(fields).model;
}

/** The Terraform of `BASE` with other fields. */
export function synthesize(fields: Partial<Environment>, options?: EnvironmentStackOptions): Synthesized {
  return parse(synthesizeResult(resultOf(fields), options));
}

/** The Terraform of an evaluated environment, as written. */
export function synthesizeResult(result: EnvironmentResult, options?: EnvironmentStackOptions): string {
  return Testing.synth(new EnvironmentStack(testApp(), result, options), true);
}

/** Synthesized Terraform as data, without cdktf's metadata. */
export function parse(json: string): Synthesized {
  return JSON.parse(json, (key, value: unknown) => (key === '//' ? undefined : value)) as Synthesized;
}

/** A resource by its address, such as `google_sql_user.api-service_main`. */
export function resource({ resource }: Synthesized, address: string): Arguments {
  const [type, name] = address.split('.') as [string, string];
  const found = resource?.[type]?.[name];
  if (!found) throw new Error(`no ${address}; ${type}: ${Object.keys(resource?.[type] ?? {}).join(', ')}`);
  return found;
}

/** Names of the resources of a type. */
export function namesOf({ resource }: Synthesized, type: string): readonly string[] {
  return Object.keys(resource?.[type] ?? {});
}

/** A field inside, such as `template.containers.0.image`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

/** The environment variables of a service's or a job's container, by name. */
export function variablesOf(run: Arguments): Readonly<Record<string, unknown>> {
  const containers = (at(run, 'template.containers') ?? at(run, 'template.template.containers')) as {
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly value_source?: unknown;
    }[];
  }[];
  return Object.fromEntries(
    (containers[0]?.env ?? []).map(({ name, value, value_source }) => [name, value ?? value_source]),
  );
}
