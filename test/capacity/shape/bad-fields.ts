/**
 * What may be wrong with one field: its path in the whole declaration of the tests, the JSON put there
 * (nothing: the field is left out), and the message after the name of the file.
 */
export const BAD_FIELDS: readonly (readonly [path: string, json: string | undefined, message: string])[] = [
  [
    'environments/a/services/api/maxInstances',
    '"4"',
    'environments.a.services.api.maxInstances: given "4" (a string); allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    '4.5',
    'environments.a.services.api.maxInstances: given 4.5; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    '-1',
    'environments.a.services.api.maxInstances: given -1; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    '1000001',
    'environments.a.services.api.maxInstances: given 1000001; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    'null',
    'environments.a.services.api.maxInstances: given null; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    'true',
    'environments.a.services.api.maxInstances: given true; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    '[4]',
    'environments.a.services.api.maxInstances: given a list; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    '{}',
    'environments.a.services.api.maxInstances: given an object; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/maxInstances',
    '"${var.max}"',
    'environments.a.services.api.maxInstances: given "${var.max}", a Terraform expression that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/services/api/maxInstances',
    '-8.109562212591379e+298',
    'environments.a.services.api.maxInstances: given a cdktf token, a number that is known only after apply; a plain number is needed',
  ],
  [
    'environments/a/services/api/maxInstances',
    '1e999',
    'environments.a.services.api.maxInstances: given Infinity; a plain number is needed',
  ],
  [
    'environments/a/services/api/maxInstances',
    '-1e999',
    'environments.a.services.api.maxInstances: given -Infinity; a plain number is needed',
  ],
  [
    'environments/a/services/api/cpu',
    '"1"',
    'environments.a.services.api.cpu: given "1" (a string); allowed is a number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/cpu',
    '1000000.5',
    'environments.a.services.api.cpu: given 1000000.5; allowed is a number from 0 to 1000000',
  ],
  [
    'environments/a/services/api/cpuIdle',
    '"false"',
    'environments.a.services.api.cpuIdle: given "false" (a string); allowed is true or false',
  ],
  [
    'environments/a/services/api/memory',
    '"4GB"',
    'environments.a.services.api.memory: given "4GB"; allowed is an amount such as 512Mi or 4Gi',
  ],
  [
    'environments/a/services/api/memory',
    '4',
    'environments.a.services.api.memory: given 4; allowed is an amount such as 512Mi or 4Gi',
  ],
  [
    'environments/a/services/api/invokers',
    '"allUsers"',
    'environments.a.services.api.invokers: given "allUsers" (a string); allowed is a list',
  ],
  [
    'environments/a/services/api/invokers',
    '["allUsers","allUsers"]',
    'environments.a.services.api.invokers[1]: is given twice; allowed is once',
  ],
  [
    'environments/a/services/api/owner',
    '" "',
    'environments.a.services.api.owner: given " "; allowed is a text that is not empty',
  ],
  [
    'environments/a/services/api/concurrency',
    undefined,
    'environments.a.services.api.concurrency: missing; needed is a whole number from 0 to 1000000',
  ],
  ['environments/a/network', undefined, 'environments.a.network: missing; needed is an object'],
  ['environments/a/state', undefined, 'environments.a.state: missing; needed is an object'],
  [
    'environments/a/services/api/egress',
    undefined,
    'environments.a.services.api.egress: missing; needed is an object',
  ],
  [
    'environments/a/acknowledgements/0/reason',
    undefined,
    'environments.a.acknowledgements[0].reason: missing; needed is a text that is not empty',
  ],
  [
    'environments/a/services/api/maxInstance',
    '4',
    'environments.a.services.api.maxInstance: unknown field; did you mean maxInstances?',
  ],
  [
    'environments/a/services/api/max_instances',
    '4',
    'environments.a.services.api.max_instances: unknown field; did you mean maxInstances?',
  ],
  [
    'environments/a/services/api/zone',
    '"a"',
    'environments.a.services.api.zone: unknown field; allowed are owner, image, cpu, memory, processes, pools, transport, egress, variables, secrets, resilience, keepalive, settingNames, ownership, cpuIdle, startupCpuBoost and 14 more',
  ],
  ['environments/a/service', '{}', 'environments.a.service: unknown field; did you mean services?'],
  ['environment', '{}', 'environment: unknown field; did you mean environments?'],
  ['version', '1', 'version: unknown field; allowed are $schema, schemaVersion and environments'],
  [
    'environments/a/network/subnetwork',
    '{}',
    'environments.a.network.subnetwork: unknown field; allowed are ownership, name, hostProject, privateServicesAccess and subnets',
  ],
  [
    'environments/a/services/api/startup/probe/period',
    '1',
    'environments.a.services.api.startup.probe.period: unknown field; did you mean periodSeconds?',
  ],
  [
    'environments/a/assumptions/overshoot',
    '1',
    'environments.a.assumptions.overshoot: unknown field; did you mean overshootPercent?',
  ],
  ['schemaVersion', '2', 'schemaVersion: given 2; allowed is 1'],
  ['schemaVersion', '"1"', 'schemaVersion: given "1" (a string); allowed is 1'],
  ['schemaVersion', undefined, 'schemaVersion: missing; needed is 1'],
  ['environments', undefined, 'environments: missing; needed is an object'],
  ['environments', '{}', 'environments: is empty; at least one is needed'],
  ['environments', '[]', 'environments: given a list; allowed is an object'],
  [
    'environments/a/databases/main/ownership',
    '"owned"',
    'environments.a.databases.main.ownership: given "owned"; allowed is "managed", "imported" or "reference"',
  ],
  [
    'environments/a/databases/main/ownership',
    '"manged"',
    'environments.a.databases.main.ownership: given "manged"; did you mean "managed"?',
  ],
  [
    'environments/a/services/api/pools/whole/driver',
    '"sqlalchemi"',
    'environments.a.services.api.pools.whole.driver: given "sqlalchemi"; did you mean "sqlalchemy"?',
  ],
  [
    'environments/a/services/api/pools/whole/driver',
    '"jdbc"',
    'environments.a.services.api.pools.whole.driver: given "jdbc"; allowed is "sqlalchemy", "asyncpg", "psycopg-pool", "node-postgres", "postgres-js", "knex", "sequelize", "prisma", "hikaricp", "tomcat-jdbc", "r2dbc-pool", "pgxpool" or 7 more',
  ],
  [
    'environments/a/services/api/pools/whole/maximum',
    '"infinite"',
    'environments.a.services.api.pools.whole.maximum: given "infinite"; allowed is a whole number from 0 to 1000000 or "unlimited"',
  ],
  [
    'environments/a/databases/main/edition',
    '"enterprise"',
    'environments.a.databases.main.edition: given "enterprise"; did you mean "ENTERPRISE"?',
  ],
  [
    'environments/a/services/api/egress',
    '{"kind":"vpn"}',
    'environments.a.services.api.egress.kind: given "vpn"; allowed is "connector", "direct-vpc" or "none"',
  ],
  [
    'environments/a/services/api/egress',
    '{}',
    'environments.a.services.api.egress.kind: missing; needed is "connector", "direct-vpc" or "none"',
  ],
  [
    'environments/a/services/api/egress',
    '"none"',
    'environments.a.services.api.egress: given "none" (a string); allowed is an object',
  ],
  [
    'environments/a/services/api/egress',
    '{"kind":"connector","subnet":"apps"}',
    'environments.a.services.api.egress.connector: missing; needed is the key of a connector',
  ],
  [
    'environments/a/services/api/egress',
    '{"kind":"connector","connector":"path","subnet":"apps"}',
    'environments.a.services.api.egress.subnet: unknown field where kind is "connector"; allowed are kind, connector and traffic',
  ],
  [
    'environments/a/services/api/egress/kind',
    '7',
    'environments.a.services.api.egress.kind: given 7; allowed is "connector", "direct-vpc" or "none"',
  ],
  [
    'environments/a/services/api/image',
    '{"managedBy":"pipeline","reference":"x"}',
    'environments.a.services.api.image.initial: missing; needed is a text that is not empty',
  ],
  [
    'environments/a/services/api/image',
    '{"initial":"x"}',
    'environments.a.services.api.image.managedBy: missing; needed is "pipeline" or "declaration"',
  ],
  [
    'environments/a/state',
    '{"backend":"s3"}',
    'environments.a.state.backend: given "s3"; allowed is "gcs", "hcp-terraform" or "local"',
  ],
  [
    'environments/a/state',
    '{"backend":"gcs"}',
    'environments.a.state.bucket: missing; needed is a text that is not empty',
  ],
  [
    'environments/a/state',
    '{"backend":"local"}',
    'environments.a.state.backend: given "local"; allowed only with sandbox: true',
  ],
  [
    'environments/a/services/Api',
    '{}',
    'environments.a.services.Api: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/a.b',
    '{}',
    'environments.a.services["a.b"]: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/',
    '{}',
    'environments.a.services[""]: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/constructor',
    '{}',
    'environments.a.services.constructor: is a reserved name; choose another',
  ],
  [
    'environments/a/services/__proto__',
    '{}',
    'environments.a.services.__proto__: is a reserved name; choose another',
  ],
  [
    'environments/production-',
    '{}',
    'environments.production-: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '{}',
    'environments.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/databases/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '{}',
    'environments.a.databases["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"]: is no name; allowed is a name of at most 98 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/api/pools/1st',
    '{}',
    'environments.a.services.api.pools.1st: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/api/variables/LOG-LEVEL',
    '"x"',
    'environments.a.services.api.variables.LOG-LEVEL: is no name; allowed is a name of letters, digits and underscores that begins with no digit',
  ],
  [
    'environments/a/services/api/variables/__proto__',
    '"x"',
    'environments.a.services.api.variables.__proto__: is a reserved name; choose another',
  ],
  [
    'environments/a/services/api/secrets/constructor',
    '{}',
    'environments.a.services.api.secrets.constructor: is a reserved name; choose another',
  ],
  [
    'environments/a/databases/main/flags/Max',
    '1',
    'environments.a.databases.main.flags.Max: is no name; allowed is a name of lower-case letters, digits, underscores and dots that begins with a letter',
  ],
  [
    'environments/a/labels/Team',
    '"x"',
    'environments.a.labels.Team: is no name; allowed is a name of lower-case letters, digits, underscores and hyphens that begins with a letter',
  ],
  [
    'environments/a/services/api/pools/whole/settingNames/poolSize',
    '"DB POOL"',
    'environments.a.services.api.pools.whole.settingNames.poolSize: given "DB POOL"; allowed is a name of letters, digits and underscores that begins with no digit',
  ],
  [
    'environments/a/databases/main/instance',
    '"Main"',
    'environments.a.databases.main.instance: given "Main"; allowed is a name of at most 98 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/api/owner',
    '"a\\u001b[31mred\\nnext"',
    'environments.a.services.api.owner: given "a\\u001b[31mred\\u000anext"; allowed is a text without control characters',
  ],
  [
    'environments/a/acknowledgements/0/reason',
    '"two\\nlines"',
    'environments.a.acknowledgements[0].reason: given "two\\u000alines"; allowed is a text without control characters',
  ],
  [
    'environments/a/acknowledgements/0/reason',
    '"\\u202egnp"',
    'environments.a.acknowledgements[0].reason: given "\\u202egnp"; allowed is a text without control characters',
  ],
  [
    'environments/a/services/api/variables/MOTD',
    '"a\\u0000b"',
    'environments.a.services.api.variables.MOTD: given "a\\u0000b"; allowed is a text without control characters',
  ],
  [
    'environments/a/services/api/variables/HOME',
    '"%{ if true }x"',
    'environments.a.services.api.variables.HOME: given "%{ if true }x", a Terraform expression that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/services/api/secrets/API_KEY/secret',
    '"${TfToken[TOKEN.1]}"',
    'environments.a.services.api.secrets.API_KEY.secret: given "${TfToken[TOKEN.1]}", a cdktf token that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/databases/main/tier',
    '"${var.tier}"',
    'environments.a.databases.main.tier: given "${var.tier}", a Terraform expression that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/databases/main/databases',
    '["#{TfToken[TOKEN.2]}"]',
    'environments.a.databases.main.databases[0]: given "#{TfToken[TOKEN.2]}", a cdktf token that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/databases/main/databases',
    '["a","b","a"]',
    'environments.a.databases.main.databases[2]: is given twice; allowed is once',
  ],
  [
    'environments/a/databases/main/databases',
    '["a",""]',
    'environments.a.databases.main.databases[1]: given ""; allowed is a text that is not empty',
  ],
  [
    'environments/a/databases/main/flags/work_mem',
    'true',
    'environments.a.databases.main.flags.work_mem: given true; allowed is a text or a number',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"2026-02-30"',
    'environments.a.acknowledgements[0].expires: given "2026-02-30"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"2025-02-29"',
    'environments.a.acknowledgements[0].expires: given "2025-02-29"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"2026-13-01"',
    'environments.a.acknowledgements[0].expires: given "2026-13-01"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"tomorrow"',
    'environments.a.acknowledgements[0].expires: given "tomorrow"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '20270131',
    'environments.a.acknowledgements[0].expires: given 20270131; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/rule',
    '"redeploy-budget"',
    'environments.a.acknowledgements[0].rule: given "redeploy-budget"; allowed is a rule id such as connections/redeploy-budget',
  ],
  [
    'environments/a/acknowledgements/0/owner',
    '""',
    'environments.a.acknowledgements[0].owner: given ""; allowed is a text that is not empty',
  ],
  [
    'environments/a/databases/main/observed/on',
    '"2026-04-31"',
    'environments.a.databases.main.observed.on: given "2026-04-31"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/network/subnets/apps/ipCidrRange',
    '"10.0.0.256/24"',
    'environments.a.network.subnets.apps.ipCidrRange: given "10.0.0.256/24"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/network/subnets/apps/ipCidrRange',
    '"10.0.0.0/33"',
    'environments.a.network.subnets.apps.ipCidrRange: given "10.0.0.0/33"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/network/subnets/apps/ipCidrRange',
    '"10.0.0/24"',
    'environments.a.network.subnets.apps.ipCidrRange: given "10.0.0/24"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/connectors/path/ipCidrRange',
    '"10.8.0.0"',
    'environments.a.connectors.path.ipCidrRange: given "10.8.0.0"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/services/api/pools/whole/database',
    '"man"',
    'environments.a.services.api.pools.whole.database: given "man"; declared databases: "main", "replica" and "plus"',
  ],
  [
    'environments/a/services/api/pools/whole/database',
    '"toString"',
    'environments.a.services.api.pools.whole.database: given "toString"; declared databases: "main", "replica" and "plus"',
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
