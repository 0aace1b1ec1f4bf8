import { render } from '../../../../review/formats';
import { reviewOf } from '../../../../review/review';
import { TODAY } from '../../../support/declare';
import { hostileReview } from '../../../support/hostile-review';
import { nodesOf, parseMarkdown } from '../../../support/markdown';
import { production, PRODUCTION, REVIEWED, reviewAgainstProduction, styleOf } from '../../../support/reviews';

const STYLE = { colors: false };
const sourceOf = (): { file: string; prefix: string } => ({ file: 'capacity.json', prefix: '' });

/** The comment on a change, its lines. */
function linesOf(review: Parameters<typeof render>[0], style = STYLE): readonly string[] {
  return render(review, 'markdown', style).split('\n');
}

describe('the first line', () => {
  test.each([
    [
      'safe-raise',
      '**production**: fits, 147 of 383 usable left during later rollouts on `prod-postgres` (+40 connections)',
    ],
    [
      'unsafe-raise',
      '**production**: over by 53 during the rollout on `prod-postgres` (+240 connections); 1 new error, 1 new warning',
    ],
    [
      'connector-shrink',
      '**production**: refused; connections fit, 187 of 383 usable left during the rollout on `prod-postgres` (±0 connections); **replaces** `connectors.prod-connector`; 1 new error',
    ],
  ] as const)('of %s', (name, line) => {
    expect(linesOf(reviewAgainstProduction(REVIEWED[name]))[0]).toBe(line);
  });

  test('of what is mended', () => {
    expect(linesOf(reviewAgainstProduction(production(), REVIEWED['unsafe-raise']))[0]).toBe(
      '**production**: fits, but over by 53 during the rollout on `prod-postgres` (−240 connections), which only warns; 1 fixed',
    );
  });

  test('of a check without a base has no change', () => {
    expect(linesOf(reviewOf(production(), { today: TODAY, sourceOf }))[0]).toBe(
      '**production**: fits, 187 of 383 usable left during the rollout on `prod-postgres`',
    );
  });

  test('of an environment without a database', () => {
    const { databases: _, services, ...rest } = PRODUCTION;
    const { pools: __, ...auth } = services.auth;
    const review = reviewOf(production({ ...rest, services: { auth } }), { today: TODAY, sourceOf });
    expect(linesOf(review)[0]).toBe('**production**: no database');
  });

  test('of what has no bound, and of what nobody knows', () => {
    const withBackend = (edit: object): string => {
      const backend = { ...PRODUCTION.services.backend, ...edit };
      const environment = { ...PRODUCTION, services: { ...PRODUCTION.services, backend } };
      return linesOf(reviewOf(production(environment), { today: TODAY, sourceOf }))[0]!;
    };
    expect(withBackend({ maxInstances: undefined })).toMatch(
      /^\*\*production\*\*: over: what is needed in the steady state on `prod-postgres` has no bound; /,
    );
    expect(withBackend({ processes: undefined })).toMatch(
      /^\*\*production\*\*: unknown: nobody knows a number that decides .* on `prod-postgres`/,
    );
  });

  test('of several environments is that of the worst', () => {
    const { backend } = PRODUCTION.services;
    const services = { ...PRODUCTION.services, backend: { ...backend, maxInstances: 25 } };
    const environments = {
      small: { ...PRODUCTION, project: 'shop-small' },
      large: { ...PRODUCTION, project: 'shop-large', services },
      ...REVIEWED['unsafe-raise'].environments,
    };
    const lines = linesOf(reviewOf({ schemaVersion: 1, environments }, { today: TODAY, sourceOf }));
    expect(lines.filter((line) => line.startsWith('**')).slice(0, 3)).toEqual([
      '**large**: over by 653 during the rollout on `prod-postgres`; 2 errors',
      '**small**: fits, 187 of 383 usable left during the rollout on `prod-postgres`',
      '**production**: fits, but over by 293 during the rollout on `prod-postgres`, which only warns; 2 warnings',
    ]);
  });
});

test('the connections that changed, and no others', async () => {
  const tables = nodesOf(
    'table',
    await parseMarkdown(render(reviewAgainstProduction(REVIEWED['connector-shrink']), 'markdown', STYLE)),
  );
  const heads = tables.map(({ children }) => nodesOf('text', children![0]!).map(({ value }) => value));
  expect(heads).toEqual([
    ['resource', 'change', 'effect'],
    ['of', 'capacity', 'before → after'],
  ]);
});

test('of a check without a base, every moment; of a new environment, what is new', () => {
  const lines = linesOf(reviewOf(production(), { today: TODAY, sourceOf }));
  expect(lines).toContain('| database | moment | connections | usable | left |');
  expect(lines).toContain('| `prod-postgres` | rollout | 196 | 383 | 187 |');
  const added = { ...production().environments, added: { ...PRODUCTION, project: 'shop-added' } };
  expect(linesOf(reviewAgainstProduction({ schemaVersion: 1, environments: added }))).toContain(
    '| `added` `prod-postgres` | steady | 98 new | 383 | 285 |',
  );
});

test('a raised limit shows both', () => {
  const database = { ...PRODUCTION.databases['prod-postgres'], maxConnections: 500 };
  const raised = production({ ...PRODUCTION, databases: { 'prod-postgres': database } });
  expect(linesOf(reviewAgainstProduction(raised))).toContain(
    '| `prod-postgres` | steady | 98 (±0) | 383 → **483** | 385 |',
  );
});

test('what deletion protection blocks half-way says so', () => {
  const review = reviewAgainstProduction(REVIEWED['connector-shrink']);
  const changes = review.changes.map((change) => ({ ...change, isProtected: true }));
  expect(render({ ...review, changes }, 'markdown', STYLE)).toContain(
    '| **blocked half-way**: deletion protection stops the apply here, after other changes were made. **replace**: ',
  );
});

test('acknowledgements, baseline, notes and assumptions are folded', () => {
  const { environments } = REVIEWED['unsafe-raise'];
  const acknowledgement = {
    rule: 'connections/rollout-budget',
    subject: 'databases.prod-postgres',
    reason: 'sale',
    owner: 'team-core',
    expires: '2027-01-01',
  };
  const environment = { ...environments['production']!, acknowledgements: [acknowledgement] };
  const entry = {
    environment: 'production',
    rule: 'database/disk-size',
    subject: 'databases.old',
    headline: 'small',
    certain: 0,
  };
  const review = reviewOf(production(environment), {
    today: TODAY,
    base: production(),
    baseline: [entry],
    notes: ['read from a plan'],
    sourceOf,
  });
  const text = render(review, 'markdown', STYLE);
  expect(text.match(/(?<=<summary>).*(?=<\/summary>)/g)).toEqual([
    '1 accepted',
    '1 acknowledgement',
    '1 entry of the baseline',
    '1 note',
    '8 assumptions',
  ]);
  expect(text).toContain(
    'production: connections/rollout-budget   databases.prod-postgres   in-force   until 2027-01-01   team-core: sale',
  );
  expect(text).toContain('production: database/disk-size   databases.old   gone');
  expect(text).toContain('- `read from a plan`');
  expect(text).toMatch(/^\*\*production\*\*: over by 53 .*\(\+240 connections\); 1 new warning$/m);
});

test('of several environments, every row and every finding names its own', () => {
  const environments = {
    ...REVIEWED['unsafe-raise'].environments,
    small: { ...PRODUCTION, project: 'shop-small' },
  };
  const base = { small: environments.small, ...production().environments };
  const text = render(
    reviewAgainstProduction({ schemaVersion: 1, environments }, { schemaVersion: 1, environments: base }),
    'markdown',
    STYLE,
  );
  expect(text).toContain(
    '| `production` `prod-postgres` | rollout | 196 → **436** (+240) | 383 | **53 over** |',
  );
  expect(text).toContain('| `production` `services.backend` (team-core) | update `maxInstances 4 → 16` |');
  expect(text).toContain('| `production` `services.backend` | instances at most | 4 → **16** (+12) |');
  expect(text).toContain(
    '`connections/rollout-budget` · `production` `services.backend.maxInstances = 16` · ',
  );
  expect(text).not.toContain('`small` `prod-postgres`');
});

test('what is certain may be over on its own', () => {
  const { backend, auth } = PRODUCTION.services;
  const { processes: _, ...unknown } = auth;
  const services = { backend: { ...backend, maxInstances: 25 }, auth: unknown };
  const lines = linesOf(reviewOf(production({ ...PRODUCTION, services }), { today: TODAY, sourceOf }));
  expect(lines[0]).toMatch(
    /^\*\*production\*\*: over by at least 653 during the rollout on `prod-postgres`; /,
  );
  expect(lines).toContain('| `prod-postgres` | steady | at least 518 | 383 | **at least 135 over** |');
});

test('the clients of a pooler are not the connections of its database', () => {
  const poolers = {
    bouncer: {
      owner: 'platform',
      database: 'prod-postgres',
      replicas: 1,
      poolSize: 20,
      maxClientConnections: 60,
    },
  };
  const { backend, auth } = PRODUCTION.services;
  const pooled = (maxInstances: number): typeof PRODUCTION =>
    ({
      ...PRODUCTION,
      poolers,
      services: {
        auth,
        backend: {
          ...backend,
          maxInstances,
          pools: { main: { ...backend.pools.main, via: 'pgbouncer', pooler: 'bouncer' } },
        },
      },
    }) as unknown as typeof PRODUCTION;
  const lines = linesOf(reviewAgainstProduction(production(pooled(5)), production(pooled(4))));
  expect(lines[0]).toBe(
    // It was over before, by 20 less.
    '**production**: over by 120 during the rollout on `bouncer` clients (+20 connections); 1 new error',
  );
  expect(lines.filter((line) => line.startsWith('| `bouncer` clients | steady'))).toEqual([
    '| `bouncer` clients | steady | 80 → **100** (+20) | 60 | **40 over** |',
  ]);
});

describe('the marker', () => {
  test.each([
    [undefined, '<!-- capacity-stack -->'],
    ['staging/plan', '<!-- capacity-stack staging/plan -->'],
    ['a --> <b>\n--', '<!-- capacity-stack a __ _b___ -->'],
  ])('of the key %j', (commentKey, marker) => {
    const text = render(reviewAgainstProduction(production()), 'markdown', {
      ...STYLE,
      ...(commentKey !== undefined && { commentKey }),
    });
    expect(text.split('\n').at(-1)).toBe(marker);
  });
});

describe('hostile texts', () => {
  const text = render(hostileReview(), 'markdown', {
    colors: false,
    locate: () => ({ file: '`|`\n# file', address: '`]|\u202e' }),
  });

  test('stay in code: they make no node of their own', async () => {
    const tree = await parseMarkdown(text);
    for (const type of ['link', 'image', 'emphasis', 'delete', 'linkReference', 'definition', 'blockquote'])
      expect(nodesOf(type, tree)).toEqual([]);
    expect(new Set(nodesOf('html', tree).map(({ value }) => value!.replace(/\d+ [a-z ]+(?=<)/, '')))).toEqual(
      new Set(['<details><summary></summary>', '</details>', '<!-- capacity-stack -->']),
    );
    const words = nodesOf('text', tree)
      .map(({ value }) => value)
      .join('\n');
    expect(words).not.toMatch(/[@#<>`|[\]$]|:\/\/|www|octo|pwned/);
    expect(nodesOf('code', tree).length).toBeGreaterThan(5);
  });

  test('end no cell of a table', async () => {
    for (const table of nodesOf('table', await parseMarkdown(text))) {
      const [head, ...rows] = nodesOf('tableRow', table).map(({ children }) => children!.length);
      expect(new Set(rows)).toEqual(new Set([head]));
    }
  });

  test('bring no control or format character', () => {
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });
});

test('lines of the declaration', () => {
  const declaration = REVIEWED['unsafe-raise'];
  const text = render(reviewAgainstProduction(declaration), 'markdown', styleOf(declaration));
  const lines = JSON.stringify(declaration, null, 2).split('\n');
  const line = lines.findIndex((one) => one.includes('"maxInstances": 16')) + 1;
  expect(text).toContain(
    `\`services.backend.maxInstances = 16\` · \`infra/capacity.json:${line}\` · owner team-core`,
  );
});
