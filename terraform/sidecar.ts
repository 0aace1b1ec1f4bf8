import type {
  Cache,
  Connector,
  Database,
  Driver,
  Environment,
  Job,
  Pool,
  Redis,
  Service,
} from '../capacity/declaration';
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
  | 'startupObjectivePercent'
  | 'deployIntervalSeconds'
  | 'acknowledgements'
  | 'assumptions'
> {
  /** By the key of a service that is read. */
  readonly services?: Readonly<Record<string, SidecarService>>;
  /** By the key of a job that is read. */
  readonly jobs?: Readonly<Record<string, SidecarJob>>;
  /** By the key of a database that is read. */
  readonly databases?: Readonly<Record<string, Partial<Database>>>;
  /** By the key of a connector that is read. */
  readonly connectors?: Readonly<Record<string, Partial<Connector>>>;
  /** By the key of a Redis instance that is read. */
  readonly redis?: Readonly<Record<string, Partial<Redis>>>;
}

/** Connections of a service or a job, by their keys; a new pool names its database where there are several. */
export interface SidecarConnections {
  /** Pools of one process, by their keys: `main` where there is one. */
  readonly pools?: Readonly<Record<string, Partial<Pool>>>;
  /** Connections of one process to Redis, by their keys: `main` where there is one. */
  readonly caches?: Readonly<Record<string, Partial<Cache>>>;
}

/** What Terraform cannot know of a service. */
export interface SidecarService extends Partial<Omit<Service, 'pools' | 'caches'>>, SidecarConnections {}

/** What Terraform cannot know of a job. */
export interface SidecarJob extends Partial<Omit<Job, 'pools' | 'caches'>>, SidecarConnections {}
