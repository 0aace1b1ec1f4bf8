import type { Recorded, RecordedCase, RecordedDatabase, RecordedPooler, RecordedService } from './record';

/** A file of cases that cannot be read as one. The message names the path of what is wrong. */
export class BadCases extends Error {}

/** Largest number the model takes. */
const MOST = 1_000_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the cases of a file that people keep by hand. What is missing, `null`, negative, above what
 * the model takes or no number where one belongs is unknown; a number in quotes is a number; fields without
 * meaning here are not looked at.
 *
 * @throws BadCases when lists and objects are not where they must be
 */
export function readCases(file: unknown): readonly RecordedCase[] {
  const cases = Array.isArray(file) ? file : isFields(file) ? file['cases'] : undefined;
  if (!Array.isArray(cases)) throw new BadCases(`cases: given ${inWords(cases)}; allowed is a list of cases`);
  if (cases.length === 0) throw new BadCases('cases: given an empty list; allowed is at least one case');
  return cases.map((one: unknown, index) => {
    const path = `cases[${index}]`;
    const fields = fieldsAt(path, one);
    return {
      id: textOf(fields['id']) || path,
      outcome: textOf(fields['outcome']),
      recorded: readRecorded(fields, path),
    };
  });
}

function readRecorded(fields: Fields, path: string): Recorded {
  return {
    platform: textOf(fields['platform']),
    database: readDatabase(optionalFields(`${path}.db`, fields['db'])),
    limitKind: textOf(fields['limit_kind']),
    pooler: readPooler(`${path}.pooler_in_front`, fields['pooler_in_front']),
    services: listAt(`${path}.services`, fields['services']).map((service, index) =>
      readService(fieldsAt(`${path}.services[${index}]`, service)),
    ),
    otherConnections: connectionsOf(fields['other_clients']),
    serialized: isYes(fields['rollouts_serialised_across_services']),
    rolloutExtraConnections: finite(fields['rollout_fixed_extra_connections']) ?? 0,
  };
}

function readDatabase(fields: Fields): RecordedDatabase {
  return {
    engine: textOf(fields['engine']),
    tier: textOf(fields['tier']),
    memoryGib: amount(fields['memory_gib']),
    maxConnections: finite(fields['max_connections']),
    defaultMaxConnections: finite(fields['assumed_or_tier_default_max']),
    reservedConnections: finite(fields['reserved_connections']),
  };
}

/** A pooler may be described, or only named; `none` and an empty description are no pooler. */
function readPooler(path: string, value: unknown): RecordedPooler | undefined {
  const named = value === true ? 'pooler' : typeof value === 'string' ? value : undefined;
  const absent = value === false || (named !== undefined && /^\s*(no|none|n\/a|false)?\s*$/i.test(named));
  if (absent) return undefined;
  const fields = named === undefined ? optionalFields(path, value) : { kind: named };
  if (Object.keys(fields).length === 0) return undefined;
  const kind = textOf(fields['kind']);
  return {
    kind,
    replicas: atLeastOne(fields['replicas']),
    poolSize: atLeastOne(
      fields['default_pool_size'] ?? fields['pool_size'] ?? fields['server_conns_per_replica'],
    ),
    reservePoolSize: finite(fields['reserve_pool_size']) ?? 0,
    maxDatabaseConnections: finite(fields['max_db_connections']),
    pairs: atLeastOne(fields['pairs']),
    maxClientConnections: finite(fields['max_client_conn'] ?? fields['max_client_connections']),
    clientDemand: finite(fields['client_demand']),
    rolloutClientDemand: finite(fields['client_demand_rollout']),
  };
}

function readService(fields: Fields): RecordedService {
  return {
    name: textOf(fields['name']),
    poolSize: count(fields['pool_size']),
    maxOverflow: finite(fields['max_overflow']),
    extraConnections: finite(fields['extra_connections_per_process']) ?? 0,
    processes: atLeastOne(fields['processes_per_instance']),
    minInstances: finite(fields['min_instances']),
    maxInstances: count(fields['max_instances']),
    observedInstances: finite(fields['observed_instances']),
    generations: finite(fields['revisions_live_during_rollout']),
    rolloutExtraInstances: finite(fields['rollout_extra_instances']),
    poolBasis: textOf(fields['pool_basis']),
    instancesBasis: textOf(fields['instances_basis']),
  };
}

/** `{connections}`, a list of those, or the number itself. */
function connectionsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + connectionsOf(one), 0);
  return finite(isFields(value) ? value['connections'] : value) ?? 0;
}

function count(value: unknown): number | 'unlimited' | undefined {
  const unlimited =
    typeof value === 'string' && /^(unlimited|unbounded|infinite|infinity|no limit)$/i.test(value.trim());
  return unlimited ? 'unlimited' : finite(value);
}

function finite(value: unknown): number | undefined {
  const given = amount(value);
  return given === undefined || given > MOST ? undefined : Math.ceil(given);
}

/** Nothing that connects runs with 0 of it: a 0 is a blank of the form, and unknown. */
function atLeastOne(value: unknown): number | undefined {
  return finite(value) || undefined;
}

function amount(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 ? value : undefined;
  if (typeof value !== 'string' || !/^\d[\d,_]*(\.\d+)?$/.test(value.trim())) return undefined;
  return Number(value.replace(/[,_\s]/g, ''));
}

function isYes(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^(true|yes)$/i.test(value.trim()));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function fieldsAt(path: string, value: unknown): Fields {
  if (!isFields(value)) throw new BadCases(`${path}: given ${inWords(value)}; allowed is an object`);
  return value;
}

function optionalFields(path: string, value: unknown): Fields {
  return value === undefined || value === null ? {} : fieldsAt(path, value);
}

function listAt(path: string, value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new BadCases(`${path}: given ${inWords(value)}; allowed is a list`);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
