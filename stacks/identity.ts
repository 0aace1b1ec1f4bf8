import { createHash } from 'node:crypto';
import type { ITerraformDependable } from 'cdktf';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { SecretManagerSecretIamMember } from '@cdktf/provider-google/lib/secret-manager-secret-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { SqlUser } from '@cdktf/provider-google/lib/sql-user';
import { Construct } from 'constructs';
import type { Apis } from './apis';
import type { Databases } from './cloud-sql';
import type { StackContext } from './context';
import { named } from './named';
import type { WorkloadModel } from '../capacity/workload';

/** What `WorkloadIdentity` is built beside. */
export interface IdentityParts {
  readonly context: StackContext;
  readonly databases: Databases;
  readonly apis: Apis;
}

/** A service account of a workload's own, its database user, and the roles it needs and no more. */
export class WorkloadIdentity extends Construct {
  readonly account: ServiceAccount;

  /** Name of the account as a PostgreSQL role. An IAM user may log in; what it may read, the owner of the data grants with SQL. */
  readonly databaseUser: string;

  /** What the workload waits for: an instance that starts without its roles fails. */
  readonly ready: ITerraformDependable[];

  constructor(
    scope: Construct,
    private readonly workload: WorkloadModel,
    private readonly parts: IdentityParts,
  ) {
    super(scope, 'identity');
    const { apis, context } = parts;
    const accountId = accountIdOf(workload);
    this.account = new ServiceAccount(this, 'account', {
      accountId,
      project: context.project,
      displayName: `Cloud Run ${workload.kind} ${workload.name}`,
      dependsOn: apis.of(context.project, 'iam'),
    });
    named(this.account, accountId);
    this.databaseUser = `${accountId}@${emailDomain(context.project)}`;
    this.ready = [
      ...workload.databases.flatMap((key) => this.databaseRoles(key)),
      ...this.databaseUsers(),
      ...this.secretRoles(),
    ];
  }

  /**
   * Roles on one instance, by a condition, not on all of the project. Someone else's instance in another
   * project gets none: who owns it grants them.
   */
  private databaseRoles(key: string): ITerraformDependable[] {
    const { apis, context, databases } = this.parts;
    const { project, instance } = databases.identity(key);
    if (project !== context.project) return [];
    return this.rolesOn(key).map((role) => {
      const id = `${key}_${role}`;
      const member = new ProjectIamMember(this, id, {
        project,
        role: `roles/cloudsql.${role}`,
        member: this.account.member,
        condition: {
          title: `only ${instance}`.slice(0, MAX_TITLE_LENGTH),
          expression: `resource.name == 'projects/${project}/instances/${instance}' && resource.type == 'sqladmin.googleapis.com/Instance'`,
        },
        dependsOn: apis.of(project, 'cloudresourcemanager', 'sqladmin'),
      });
      return named(member, this.account.friendlyUniqueId, key, role);
    });
  }

  private rolesOn(key: string): readonly ('client' | 'instanceUser')[] {
    const { connectorEnforcement = false } = this.parts.databases.database(key);
    // The socket and the connectors ask the Admin API for a certificate; TCP to the private address does not.
    const connects = this.workload.declared.transport === 'socket' || connectorEnforcement;
    return [
      ...(connects ? (['client'] as const) : []),
      ...(this.logsIn(key) ? (['instanceUser'] as const) : []),
    ];
  }

  /** Whether it logs in as itself: a pool with a user of its own brings its password, as a secret. */
  private logsIn(key: string): boolean {
    const users = this.workload.pools
      .filter(({ declared }) => declared.database === key || declared.fallback === key)
      .map(({ declared }) => declared.user);
    return users.length === 0 || users.includes(undefined);
  }

  /** Keys of someone else's databases, whose owner must create `databaseUser`. */
  usersToRequest(): readonly string[] {
    return this.primaries().filter((key) => !this.isOurs(key));
  }

  /** One user on each primary that this stack owns. */
  private databaseUsers(): ITerraformDependable[] {
    const { context, databases } = this.parts;
    const ours = this.primaries().filter((key) => this.isOurs(key));
    return ours.map((key) => {
      const user = new SqlUser(this, `${key}_user`, {
        project: context.project,
        instance: databases.identity(key).instance,
        name: this.databaseUser,
        type: 'CLOUD_IAM_SERVICE_ACCOUNT',
        // PostgreSQL refuses to drop a role that owns something or was granted something.
        deletionPolicy: 'ABANDON',
        dependsOn: [...databases.of(key), this.account],
      });
      return named(user, this.account.friendlyUniqueId, key);
    });
  }

  private primaries(): readonly string[] {
    const keys = this.workload.databases.filter((key) => this.logsIn(key));
    return [...new Set(keys.map((key) => this.parts.databases.primaryOf(key)))];
  }

  private isOurs(key: string): boolean {
    return this.parts.databases.database(key).ownership !== 'reference';
  }

  private secretRoles(): ITerraformDependable[] {
    const { apis, context } = this.parts;
    const secrets = Object.values(this.workload.declared.secrets ?? {}).map(({ secret }) => secret);
    return [...new Set(secrets)].sort().map((secretId) => {
      const member = new SecretManagerSecretIamMember(this, `${secretId}_secret`, {
        project: context.project,
        secretId,
        role: 'roles/secretmanager.secretAccessor',
        member: this.account.member,
        dependsOn: apis.of(context.project, 'secretmanager'),
      });
      return named(member, this.account.friendlyUniqueId, secretId);
    });
  }
}

const MAX_TITLE_LENGTH = 100;
const ACCOUNT_ID = { min: 6, max: 30 };

/** Account id of a workload: `backend-service`, `migrate-job`; shortened with a hash where it does not fit. */
export function accountIdOf({ kind, name }: Pick<WorkloadModel, 'kind' | 'name'>): string {
  const id = `${name}-${kind}`;
  if (id.length >= ACCOUNT_ID.min && id.length <= ACCOUNT_ID.max) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 6);
  const kept = name.slice(0, ACCOUNT_ID.max - kind.length - hash.length - 2).replace(/-+$/, '');
  return `${kept}-${kind}-${hash}`;
}

/** Domain of a project's accounts as PostgreSQL has it, without `.gserviceaccount.com`; `example.com:app` becomes `app.example.com.iam`. */
function emailDomain(project: string): string {
  return `${project.split(':').reverse().join('.')}.iam`;
}
