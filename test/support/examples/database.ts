import { ENVIRONMENT, withField, withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** A declaration that each rule of `database` refuses; its page shows the output. */
export const DATABASE_EXAMPLES: RuleExamples = {
  'database/version': withField('databases.main.version', 'MYSQL_8_0'),
  'database/iam-flag': withField('databases.main.flags', {
    ...ENVIRONMENT.databases.main.flags,
    'cloudsql.iam_authentication': 'off',
  }),
  'database/tier-shape': withField('databases.main.tier', 'db-custom-3-4000'),
  'database/edition-tier': withFields({
    'databases.main.edition': undefined,
    'databases.main.tier': 'db-g1-small',
  }),
  'database/max-connections-range': withField('databases.main.maxConnections', 300_000),
  'database/reserved-slots': withField('databases.main.flags', { max_connections: 200 }),
  'database/memory-fit': withFields({
    'databases.main.tier': 'db-g1-small',
    'databases.main.flags': { shared_buffers: 128_000, effective_cache_size: 524_288, work_mem: 4096 },
  }),
  'database/replica-limits': withField('databases.replica', {
    ...ENVIRONMENT.databases.main,
    maxConnections: 80,
    replicaOf: 'main',
  }),
  'database/availability-prerequisites': withFields({
    'databases.main.availability': 'REGIONAL',
    'databases.main.backups': { enabled: true, pointInTimeRecovery: false },
  }),
  'database/log-retention': withField('databases.main.backups', {
    enabled: true,
    pointInTimeRecovery: true,
    logRetentionDays: 14,
  }),
  'database/disk-size': withField('databases.main.diskGb', 8),
  'database/name-length': withField('databases.main.instance', 'shared-postgres-'.repeat(6) + 'a'),
};
