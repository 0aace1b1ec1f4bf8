// What is declared of an environment and no plan carries, as the sidecar of a review: clients from elsewhere, what is
// kept free, who owns what, how it is rolled out.
//   node .ci/sidecar.mjs ENVIRONMENT DECLARED READ > sidecar.json
// DECLARED is the report of capacity check, READ that of a review of the plan under the same name, both as JSON.
// @ts-check
import { readFileSync } from 'node:fs';

const ENVIRONMENT = [
  'rollouts',
  'rolloutOver',
  'startupObjectivePercent',
  'deployIntervalSeconds',
  'acknowledgements',
  'assumptions',
];
const DATABASE = ['owner', 'kept', 'reserved', 'observed'];
const REDIS = ['owner'];
const WORKLOAD = ['owner', 'load', 'rollout', 'during', 'concurrentExecutions'];
const STARTUP = ['provesDatabase', 'migrationSeconds', 'bootSeconds'];
const POOL = ['driver', 'opens', 'outsidePool', 'needsSession', 'user', 'connectionsPerRequest'];
const POOLED = ['via', 'pooler'];

/** @typedef {Readonly<Record<string, any>>} Fields */

const [name = '', ...files] = process.argv.slice(2);
const [declared, read] = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const [ours, theirs] = [declared, read].map((report) => report.declaration.environments[name]);
const keys = databaseKeys();

const environment = {
  ...picked(ours, ENVIRONMENT),
  ...onDatabases('clients'),
  ...onDatabases('poolers'),
  databases: Object.fromEntries(
    Object.entries(ours.databases ?? {})
      .filter(([key]) => keys.has(key))
      .map(([key, database]) => [keys.get(key), picked(database, DATABASE)]),
  ),
  redis: Object.fromEntries(
    Object.entries(ours.redis ?? {})
      .filter(([key]) => key in (theirs.redis ?? {}))
      .map(([key, redis]) => [key, picked(redis, REDIS)]),
  ),
  services: workloads('services'),
  jobs: workloads('jobs'),
};
console.log(JSON.stringify({ schemaVersion: 1, environments: { [name]: environment } }, null, 2));

/** What the plan calls each declared database: both reports name the instance. */
function databaseKeys() {
  const instances = (/** @type {Fields} */ report) =>
    report.environments
      .filter((/** @type {Fields} */ each) => each.name === name)
      .flatMap((/** @type {Fields} */ each) => each.databases);
  const inPlan = new Map(instances(read).map((/** @type {Fields} */ each) => [each.id, each.name]));
  return new Map(
    instances(declared)
      .filter((/** @type {Fields} */ each) => inPlan.has(each.id))
      .map((/** @type {Fields} */ each) => [each.name, inPlan.get(each.id)]),
  );
}

/**
 * A collection whose items name a database.
 * @param {string} collection
 */
function onDatabases(collection) {
  const items = Object.entries(ours[collection] ?? {})
    .filter(([, item]) => keys.has(item.database))
    .map(([key, item]) => [key, { ...item, database: keys.get(item.database) }]);
  return items.length > 0 ? { [collection]: Object.fromEntries(items) } : {};
}

/** @param {string} collection */
function workloads(collection) {
  const inPlan = theirs[collection] ?? {};
  return Object.fromEntries(
    Object.entries(ours[collection] ?? {})
      .filter(([key]) => key in inPlan)
      .map(([key, workload]) => [
        key,
        { ...picked(workload, WORKLOAD), ...startup(workload), ...pools(workload, inPlan[key]) },
      ]),
  );
}

/** @param {Fields} workload */
function startup(workload) {
  const fields = picked(workload.startup ?? {}, STARTUP);
  return Object.keys(fields).length > 0 ? { startup: fields } : {};
}

/**
 * @param {Fields} workload
 * @param {Fields} inPlan
 */
function pools(workload, inPlan) {
  const shared = Object.entries(workload.pools ?? {}).filter(([key]) => key in (inPlan.pools ?? {}));
  if (shared.length === 0) return {};
  // A pooler is passed on with its database: the plan's pool must go to the same one.
  const fields = (/** @type {string} */ key, /** @type {Fields} */ { database, pooler }) =>
    pooler !== undefined && keys.get(database) === inPlan.pools[key].database ? [...POOL, ...POOLED] : POOL;
  return {
    pools: Object.fromEntries(shared.map(([key, pool]) => [key, picked(pool, fields(key, pool))])),
  };
}

/**
 * @param {Fields} item
 * @param {readonly string[]} fields
 */
function picked(item, fields) {
  return Object.fromEntries(Object.entries(item).filter(([field]) => fields.includes(field)));
}
