import type { ResourceChange } from '../../../../capacity/change';
import { changesBetween } from '../../../../capacity/changes';
import type { Declaration } from '../../../../capacity/declaration';
import { declare, ENVIRONMENT, findingsOf, SERVICE, withFields } from '../../../support/declare';
import { changing } from '../../../support/examples/change';

const RULE = 'change/unsafe-transition';

interface Comparison {
  readonly base: Declaration;
  readonly declaration: Declaration;
}

/** The same change with what a plan knows of the order in which it is applied. */
const inOrder = ({ base, declaration }: Comparison, dependsOn: readonly string[] | undefined) =>
  changesBetween(base, declaration).map((change): ResourceChange => {
    const { dependsOn: _, ...rest } = change;
    return dependsOn ? { ...rest, dependsOn } : rest;
  });

const said = ({ base, declaration }: Comparison, changes?: readonly ResourceChange[]) =>
  findingsOf(RULE, declaration, { base, ...(changes && { changes }) }).map(({ severity, headline }) => [
    severity,
    headline,
  ]);

/** Old fleet 5 × (4 + 2) = 30, new fleet 5 × 1 = 5; the limit goes from 100 to `limit`. */
const lowered = (limit: number): Comparison =>
  changing(
    { 'services.api.maxInstances': 5 },
    {
      'databases.main.maxConnections': limit,
      'services.api.pools.main.size': 1,
      'services.api.pools.main.maxOverflow': 0,
    },
  );

/** Old fleet 10 × 6 = 60, new fleet 20 × 6 = 120; the limit goes from 100 to `limit`. */
const raised = (limit: number): Comparison =>
  changing(
    { 'services.api.maxInstances': 10 },
    { 'databases.main.maxConnections': limit, 'services.api.maxInstances': 20 },
  );

test('silent without a base, and where nothing or only one of the two changes', () => {
  const { base, declaration } = lowered(30);
  expect(findingsOf(RULE, declaration)).toEqual([]);
  expect(said({ base, declaration: base })).toEqual([]);
  expect(said(changing({}, { 'databases.main.maxConnections': 30 }))).toEqual([]);
  expect(said(changing({}, { 'services.api.maxInstances': 14 }))).toEqual([]);
});

describe('a limit that goes down with the pools', () => {
  const services = (usable: number, limit: number, states: string) =>
    `limit 100 (declared) → ${limit} (declared), and Terraform changes the database first: ${states} of ${usable} usable after it; safe as two deploys: first the services (both fleets need 35 of 90), then, once the old fleet has drained (960 s), the database (the new fleet needs 5 of ${usable})`;

  // reserved 3 + 2 below 100, kept 3: usable is the limit − 8.
  test.each([
    [37, [['error', services(29, 37, 'the old fleet needs 30 and both fleets together need 35')]]],
    [38, [['warning', services(30, 38, 'both fleets together need 35')]]],
    [42, [['warning', services(34, 42, 'both fleets together need 35')]]],
    [43, []],
  ])('to %d', (limit, expected) => {
    expect(said(lowered(limit))).toEqual(expected);
  });

  test('the terms and the fix are those of the first of two deploys', () => {
    const { base, declaration } = lowered(30);
    const [finding] = findingsOf(RULE, declaration, { base });
    expect(finding).toMatchObject({
      subject: 'databases.main',
      owner: 'team-data',
      at: { path: 'databases.main.maxConnections', value: 30 },
      excess: 13,
    });
    expect(finding!.terms.map(({ label, connections }) => [label, connections])).toEqual([
      ['revision latest', 5],
      ['outgoing', 30],
    ]);
    expect(finding!.fixes).toEqual([
      {
        environment: 'test',
        path: 'databases.main.maxConnections',
        from: 30,
        to: 100,
        leaves: 55,
        effect: 'leaves it as it is live',
      },
    ]);
  });

  test('the second deploy, of the database alone, is safe', () => {
    const { declaration } = lowered(30);
    const first = withFields({ 'databases.main.maxConnections': 100 }, declaration);
    expect(said({ base: first, declaration })).toEqual([]);
  });

  test('where no order is safe', () => {
    // Old 14 × 6 = 84 of 90, new 5 × 4 = 20 of 22: both fleets fit neither.
    const change = changing(
      { 'services.api.maxInstances': 14 },
      {
        'databases.main.maxConnections': 30,
        'services.api.maxInstances': 5,
        'services.api.pools.main.maxOverflow': 0,
      },
    );
    expect(said(change)).toEqual([
      [
        'error',
        'limit 100 (declared) → 30 (declared), and Terraform changes the database first: the old fleet needs 84 and both fleets together need 104 of 22 usable after it; neither order of two deploys is safe: the database first (the old fleet 84 of 22, both fleets 104 of 22), the services first (both fleets 104 of 90); go in smaller steps',
      ],
    ]);
    expect(findingsOf(RULE, change.declaration, { base: change.base })[0]!.fixes).toEqual([]);
  });
});

describe('a limit that goes up with the instances', () => {
  test.each([
    [189, 1],
    [190, 0],
  ])('to %d, the database first', (limit, findings) => {
    // reserved 7, kept 3: both fleets need 180.
    expect(said(raised(limit))).toHaveLength(findings);
  });

  test('side by side, the new fleet may meet the old limit', () => {
    const change = raised(200);
    expect(said(change, inOrder(change, []))).toEqual([
      [
        'error',
        'limit 100 (declared) → 200 (declared), and Terraform changes the database and the services side by side: both fleets together need 180 of 90 usable before it; safe as two deploys: first the database (the old fleet needs 60 of 190), then the services (both fleets need 180 of 190)',
      ],
    ]);
    const [finding] = findingsOf(RULE, change.declaration, {
      base: change.base,
      changes: inOrder(change, []),
    });
    expect(finding!.fixes).toMatchObject([{ path: 'services.api.maxInstances', from: 20, to: 10 }]);
  });

  test('in an order that nobody knows it warns, since one of them is safe', () => {
    const change = raised(200);
    expect(said(change, inOrder(change, undefined))).toEqual([
      [
        'warning',
        expect.stringContaining(
          'the order in which Terraform changes the database and the services is not known: both fleets together need 180 of 90 usable before it; safe as two deploys: first the database',
        ),
      ],
    ]);
    expect(said(change, inOrder(change, ['databases.main']))).toEqual([]);
  });
});

test('where even the end does not fit, the budget’s own rule says so', () => {
  const change = raised(120);
  expect(said(change)).toEqual([]);
  expect(findingsOf('connections/steady-budget', change.declaration, { base: change.base })).toHaveLength(1);
});

test('a service that gets no new revision has one fleet only', () => {
  // web 12 × 6 = 72 stays; api goes from 12 to 2 × 1: its rollout is 14, both together 86 of 86.
  const web = { ...SERVICE, maxInstances: 12 };
  const change = (limit: number) =>
    changing(
      { 'services.web': web },
      {
        'databases.main.maxConnections': limit,
        'services.api.pools.main.size': 1,
        'services.api.pools.main.maxOverflow': 0,
      },
    );
  expect(said(change(94))).toEqual([]);
  expect(said(change(93))).toEqual([
    ['warning', expect.stringContaining('both fleets together need 86 of 85 usable after it')],
  ]);
});

test('another tier moves the default limit as well', () => {
  const change = changing(
    {
      'databases.main.maxConnections': undefined,
      'databases.main.tier': 'db-custom-2-7680',
      'services.api.maxInstances': 30,
    },
    { 'databases.main.tier': 'db-custom-1-3840', 'services.api.maxInstances': 2 },
  );
  expect(said(change)).toEqual([
    [
      'error',
      expect.stringContaining(
        'limit 400 (default of db-custom-2-7680) → 100 (default of db-custom-1-3840), and Terraform changes the database first: the old fleet needs 180 and both fleets together need 192 of 90 usable after it; safe as two deploys: first the services (both fleets need 192 of 390)',
      ),
    ],
  ]);
});

test('a database that only the base or only the change names has no transition', () => {
  const other = { ...ENVIRONMENT, databases: { main: { ...ENVIRONMENT.databases.main, instance: 'other' } } };
  expect(said({ base: lowered(30).base, declaration: declare(other) })).toEqual([]);
});

test('a service that ends is there until it has: the limit must not fall before', () => {
  const web = { ...SERVICE, maxInstances: 10 };
  const ended = changing(
    { 'services.web': web },
    { 'services.web': undefined, 'databases.main.maxConnections': 50 },
  );
  // 12 of api and 60 of web meet 43 usable.
  expect(said(ended)).toEqual([
    [
      'error',
      'limit 100 (declared) → 50 (declared), and Terraform changes the database and the services side by side: the old fleet needs 72 and both fleets together need 72 of 42 usable after it; safe as two deploys: first the services (both fleets need 72 of 90), then, once the old fleet has drained (0 s), the database (the new fleet needs 12 of 42)',
    ],
  ]);
});
