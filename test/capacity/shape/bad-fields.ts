/** Path, JSON, message. */
export type BadField = readonly [path: string, json: string | undefined, message: string];

/**
 * What may be wrong with a field's type, range or name: its path in the whole declaration of the tests, the
 * JSON put there (nothing: the field is left out), and the message after the name of the file.
 */
export const BAD_FIELDS: readonly BadField[] = [
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
    'environments/a/redis/cache/version',
    '"7.2"',
    'environments.a.redis.cache.version: given "7.2"; allowed is a version such as REDIS_7_2',
  ],
  [
    'environments/a/redis/cache/memoryGb',
    '1.5',
    'environments.a.redis.cache.memoryGb: given 1.5; allowed is a whole number from 0 to 1000000',
  ],
  [
    'environments/a/redis/cache/tier',
    '"STANDARD"',
    'environments.a.redis.cache.tier: given "STANDARD"; did you mean "STANDARD_HA"?',
  ],
  [
    'environments/a/services/api/caches/sessions/connections',
    '"many"',
    'environments.a.services.api.caches.sessions.connections: given "many"; allowed is a whole number from 0 to 1000000 or "unlimited"',
  ],
  [
    'environments/a/services/api/zone',
    '"a"',
    'environments.a.services.api.zone: unknown field; allowed are owner, image, cpu, memory, processes, pools, caches, transport, egress, variables, secrets, resilience, keepalive, settingNames, ownership, cpuIdle and 15 more',
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
];
