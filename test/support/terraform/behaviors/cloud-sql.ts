import { textOf } from '../values';
import { NAMED, type Behaviors } from './behavior';

/** Of Cloud SQL. Arguments: terraform-provider-google, google/services/…, lines of v6.50.0, read on 2026-11-20. */
export const CLOUD_SQL: Behaviors = {
  // sql/resource_sql_database_instance.go, lines 164-866; protection 2331
  google_sql_database_instance: {
    replaces: [
      ...NAMED,
      'region',
      'encryption_key_name',
      'master_instance_name',
      'settings.disk_type',
      'settings.collation',
    ],
    shrinkReplaces: ['settings.disk_size'],
    unsetReplaces: ['settings.ip_configuration.private_network'],
    computed: [
      'name',
      'region',
      'maintenance_version',
      'master_instance_name',
      'encryption_key_name',
      'settings.edition',
      'settings.disk_size',
      'settings.disk_type',
      'settings.data_cache_config',
      'settings.backup_configuration.start_time',
      'settings.backup_configuration.transaction_log_retention_days',
      'settings.backup_configuration.backup_retention_settings',
      'settings.ip_configuration.ssl_mode',
      'settings.ip_configuration.server_ca_mode',
      'settings.insights_config.query_plans_per_minute',
      'settings.backup_configuration',
      'settings.ip_configuration',
      'settings.insights_config',
      'settings.connection_pool_config',
      'settings.location_preference',
      'settings.user_labels',
      'settings.connector_enforcement',
      'instance_type',
      'node_count',
      'replica_configuration',
    ],
    defaults: {
      deletion_protection: true,
      'settings.availability_type': 'ZONAL',
      'settings.disk_autoresize': true,
      'settings.disk_autoresize_limit': 0,
      'settings.ip_configuration.ipv4_enabled': true,
      'settings.insights_config.query_string_length': 1024,
      'settings.activation_policy': 'ALWAYS',
      'settings.pricing_plan': 'PER_USE',
    },
    sensitive: ['root_password'],
    protectedBy: 'deletion_protection',
    answers: {
      id: '{name}',
      self_link: 'https://sqladmin.googleapis.com/sql/v1beta4/projects/{project}/instances/{name}',
      connection_name: '{project}:{region}:{name}',
      first_ip_address: '10.0.0.3',
      private_ip_address: '10.0.0.3',
      public_ip_address: '',
      'settings.version': 1,
      'settings.disk_size': 10,
      'settings.disk_type': 'PD_SSD',
      'settings.backup_configuration.transaction_log_retention_days': 7,
      'settings.ip_configuration.ssl_mode': 'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
      // The API's default from PostgreSQL 16 on is the dearer edition.
      'settings.edition': ({ database_version }) =>
        Number(/^POSTGRES_(\d+)/.exec(textOf(database_version))?.[1]) >= 16
          ? 'ENTERPRISE_PLUS'
          : 'ENTERPRISE',
      'settings.connector_enforcement': 'NOT_REQUIRED',
      'settings.ip_configuration': [{ ipv4_enabled: true }],
      'settings.backup_configuration': [{ enabled: false }],
      instance_type: 'CLOUD_SQL_INSTANCE',
      master_instance_name: '',
      encryption_key_name: '',
    },
  },
  // sql/resource_sql_database.go, lines 58-93
  google_sql_database: {
    replaces: [...NAMED, 'instance'],
    computed: ['charset', 'collation'],
    defaults: { deletion_policy: 'DELETE' },
    answers: {
      id: 'projects/{project}/instances/{instance}/databases/{name}',
      charset: 'UTF8',
      collation: 'en_US.UTF8',
    },
  },
  // sql/resource_sql_user.go, lines 93-133
  google_sql_user: {
    replaces: [...NAMED, 'instance', 'type', 'host'],
    computed: ['host'],
    sensitive: ['password'],
    answers: { id: '{name}//{instance}', host: '' },
  },
};
