import { evaluate } from '../../capacity/evaluate';
import type { Declaration } from '../../capacity/declaration';
import { resultText } from '../../review/text';
import { declare, ENVIRONMENT, SERVICE, TODAY, withField, withFields } from '../support/declare';

function textOf(declaration: Declaration, colors = false): readonly string[] {
  const style = { colors, sourceOf: (name: string) => ({ file: `environments/${name}.ts`, prefix: '' }) };
  return resultText(evaluate(declaration, { today: TODAY }), style).split('\n');
}

function headOf(declaration: Declaration, base?: Declaration): string {
  const style = { colors: false, sourceOf: () => ({ file: '', prefix: '' }) };
  return resultText(evaluate(declaration, { today: TODAY, base }), style).split('\n')[0]!;
}

function two(test: Declaration): Declaration {
  const project = { ...ENVIRONMENT, project: 'another' };
  return { ...test, environments: { ...test.environments, another: project } };
}

test('what fits: the verdict, every moment with its terms, the startup, the count', () => {
  const lines = textOf(declare(ENVIRONMENT));
  expect(lines.slice(0, 7)).toEqual([
    'test  fits   worst: rollout 24 of 90 usable, 66 left',
    '  main   limit 100 (declared) − reserved 7 − kept 3',
    '    steady      12   api 2 × 1 × (4 + 2) = 12',
    '    rollout     24   + api outgoing 12',
    '    redeploy    36   + api outgoing 12   + api outgoing again 12 (warns only)',
    '    overshoot   18   + api revision latest above its ceiling 6 (warns only)',
    '    churn       18   + api killed while starting 6 (warns only)',
  ]);
  expect(lines.at(-1)).toMatch(/^0 errors, 0 warnings, \d+ assumptions$/);
});

test('a refusal in full, the rest of its environment and the other environments a line each', () => {
  const lines = textOf(two(withField('services.api.maxInstances', 20)));
  expect(lines).toContain('test     over   worst: rollout 240 of 90 usable, 150 over');
  expect(lines).toContain('    steady      120   api 20 × 1 × (4 + 2) = 120   OVER');
  expect(lines).toContain('another  fits   worst: rollout 24 of 90 usable, 66 left');
  expect(lines.filter((line) => line.startsWith('  why   '))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('limit 100'))).toHaveLength(3);
});

describe('what is over and does not block', () => {
  test('only warns: it is said beside `fits`, with the worst of what fits', () => {
    expect(headOf(withField('services.api.maxInstances', 10))).toBe(
      'test  fits, but rollout is 30 over (warns)   worst: steady 60 of 90 usable, 30 left',
    );
  });

  test('was forgiven: it is over all the same', () => {
    const over = withField('services.api.maxInstances', 20);
    expect(headOf(over, over)).toBe('test  over   worst: rollout 240 of 90 usable, 150 over');
    const rollout = withFields({ 'services.api.maxInstances': 10, rolloutOver: 'error' });
    expect(headOf(rollout, rollout)).toBe('test  over   worst: rollout 120 of 90 usable, 30 over');
  });

  test('is acknowledged: it is over all the same', () => {
    const subject = { subject: 'databases.main', reason: 'a test', owner: 'team', expires: '9999-01-01' };
    const acknowledgements = [{ ...subject, rule: 'connections/rollout-budget' }];
    expect(
      headOf(withFields({ 'services.api.maxInstances': 10, rolloutOver: 'error', acknowledgements })),
    ).toBe('test  over   worst: rollout 120 of 90 usable, 30 over');
  });

  test('is not known, or has no bound, where a pooler only warns', () => {
    const pooler = { database: 'main', replicas: 1, poolSize: 5, mode: 'transaction' };
    const pooled = { database: 'main', size: 4, via: 'pgbouncer', pooler: 'bouncer' };
    const through = (fields: object) =>
      withFields({
        'poolers.bouncer': pooler,
        'services.api.pools.main': { ...pooled, ...fields },
      });
    const head = (live: object) => headOf(through({}), through(live));
    const worst = 'worst: later-rollout 16 of 100 usable, 84 left';
    expect(head({ maximum: 'unlimited' })).toBe(`test  fits, but rollout is over (warns)   ${worst}`);
    expect(head({ size: undefined })).toBe(`test  fits, but rollout is unknown (warns)   ${worst}`);
    expect(head({ size: 5 })).toBe('test  fits   worst: rollout 18 of 100 usable, 82 left');
  });
});

test('warnings alone are printed in full', () => {
  const text = textOf(withField('connectors.path.minInstances', undefined)).join('\n');
  const warned = textOf(withFields({ 'services.api.startup': { path: '/health', provesDatabase: false } }));
  expect(text).toContain('\n  why   ');
  expect(warned.join('\n')).toMatch(
    /\nwarning startup\/probe-proves-database {3}environments\/test\.ts {2}services\.api\..*\n[\s\S]*\n {2}why {3}/,
  );
});

test('an error that is no question of capacity is `refused`, not `over`', () => {
  expect(textOf(withField('connectors.path.machineType', 'e2-huge'))[0]).toBe(
    'test  refused   worst: rollout 24 of 90 usable, 66 left',
  );
});

test('a number that nobody knows', () => {
  const lines = textOf(withField('services.api.processes', undefined));
  expect(lines[0]).toBe('test  unknown');
  expect(lines).toContain('    steady      at least 12   api 2 × unknown × (4 + 2) = at least 12   UNKNOWN');
});

test('a number without bound', () => {
  const lines = textOf(withField('services.api.maxInstances', undefined));
  expect(lines).toContain('    steady      0 + unlimited   api unlimited × 1 × (4 + 2) = unlimited   OVER');
});

test('an environment without a database', () => {
  const { pools: _, ...service } = SERVICE;
  const { databases: __, ...environment } = ENVIRONMENT;
  expect(textOf(declare({ ...environment, services: { api: service } }))[0]).toBe('test  fits   no database');
});

test('a shared database names who shares it, and whose term it is', () => {
  const reader = {
    ...ENVIRONMENT,
    project: 'reader',
    databases: { main: { ...ENVIRONMENT.databases.main, ownership: 'reference', project: 'example' } },
  } as const;
  const shared: Declaration = { schemaVersion: 1, environments: { test: ENVIRONMENT, reader } };
  expect(textOf(shared)).toContain(
    '  main   limit 100 (declared) − reserved 7 − kept 3   shared with reader',
  );
  expect(textOf(shared)).toContain(
    '    steady      24   api 2 × 1 × (4 + 2) = 12   reader: api 2 × 1 × (4 + 2) = 12',
  );
});

test('many terms and services are cut, and said', () => {
  const services = Object.fromEntries(
    Array.from({ length: 14 }, (_, index) => [
      `s${index}`,
      {
        ...SERVICE,
        maxInstances: 1,
        pools: { main: { database: 'main', driver: 'node-postgres', size: 1 } },
      },
    ]),
  ) as Declaration['environments'][string]['services'];
  const lines = textOf(declare({ ...ENVIRONMENT, services }));
  expect(lines.find((line) => line.startsWith('    steady'))).toMatch(/ s5 1 × 1 × 1 = 1 {3}… 8 more$/);
  expect(lines).toContain('  startup of 2 more services');
});

test('acknowledgements are listed with what became of them', () => {
  const acknowledgement = { subject: 'databases.main', reason: 'load test', owner: 'team-api' };
  const declaration = withFields({
    'services.api.maxInstances': 20,
    acknowledgements: [
      { ...acknowledgement, rule: 'connections/steady-budget', expires: '2026-12-31' },
      { ...acknowledgement, rule: 'connections/rollout-budget', expires: '2026-11-21' },
      { ...acknowledgement, rule: 'connections/churn-budget', expires: '2026-12-31' },
    ],
  });
  const lines = textOf(declaration);
  expect(lines.filter((line) => line.startsWith('  acknowledged connections'))).toEqual([
    '  acknowledged connections/steady-budget databases.main   in-force, until 2026-12-31, team-api: load test',
    '  acknowledged connections/rollout-budget databases.main   expired, until 2026-11-21, team-api: load test',
    '  acknowledged connections/churn-budget databases.main   unused, until 2026-12-31, team-api: load test',
  ]);
  expect(lines).toContain('  acknowledged by team-api until 2026-12-31: load test');
  expect(lines.at(-1)).toMatch(/^1 error, \d+ warnings?, 1 acknowledged, /);
});

test('colours only where they are wanted', () => {
  const over = withField('services.api.maxInstances', 20);
  const escape = String.fromCharCode(27);
  expect(textOf(over, true).join('\n')).toContain(
    `${escape}[31merror${escape}[39m connections/steady-budget`,
  );
  expect(textOf(over).join('\n')).not.toContain(escape);
});

test('two errors of one cause print its fixes once', () => {
  const lines = textOf(withField('services.api.maxInstances', 20));
  expect(lines.filter((line) => line.startsWith('  fix'))).toEqual([
    '  fix   any one of',
    '  fix   as for connections/steady-budget',
  ]);
});
