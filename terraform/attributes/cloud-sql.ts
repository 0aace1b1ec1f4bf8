import { REPLACE_DATABASE } from '../../capacity/google-cloud/effects';
import { toNumber, type ResourceType } from './attribute';

/** All settings are one call; the edition, the version and the maintenance version have one of their own each. */
export const DATABASE_INSTANCE: ResourceType = {
  file: 'sql/resource_sql_database_instance.go',
  replaced: REPLACE_DATABASE.text,
  deleted: 'DELETES the instance: its data are lost',
  attributes: [
    { path: 'settings.tier', field: 'tier', kind: 'restart', line: 204 },
    { path: 'settings.edition', field: 'edition', kind: 'restart', line: 209 },
    { path: 'settings.availability_type', field: 'availability', kind: 'in-place', line: 323 },
    {
      path: 'settings.database_flags.max_connections',
      field: 'maxConnections',
      kind: 'restart',
      line: 421,
      read: toNumber,
    },
    {
      path: 'settings.database_flags.*',
      field: 'flags.*',
      kind: 'restart',
      line: 421,
      read: toNumber,
    },
    { path: 'settings.disk_size', field: 'diskGb', kind: 'in-place', line: 449 },
    { path: 'settings.disk_type', kind: 'in-place', line: 455 },
    { path: 'settings.disk_autoresize', kind: 'in-place' },
    { path: 'settings.disk_autoresize_limit', kind: 'in-place', line: 433 },
    { path: 'settings.collation', kind: 'in-place' },
    { path: 'settings.ip_configuration.private_network', kind: 'in-place', line: 506 },
    { path: 'settings.ip_configuration.ipv4_enabled', field: 'publicIp', kind: 'in-place' },
    { path: 'settings.ip_configuration.ssl_mode', kind: 'in-place' },
    {
      path: 'settings.backup_configuration.point_in_time_recovery_enabled',
      field: 'backups.pointInTimeRecovery',
      kind: 'restart',
      line: 377,
    },
    { path: 'settings.backup_configuration.enabled', field: 'backups.enabled', kind: 'in-place' },
    {
      path: 'settings.backup_configuration.transaction_log_retention_days',
      field: 'backups.logRetentionDays',
      kind: 'in-place',
    },
    { path: 'settings.insights_config.query_string_length', kind: 'restart', line: 691 },
    {
      path: 'settings.connection_pool_config.connection_pooling_enabled',
      field: 'managedPooling',
      kind: 'in-place',
      line: 463,
    },
    {
      path: 'settings.connection_pool_config.flags.max_pool_size',
      field: 'managedPooling.poolSize',
      kind: 'in-place',
      line: 463,
      read: toNumber,
    },
    {
      path: 'settings.connection_pool_config.flags.max_client_connections',
      field: 'managedPooling.maxClientConnections',
      kind: 'in-place',
      line: 463,
      read: toNumber,
    },
    { path: 'settings.connector_enforcement', kind: 'in-place' },
    { path: 'settings.activation_policy', kind: 'in-place' },
    { path: 'settings.deletion_protection_enabled', kind: 'in-place', line: 772 },
    { path: 'settings.*', kind: 'in-place', isOpaque: true },
    { path: 'database_version', field: 'version', kind: 'restart', line: 807 },
    { path: 'maintenance_version', kind: 'restart', line: 792 },
    { path: 'master_instance_name', kind: 'in-place', line: 165 },
    { path: 'deletion_protection', field: 'deletionProtection', kind: 'in-place', line: 185 },
    { path: 'encryption_key_name', kind: 'in-place' },
    { path: 'region', field: 'region', kind: 'in-place' },
    { path: 'name', field: 'instance', kind: 'in-place' },
    { path: 'project', field: 'project', kind: 'in-place' },
  ],
};

/** A database inside an instance: its name is itself. */
export const DATABASE: ResourceType = {
  file: 'sql/resource_sql_database.go',
  replaced: 'REPLACES the database: the old one is dropped, and its data are lost',
  deleted: 'DROPS the database: its data are lost',
  attributes: [
    { path: 'name', kind: 'in-place', line: 65 },
    { path: 'instance', kind: 'in-place', line: 58 },
    { path: 'charset', kind: 'in-place' },
    { path: 'collation', kind: 'in-place' },
    { path: 'deletion_policy', kind: 'in-place', line: 93 },
  ],
};
