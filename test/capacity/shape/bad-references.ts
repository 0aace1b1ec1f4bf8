import type { BadField } from './bad-fields';

/** What may be wrong between fields; see `BAD_FIELDS`. */
export const BAD_REFERENCES: readonly BadField[] = [
  [
    'environments/a/services/api/pools/whole/database',
    '"man"',
    'environments.a.services.api.pools.whole.database: given "man"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/services/api/pools/whole/database',
    '"toString"',
    'environments.a.services.api.pools.whole.database: given "toString", a reserved word; choose another',
  ],
  [
    'environments/a/services/api/pools/reader/fallback',
    '"primary"',
    'environments.a.services.api.pools.reader.fallback: given "primary"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/services/api/pools/reader/fallback',
    '"replica"',
    'environments.a.services.api.pools.reader.fallback: given "replica", the database of the pool; allowed is another one',
  ],
  [
    'environments/a/services/api/pools/bounced/pooler',
    '"bounce"',
    'environments.a.services.api.pools.bounced.pooler: given "bounce"; declared poolers: "bouncer"',
  ],
  [
    'environments/a/services/api/pools/bounced/pooler',
    undefined,
    'environments.a.services.api.pools.bounced.pooler: missing; needed with via "pgbouncer" is the key of a pooler',
  ],
  [
    'environments/a/services/api/pools/whole/pooler',
    '"bouncer"',
    'environments.a.services.api.pools.whole.pooler: given "bouncer"; allowed only with via "pgbouncer"',
  ],
  [
    'environments/a/services/api/pools/bounced/database',
    '"plus"',
    'environments.a.services.api.pools.bounced.pooler: given "bouncer", which leads to "main" and not to "plus"',
  ],
  [
    'environments/a/services/api/pools/whole/via',
    '"managed-pooler"',
    'environments.a.services.api.pools.whole.via: given "managed-pooler"; database "main" declares no managedPooling',
  ],
  [
    'environments/a/services/api/pools/whole/maximum',
    '10',
    'environments.a.services.api.pools.whole.maximum: given beside size; allowed is one of the two',
  ],
  [
    'environments/a/services/api/pools/bounced/maxOverflow',
    '1',
    'environments.a.services.api.pools.bounced.maximum: given beside maxOverflow; allowed is one of the two',
  ],
  [
    'environments/a/services/api/revisions/api-00001-abc/pools/whole/database',
    '"gone"',
    'environments.a.services.api.revisions.api-00001-abc.pools.whole.database: given "gone"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/services/api/outgoing/pools/whole/database',
    '"gone"',
    'environments.a.services.api.outgoing.pools.whole.database: given "gone"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/jobs/migrate/pools/main/database',
    '"gone"',
    'environments.a.jobs.migrate.pools.main.database: given "gone"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/b/services/web/pools',
    '{"main":{"database":"x","via":"pgbouncer","pooler":"y"}}',
    'environments.b.services.web.pools.main.database: given "x"; declared databases: "shared"',
  ],
  [
    'environments/c/services',
    '{"web":{"image":{"managedBy":"declaration","reference":"x"},"cpu":1,"memory":"1Gi","concurrency":1,"requestTimeoutSeconds":1,"egress":{"kind":"connector","connector":"path"}}}',
    'environments.c.services.web.egress.connector: given "path"; no connectors are declared',
  ],
  [
    'environments/a/clients/bi/database',
    '"gone"',
    'environments.a.clients.bi.database: given "gone"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/clients/etl/pooler',
    '"gone"',
    'environments.a.clients.etl.pooler: given "gone"; declared poolers: "bouncer"',
  ],
  [
    'environments/a/clients/etl/database',
    '"plus"',
    'environments.a.clients.etl.pooler: given "bouncer", which leads to "main" and not to "plus"',
  ],
  [
    'environments/a/poolers/bouncer/database',
    '"gone"',
    'environments.a.poolers.bouncer.database: given "gone"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/services/api/egress/connector',
    '"gone"',
    'environments.a.services.api.egress.connector: given "gone"; declared connectors: "path", "fast" and "theirs"',
  ],
  [
    'environments/a/jobs/migrate/egress/subnet',
    '"gone"',
    'environments.a.jobs.migrate.egress.subnet: given "gone"; declared subnets: "apps" and "access"',
  ],
  [
    'environments/a/connectors/fast/subnet',
    '"gone"',
    'environments.a.connectors.fast.subnet: given "gone"; declared subnets: "apps" and "access"',
  ],
  [
    'environments/a/connectors/path/subnet',
    '"access"',
    'environments.a.connectors.path.subnet: given beside ipCidrRange; allowed is one of the two',
  ],
  [
    'environments/a/connectors/path/ipCidrRange',
    undefined,
    'environments.a.connectors.path: ipCidrRange or subnet is missing; a connector that is managed needs one of the two',
  ],
  [
    'environments/a/databases/replica/replicaOf',
    '"gone"',
    'environments.a.databases.replica.replicaOf: given "gone"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/databases/replica/replicaOf',
    '"replica"',
    'environments.a.databases.replica.replicaOf: given "replica", the instance itself; allowed is its primary',
  ],
  [
    'environments/a/databases/main/replicaOf',
    '"replica"',
    'environments.a.databases.main.replicaOf: given "replica", a replica of it in turn; allowed is its primary',
  ],
  [
    'environments/a/databases/main/project',
    '"other"',
    'environments.a.databases.main.project: given "other"; allowed is the environment\'s "example", or ownership "reference"',
  ],
  [
    'environments/a/databases/main/region',
    '"europe-west1"',
    'environments.a.databases.main.region: given "europe-west1"; allowed is the environment\'s "us-central1", or ownership "reference"',
  ],
  [
    'environments/a/databases/main/flags/max_connections',
    '100',
    'environments.a.databases.main.flags.max_connections: is no other flag; it has a field of its own, maxConnections',
  ],
  [
    'environments/a/databases/main/flags/superuser_reserved_connections',
    '3',
    'environments.a.databases.main.flags.superuser_reserved_connections: is no other flag; it has a field of its own, reserved.superuser',
  ],
  [
    'environments/a/databases/main/flags/reserved_connections',
    '3',
    'environments.a.databases.main.flags.reserved_connections: is no other flag; it has a field of its own, reserved.roles',
  ],
  [
    'environments/a/databases/plus/instance',
    '"main-1"',
    'environments.a.databases.plus: is instance "example:us-central1:main-1", as environments.a.databases.main is; allowed is one key',
  ],
  [
    'environments/b/databases/shared/ownership',
    '"managed"',
    'environments.b.databases.shared.project: given "example"; allowed is the environment\'s "other", or ownership "reference"',
  ],
  [
    'environments/a/services/api/caches/sessions/redis',
    '"cash"',
    'environments.a.services.api.caches.sessions.redis: given "cash"; declared redis: "cache" and "theirs"',
  ],
  [
    'environments/a/services/api/revisions/api-00001-abc/caches/sessions/redis',
    '"gone"',
    'environments.a.services.api.revisions.api-00001-abc.caches.sessions.redis: given "gone"; declared redis: "cache" and "theirs"',
  ],
  [
    'environments/a/services/api/outgoing/caches/sessions/redis',
    '"gone"',
    'environments.a.services.api.outgoing.caches.sessions.redis: given "gone"; declared redis: "cache" and "theirs"',
  ],
  [
    'environments/a/jobs/migrate/caches/locks/redis',
    '"main"',
    'environments.a.jobs.migrate.caches.locks.redis: given "main"; declared redis: "cache" and "theirs"',
  ],
  [
    'environments/b/services/web/caches',
    '{"main":{"redis":"cache","connections":1}}',
    'environments.b.services.web.caches.main.redis: given "cache"; no redis are declared',
  ],
  [
    'environments/a/redis/cache/host',
    '"10.0.2.4"',
    'environments.a.redis.cache.host: given "10.0.2.4"; allowed only with ownership "reference"',
  ],
  [
    'environments/a/redis/cache/project',
    '"other"',
    'environments.a.redis.cache.project: given "other"; allowed is the environment\'s "example", or ownership "reference"',
  ],
  [
    'environments/a/redis/cache/region',
    '"europe-west1"',
    'environments.a.redis.cache.region: given "europe-west1"; allowed is the environment\'s "us-central1", or ownership "reference"',
  ],
  [
    'environments/a/services/api/latestTraffic',
    '60',
    'environments.a.services.api.latestTraffic: given 60; allowed is 70, since revisions get 30 % of the traffic',
  ],
  [
    'environments/a/services/api/revisions/api-00001-abc/traffic',
    '130',
    'environments.a.services.api.latestTraffic: given 70, and revisions get 130 % of the traffic; allowed is 100 together',
  ],
];
