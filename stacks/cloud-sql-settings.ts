import type { SqlDatabaseInstanceSettings } from '@cdktf/provider-google/lib/sql-database-instance';
import type { Database } from '../capacity/declaration';
import { defaultEdition, MIN_DISK_GB } from '../capacity/google-cloud/cloud-sql';
import type { StackContext } from './context';
import { databaseFlags, namesNoFlag } from './database-flags';

const DEFAULT_LOG_RETENTION_DAYS = 7;
const MIN_RETAINED_BACKUPS = 7;
const DEFAULT_BACKUPS = { enabled: true, pointInTimeRecovery: true };

/** Settings of an instance, with everything that decides about capacity, safety or a restart written out. */
export function instanceSettings(
  context: StackContext,
  database: Database,
  networkId: string,
): SqlDatabaseInstanceSettings {
  const edition = database.edition ?? defaultEdition(database.version);
  const isReplica = database.replicaOf !== undefined;
  return {
    tier: database.tier,
    // Left out, the API chooses Enterprise Plus from PostgreSQL 16 on, which refuses shared-core and custom tiers.
    edition,
    availabilityType: database.availability ?? 'ZONAL',
    activationPolicy: 'ALWAYS',
    deletionProtectionEnabled: isProtected(database),
    connectorEnforcement: database.connectorEnforcement ? 'REQUIRED' : 'NOT_REQUIRED',
    // A full disk stops the database: it grows by itself, without a limit.
    diskAutoresize: true,
    diskAutoresizeLimit: 0,
    diskSize: database.diskGb ?? MIN_DISK_GB.value,
    diskType: 'PD_SSD',
    userLabels: { ...context.labels },
    databaseFlags: [...databaseFlags(database)],
    ipConfiguration: {
      ipv4Enabled: database.publicIp ?? false,
      privateNetwork: networkId,
      sslMode: 'ENCRYPTED_ONLY',
    },
    // A replica is backed up with its primary; the API refuses backups of its own.
    ...(!isReplica && { backupConfiguration: backupsOf(database) }),
    insightsConfig: {
      queryInsightsEnabled: true,
      queryPlansPerMinute: 5,
      // Changing it later restarts the database.
      queryStringLength: 1024,
      recordApplicationTags: true,
      recordClientAddress: false,
    },
    // Left out, pooling stays as it is live; only Enterprise Plus knows it.
    ...(edition === 'ENTERPRISE_PLUS' && { connectionPoolConfig: [poolingOf(context, database)] }),
  };
}

/** Protected against deletion, in Terraform and in the API. */
export function isProtected({ deletionProtection }: Database): boolean {
  return deletionProtection ?? true;
}

/**
 * Settings that somebody else changes after creation. The disk grows by itself, and Terraform would replace
 * the instance to shrink it back.
 */
export const SETTINGS_IGNORED = ['settings[0].disk_size'];

/**
 * Arguments of an imported instance that the declaration does not name. They would replace it (disk type,
 * key, collation), restart it (point-in-time recovery, query string length), stop or start it, or lock
 * clients out (encryption, public address, connector enforcement).
 */
export function settingsKept(database: Database): readonly string[] {
  const unnamed: (string | false)[] = [
    'encryption_key_name',
    'maintenance_version',
    'settings[0].activation_policy',
    'settings[0].active_directory_config',
    'settings[0].advanced_machine_features',
    'settings[0].collation',
    'settings[0].data_cache_config',
    'settings[0].deny_maintenance_period',
    'settings[0].disk_autoresize',
    'settings[0].disk_autoresize_limit',
    'settings[0].disk_type',
    'settings[0].enable_dataplex_integration',
    'settings[0].enable_google_ml_integration',
    'settings[0].insights_config',
    'settings[0].ip_configuration[0].allocated_ip_range',
    'settings[0].ip_configuration[0].enable_private_path_for_google_cloud_services',
    'settings[0].ip_configuration[0].psc_config',
    'settings[0].ip_configuration[0].server_ca_mode',
    'settings[0].ip_configuration[0].server_ca_pool',
    'settings[0].ip_configuration[0].ssl_mode',
    'settings[0].location_preference',
    'settings[0].maintenance_window',
    'settings[0].password_validation_policy',
    'settings[0].pricing_plan',
    'settings[0].retain_backups_on_delete',
    'settings[0].time_zone',
    'settings[0].user_labels',
    database.connectorEnforcement === undefined && 'settings[0].connector_enforcement',
    database.publicIp === undefined && 'settings[0].ip_configuration[0].ipv4_enabled',
    database.publicIp === undefined && 'settings[0].ip_configuration[0].authorized_networks',
    // A standby needs backups, so what availability asks for is named with it.
    database.backups === undefined &&
      database.availability !== 'REGIONAL' &&
      'settings[0].backup_configuration',
    database.managedPooling === undefined && 'settings[0].connection_pool_config',
    database.availability === undefined && 'settings[0].availability_type',
    database.edition === undefined && 'settings[0].edition',
    namesNoFlag(database) && 'settings[0].database_flags',
  ];
  return unnamed.filter((path) => path !== false);
}

function backupsOf(database: Database): NonNullable<SqlDatabaseInstanceSettings['backupConfiguration']> {
  const { enabled, pointInTimeRecovery, logRetentionDays } = {
    logRetentionDays: undefined,
    ...DEFAULT_BACKUPS,
    ...database.backups,
  };
  // Left out, the API may keep a number that the edition does not allow, and refuses it.
  const days = logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
  return {
    enabled,
    pointInTimeRecoveryEnabled: pointInTimeRecovery,
    transactionLogRetentionDays: days,
    // Logs reach back only as far as the oldest backup.
    backupRetentionSettings: {
      retainedBackups: Math.max(MIN_RETAINED_BACKUPS, days),
      retentionUnit: 'COUNT',
    },
  };
}

function poolingOf(
  { model }: StackContext,
  { managedPooling }: Database,
): {
  readonly connectionPoolingEnabled: boolean;
  readonly flags?: { readonly name: string; readonly value: string }[];
} {
  if (!managedPooling) return { connectionPoolingEnabled: false };
  const { managedPoolClients, managedPoolSize } = model.assumptions;
  return {
    connectionPoolingEnabled: true,
    // Where nothing is declared, the numbers that the budget assumes become the numbers that run.
    flags: [
      {
        name: 'max_client_connections',
        value: String(managedPooling.maxClientConnections ?? managedPoolClients),
      },
      { name: 'max_pool_size', value: String(managedPooling.poolSize ?? managedPoolSize) },
    ],
  };
}
