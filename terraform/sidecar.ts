import type { Driver, Environment, Service, Job, Database, Connector, Redis } from '../capacity/declaration';
import type { Carries } from './conventions';

/** What Terraform cannot know: pools in application code, clients from elsewhere, names of settings. */
export interface Sidecar {
  /** Address of the JSON Schema, for editors. */
  readonly $schema?: string;
  /** Version of this shape. */
  readonly schemaVersion: 1;
  /** Settings of your applications; they count before those that are known. */
  readonly conventions?: readonly SidecarConvention[];
  /** What is laid over the environments that are read, by name: fields that are here win. */
  readonly environments?: Readonly<Record<string, SidecarEnvironment>>;
}

/** A setting that says how large a pool is, or how many processes run. */
export interface SidecarConvention {
  /** Name of the environment variable. */
  readonly variable: string;
  /** What its number is. */
  readonly carries: Carries;
  /** Library that reads it; its published defaults fill the rest. */
  readonly driver?: Driver;
}

/** The part of an environment that Terraform cannot know. Keys are those of the report. */
export interface SidecarEnvironment extends Pick<
  Environment,
  | 'clients'
  | 'poolers'
  | 'rollouts'
  | 'rolloutOver'
  | 'deployIntervalSeconds'
  | 'acknowledgements'
  | 'assumptions'
> {
  /** By the key of a service that is read. */
  readonly services?: Readonly<Record<string, Partial<Service>>>;
  /** By the key of a job that is read. */
  readonly jobs?: Readonly<Record<string, Partial<Job>>>;
  /** By the key of a database that is read. */
  readonly databases?: Readonly<Record<string, Partial<Database>>>;
  /** By the key of a connector that is read. */
  readonly connectors?: Readonly<Record<string, Partial<Connector>>>;
  /** By the key of a Redis instance that is read. */
  readonly redis?: Readonly<Record<string, Partial<Redis>>>;
}
