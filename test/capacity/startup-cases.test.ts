import type { Service } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { ASSUMPTIONS } from '../../capacity/google-cloud/assumptions';
import { STARTUP_PROBE } from '../../capacity/google-cloud/cloud-run';
import { STARTUP_RULES } from '../../capacity/rules/startup';
import { declaration as ours } from '../../environments';
import { cases } from '../fixtures/startup-cases.json';
import { TODAY, withFields } from '../support/declare';

/** The numbers of a public case; the fixture names its source. */
function numbersOf(id: string): Record<string, unknown> {
  return cases.find((one) => one.id === id)!.numbers;
}

/** `error startup/probe-window` of everything that the startup rules find. */
function found(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const { environments } = evaluate(withFields(fields), { today: TODAY, rules: STARTUP_RULES });
  return environments[0]!.findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

const DIRECT = {
  'network.subnets': { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/26' } },
  'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
};
const deadline = (seconds: number) => ({ 'services.api.startup.databaseDeadlineSeconds': seconds });

describe('a network that takes 20 to 40 s, and an acquire timeout of 30 s', () => {
  const { network_warmup_s, pool_acquire_timeout_s, fixed_timeout_s } = numbersOf('estuary-oidc-2026-06') as {
    network_warmup_s: readonly [number, number];
    pool_acquire_timeout_s: number;
    fixed_timeout_s: number;
  };

  test('is refused', () => {
    expect(found({ ...DIRECT, ...deadline(pool_acquire_timeout_s) })).toEqual([
      'error startup/network-warm-up',
    ]);
  });

  test('is refused too where the environment assumes only what was measured', () => {
    const measured = { 'assumptions.directVpcWarmUpSeconds': network_warmup_s[1] };
    expect(found({ ...DIRECT, ...measured, ...deadline(pool_acquire_timeout_s) })).toEqual([
      'error startup/network-warm-up',
    ]);
    expect(found({ ...DIRECT, ...measured, ...deadline(fixed_timeout_s) })).toEqual([]);
  });

  test('its later timeout of 120 s works, and lacks only the margin of the default assumption', () => {
    expect(found({ ...DIRECT, ...deadline(fixed_timeout_s) })).toEqual(['warning startup/deadline-chain']);
  });
});

describe('migrations before the first healthy answer', () => {
  const { startup_budget_s, used_on_staging_s, new_budget_s, probe_product_cap_s } = numbersOf(
    'calitp-metabase-2026-08',
  ) as Record<string, number>;
  /** deadline 10 + migrations + boot 10 = what was used. */
  const migrating = { 'services.api.startup.migrationSeconds': used_on_staging_s! - 20 };
  const window = (seconds: number) => ({
    'services.api.startup.probe': { periodSeconds: 10, failureThreshold: seconds / 10 },
  });

  test('65 s fit a window of 110 s, and not one of 60 s', () => {
    expect(found({ ...migrating, ...window(startup_budget_s!) })).toEqual([]);
    expect(found({ ...migrating, ...window(60) })).toEqual(['error startup/probe-window']);
  });

  test('a window of 300 s is more than Cloud Run takes', () => {
    expect(STARTUP_PROBE.value.maxWindow).toBe(probe_product_cap_s);
    expect(found({ ...migrating, ...window(new_budget_s!) })).toEqual(['error startup/probe-limits']);
  });
});

describe('500 instances with a pool of 10 behind a default connector, which was fine', () => {
  const control = {
    'connectors.path.maxInstances': 10,
    'services.api.maxInstances': 500,
    'services.api.pools.main': { database: 'main', driver: 'pgxpool', size: 10 },
  };

  test('has nothing to say to derived deadlines', () => {
    expect(found(control)).toEqual([]);
  });

  test('at most warns of a declared one: what it exceeds is assumed', () => {
    expect(found({ ...control, ...deadline(15) })).toEqual(['warning startup/network-warm-up']);
  });
});

describe('the outage, over its five timeouts', () => {
  const { connector_declared, connector_before } = numbersOf('netra-1278-2025-09') as Record<
    string,
    { min_instances: number; max_instances: number; machine: string }
  >;
  const backend = (declared: typeof connector_declared) => ({
    'connectors.path.machineType': declared!.machine,
    'connectors.path.minInstances': declared!.min_instances,
    'connectors.path.maxInstances': declared!.max_instances,
    'connectors.path.throughput':
      declared === connector_declared ? { minMbps: 500, maxMbps: 2000 } : undefined,
    'services.api.maxInstances': 20,
    'services.api.pools.main': { database: 'main', driver: 'sqlalchemy', size: 20, maxOverflow: 30 },
  });

  test.each([
    [8, ['error startup/network-warm-up']],
    [20, ['error startup/network-warm-up']],
    [25, ['error startup/network-warm-up']],
    [35, ['warning startup/deadline-chain']],
    // 75 s outlast any scaling, and failed all the same: connections/steady-budget tells why.
    [75, []],
  ])('%d s behind a connector of which nothing is known', (seconds, expected) => {
    expect(found({ ...backend(connector_declared), ...deadline(seconds) })).toEqual(expected);
  });

  test('behind the connector before it, the network was no reason to fail', () => {
    expect(found({ ...backend(connector_before), ...deadline(20) })).toEqual([]);
  });

  test('the remediated environments have nothing to say', () => {
    const rules = STARTUP_RULES;
    const { environments } = evaluate(ours, { today: TODAY, rules });
    expect(environments.flatMap(({ findings }) => findings)).toEqual([]);
  });
});

test('a connection takes as long as was measured', () => {
  const { connector_dial_ms } = numbersOf('go-connector-574') as { connector_dial_ms: number };
  expect(ASSUMPTIONS.connectionSeconds.value).toBe(connector_dial_ms / 1000);
});

test('an eager pool that was shown to take 10 s at the start needs a deadline beyond that', () => {
  const { shown_s } = numbersOf('jdbc-factory-175') as { shown_s: number };
  const size = Math.ceil(shown_s / ASSUMPTIONS.connectionSeconds.value);
  const pools: Service['pools'] = { main: { database: 'main', driver: 'hikaricp', size } };
  expect(found({ 'services.api.pools': pools, ...deadline(shown_s) })).toEqual([
    'error startup/deadline-chain',
  ]);
  expect(found({ 'services.api.pools': pools })).toEqual([]);
});
