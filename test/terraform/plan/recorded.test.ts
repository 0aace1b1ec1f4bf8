import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../capacity/declaration';
import { readTerraform, type Reading } from '../../../terraform/plan';

const FIXTURES = join(__dirname, '../../fixtures/terraform');

/** Plans and states that the real Terraform core made, by their path. */
const RECORDED = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(FIXTURES, name))
      .filter((file) => /\.(plan|state)\.json$/.test(file))
      .map((file) => `${name}/${file}`),
  )
  .sort();

function read(path: string): Reading {
  return readTerraform(JSON.parse(readFileSync(join(FIXTURES, path), 'utf8')), path);
}

/** What decides about capacity, one line each. */
function linesOf(environments: Readonly<Record<string, Environment>>): readonly string[] {
  return Object.entries(environments).flatMap(([name, environment]) => [
    `${name}: ${environment.project} ${environment.region}`,
    ...Object.entries(environment.databases ?? {}).map(([key, database]) => {
      const { edition, maxConnections, ownership, replicaOf, tier, version } = database;
      const limit = maxConnections ?? 'of its tier';
      const of = replicaOf === undefined ? '' : `, replica of ${replicaOf}`;
      return `  database ${key}: ${ownership} ${version} ${edition ?? '-'} ${tier}, limit ${limit}${of}`;
    }),
    ...Object.entries(environment.connectors ?? {}).map(([key, connector]) => {
      const { maxInstances, minInstances, ownership, throughput } = connector;
      const size = throughput
        ? `${throughput.minMbps}–${throughput.maxMbps} Mbps`
        : `${minInstances}–${maxInstances}`;
      return `  connector ${key}: ${ownership} ${size}`;
    }),
    ...Object.entries({ ...environment.services, ...environment.jobs }).map(([key, workload]) => {
      const { egress, pools = {}, processes, transport } = workload;
      const way =
        egress.kind === 'connector'
          ? egress.connector
          : egress.kind === 'direct-vpc'
            ? egress.subnet
            : 'none';
      const size =
        'concurrency' in workload
          ? (workload.maxInstances ?? 'no ceiling')
          : `${workload.during}, ${workload.tasks ?? 1} tasks`;
      const each = Object.entries(pools).map(
        ([pool, { database, driver, maximum, maxOverflow, size: own, via }]) =>
          `${pool} → ${database} ${own ?? maximum ?? '?'}${maxOverflow === undefined ? '' : `+${maxOverflow}`}${driver ? ` ${driver}` : ''}${via ? ` ${via}` : ''}`,
      );
      return `  ${key}: ${size}, processes ${processes ?? '?'}, ${transport ?? 'private-ip'} by ${way}; ${each.join('; ') || 'no pool'}`;
    }),
  ]);
}

test('there are recorded plans', () => {
  expect(RECORDED.length).toBeGreaterThan(30);
});

test.each(RECORDED.filter((path) => !path.startsWith('bucket/')))('%s', (path) => {
  const { after, before, notes, unknowns } = read(path);
  const now = linesOf(after.environments);
  const was = linesOf(before?.environments ?? {});
  expect({
    after: now,
    gone: was.filter((line) => !now.includes(line)),
    unknowns: unknowns.map((unknown) => `${unknown.path}: ${unknown.attribute}`),
    notes,
  }).toMatchSnapshot();
});

test.each(RECORDED.filter((path) => path.startsWith('bucket/')))('%s has nothing to review', (path) => {
  expect(() => read(path)).toThrow(
    /has no Cloud Run service or job and no Cloud SQL database, so nothing was checked/,
  );
});

describe('what the recorded plans must be read to', () => {
  const service = (path: string, key: string, moment: 'after' | 'before' = 'after') =>
    Object.values(read(path)[moment]!.environments)[0]!.services![key]!;

  test('a raised ceiling, with the old one before it', () => {
    expect(service('flat/raise-max-instances.plan.json', 'api')).toMatchObject({
      maxInstances: 16,
      transport: 'socket',
    });
    expect(service('flat/raise-max-instances.plan.json', 'api', 'before')).toMatchObject({ maxInstances: 8 });
  });

  test('a reader of a replica, by the reference of an address that only the apply tells', () => {
    expect(service('flat/create.plan.json', 'reports').pools).toEqual({
      main: { database: 'shop-db-replica', size: 4, driver: 'sqlalchemy' },
    });
  });

  test('services of modules, through variables and outputs', () => {
    expect(service('modules/create.plan.json', 'checkout').pools!['main']!.database).toBe('orders-stage-pg');
  });

  test('values that only an apply tells are unknown, and named', () => {
    const { after, unknowns } = read('unknown/create.plan.json');
    expect(after.environments['lab']).toMatchObject({
      databases: { lab: { tier: 'unknown' } },
      services: { lab: { maxInstances: 'unknown' } },
    });
    expect(unknowns.map(({ path }) => path)).toEqual(['databases.lab.tier', 'services.lab.maxInstances']);
  });

  test('what is created had nothing live before it', () => {
    expect(Object.values(read('flat/create.plan.json').before!.environments)[0]).not.toHaveProperty(
      'services',
    );
  });

  test('what is destroyed is before it, and not after', () => {
    const { after, before } = read('flat/destroy.plan.json');
    expect(Object.values(after.environments)[0]).not.toHaveProperty('services');
    expect(Object.keys(Object.values(before!.environments)[0]!.services!)).toEqual(['api', 'reports']);
  });

  test('a literal connection name is a reference to an instance of which no more is known', () => {
    expect(Object.values(read('borrowed/create.plan.json').after.environments)[0]!.databases).toMatchObject({
      ledger: { ownership: 'reference', maxConnections: 120 },
      archive: { ownership: 'reference', tier: 'unknown', version: 'unknown' },
    });
  });
});
