import type { ITerraformDependable } from 'cdktf';
import { DataGoogleSqlDatabaseInstance } from '@cdktf/provider-google/lib/data-google-sql-database-instance';
import { SqlDatabase } from '@cdktf/provider-google/lib/sql-database';
import { SqlDatabaseInstance } from '@cdktf/provider-google/lib/sql-database-instance';
import { Construct } from 'constructs';
import type { Database } from '../capacity/declaration';
import { connectionName } from '../capacity/limit';
import type { Apis } from './apis';
import { instanceSettings, isProtected, SETTINGS_IGNORED, settingsKept } from './cloud-sql-settings';
import type { StackContext } from './context';
import { adopt, lifecycleOf } from './imports';
import { named } from './named';
import type { Network } from './network';

/** The Cloud SQL for PostgreSQL instances of an environment. */
export class Databases extends Construct {
  private readonly instances = new Map<string, SqlDatabaseInstance>();
  private readonly references = new Map<string, DataGoogleSqlDatabaseInstance>();

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    private readonly network: Network,
    private readonly apis: Apis,
  ) {
    super(scope, 'databases');
    for (const [key, database] of this.declared()) {
      if (database.ownership !== 'reference') this.instance(key);
    }
  }

  /** Keys of the instances with their connection names, in the order of the declaration. */
  connectionNames(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.declared().map(([key]) => [key, this.connectionName(key)]));
  }

  /** `project:region:instance`. */
  connectionName(key: string): string {
    return connectionName(this.context.environment, key, this.database(key));
  }

  /** Private address. Someone else's instance is looked up, which needs the right to view it. */
  privateAddress(key: string): string {
    const owner = this.instances.get(key) ?? this.reference(key);
    return owner.privateIpAddress;
  }

  /** The declaration of a key. */
  database(key: string): Database {
    return this.context.environment.databases![key]!;
  }

  /** Project and name of an instance. */
  identity(key: string): { readonly project: string; readonly instance: string } {
    const { project = this.context.project, instance = key } = this.database(key);
    return { project, instance };
  }

  /** Key of the instance that writes for it: a replica has the users and databases of its primary. */
  primaryOf(key: string): string {
    const { replicaOf } = this.database(key);
    return replicaOf === undefined ? key : this.primaryOf(replicaOf);
  }

  /** What a client of the instance depends on; nothing where someone else owns it. */
  of(key: string): ITerraformDependable[] {
    const instance = this.instances.get(key);
    return instance ? [instance] : [];
  }

  private declared(): readonly (readonly [string, Database])[] {
    return Object.entries(this.context.environment.databases ?? {});
  }

  private instance(key: string): SqlDatabaseInstance {
    return this.instances.get(key) ?? this.create(key, this.database(key));
  }

  private create(key: string, database: Database): SqlDatabaseInstance {
    const { project, instance: name } = this.identity(key);
    const { ownership } = database;
    const resource = new SqlDatabaseInstance(this, key, {
      name,
      project,
      region: database.region ?? this.context.region,
      databaseVersion: database.version,
      masterInstanceName: database.replicaOf === undefined ? undefined : this.primaryName(database.replicaOf),
      settings: instanceSettings(this.context, database, this.network.id),
      deletionProtection: isProtected(database),
      // Nothing in the arguments refers to the peering, without which a private address cannot be given.
      dependsOn: [...this.apis.of(project, 'sqladmin', 'servicenetworking'), ...this.network.privateServices],
      lifecycle: lifecycleOf({
        ownership,
        preventDestroy: isProtected(database),
        ignored: SETTINGS_IGNORED,
        kept: settingsKept(database),
      }),
    });
    this.instances.set(key, named(resource, key));
    adopt(ownership, resource, `projects/${project}/instances/${name}`);
    for (const inside of database.databases ?? []) this.inside(key, inside, resource);
    return resource;
  }

  /** A database inside the instance. Of an imported instance the declared ones exist, and are adopted with it. */
  private inside(key: string, name: string, instance: SqlDatabaseInstance): void {
    const database = this.database(key);
    const { project, instance: instanceName } = this.identity(key);
    const { ownership } = database;
    const resource = new SqlDatabase(this, `${key}_${name}`, {
      name,
      project,
      instance: instance.name,
      // Renaming replaces it, and taking it off the list would drop it: a protected instance keeps its data.
      deletionPolicy: isProtected(database) ? 'ABANDON' : 'DELETE',
      lifecycle: lifecycleOf({
        ownership,
        preventDestroy: isProtected(database),
        kept: ['charset', 'collation', 'deletion_policy'],
      }),
    });
    const importId = `projects/${project}/instances/${instanceName}/databases/${name}`;
    adopt(ownership, named(resource, key, name), importId);
  }

  private primaryName(key: string): string {
    return this.database(key).ownership === 'reference'
      ? this.identity(key).instance
      : this.instance(key).name;
  }

  private reference(key: string): DataGoogleSqlDatabaseInstance {
    const { project, instance: name } = this.identity(key);
    const known = this.references.get(key);
    if (known) return known;
    const data = named(new DataGoogleSqlDatabaseInstance(this, `reference-${key}`, { name, project }), key);
    this.references.set(key, data);
    return data;
  }
}
