import type { Database } from '../../../capacity/declaration';
import { RESERVED } from '../../../capacity/google-cloud/cloud-sql';
import type { Settings } from './server';

interface Instance {
  readonly name: string;
  readonly settings: {
    readonly database_flags?: readonly { readonly name: string; readonly value: string }[];
  };
}

/** First PostgreSQL that has `reserved_connections`. */
const RESERVED_CONNECTIONS_FROM = 16;

/**
 * `max_connections` as a synthesized stack would deploy it.
 *
 * @param json - the stack's `cdk.tf.json`
 * @throws Error where the stack sets no such flag for that instance
 */
export function deployedLimit(json: string, instance: string): number {
  const stack = JSON.parse(json) as {
    readonly resource: { readonly google_sql_database_instance?: Readonly<Record<string, Instance>> };
  };
  const flag = Object.values(stack.resource.google_sql_database_instance ?? {})
    .find(({ name }) => name === instance)
    ?.settings.database_flags?.find(({ name }) => name === 'max_connections');
  if (!flag) throw new Error(`the stack sets no max_connections for ${instance}`);
  return Number(flag.value);
}

/**
 * Settings of a server that takes the place of the deployed one. Cloud SQL has no flags for the reserved slots, so no
 * stack can carry them: they are counted by the model, and set here to what it counts.
 */
export function serverSettings(limit: number, { reserved = {} }: Database, version: number): Settings {
  const superuser = reserved.superuser ?? RESERVED.superuser.value;
  const roles = reserved.roles ?? RESERVED.roles.value;
  return version >= RESERVED_CONNECTIONS_FROM
    ? { max_connections: limit, superuser_reserved_connections: superuser, reserved_connections: roles }
    : // An ordinary role cannot tell the two kinds apart, and an earlier server has only the first.
      { max_connections: limit, superuser_reserved_connections: superuser + roles };
}

/** Connections that Cloud SQL's agents hold: as declared, else what was measured on instances of that limit. */
export function agentConnections(limit: number, { reserved = {} }: Database): number {
  const { cloudSqlAdmin, cloudSqlAdminBelow100 } = RESERVED;
  return reserved.cloudSqlAdmin ?? (limit < 100 ? cloudSqlAdminBelow100 : cloudSqlAdmin).value;
}
