import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { RULES } from '../../../../capacity/rules';
import { render, type FormatStyle } from '../../../../review/formats';
import { reviewOf, type Review } from '../../../../review/review';
import schema from '../../../fixtures/sarif/sarif-2.1.0.json';
import { TODAY } from '../../../support/declare';
import { hostileReview } from '../../../support/hostile-review';
import { production, REVIEWED, reviewAgainstProduction, styleOf } from '../../../support/reviews';

const validate = addFormats(new Ajv({ allErrors: true, strict: false })).compile(schema);
const UNSAFE = REVIEWED['unsafe-raise'];
const STYLE: FormatStyle = { colors: false };

function logOf(review: Review, style = STYLE): Log {
  return JSON.parse(render(review, 'sarif', style)) as Log;
}

function resultsOf(review: Review, style = STYLE): readonly Result[] {
  return logOf(review, style).runs[0]!.results!;
}

/** What the published schema says against a log. */
function problemsOf(log: unknown): readonly string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function withFindings(count: number): Review {
  const review = reviewAgainstProduction(UNSAFE);
  const [environment] = review.result.environments;
  const findings = Array.from({ length: count }, (_, index) => ({
    ...environment!.findings[1]!,
    subject: `databases.copy-${index}`,
  }));
  const environments = [{ ...environment!, findings: [...findings, ...environment!.findings] }];
  return { ...review, result: { ...review.result, environments } };
}

const ACKNOWLEDGED = production({
  ...UNSAFE.environments['production']!,
  acknowledgements: [
    {
      rule: 'connections/rollout-budget',
      subject: 'databases.prod-postgres',
      reason: 'the sale',
      owner: 'team-core',
      expires: '2027-01-01',
    },
  ],
});

describe('the published schema takes', () => {
  test.each<[string, Review, FormatStyle]>([
    ...Object.entries(REVIEWED).map(([name, declaration]): [string, Review, FormatStyle] => [
      name,
      reviewAgainstProduction(declaration),
      styleOf(declaration),
    ]),
    ['what is mended', reviewAgainstProduction(production(), UNSAFE), STYLE],
    [
      'what is accepted',
      reviewAgainstProduction(ACKNOWLEDGED),
      { ...STYLE, commentKey: 'staging', version: '1.2.3' },
    ],
    [
      'hostile texts',
      hostileReview(),
      { ...STYLE, locate: () => ({ file: 'a b/\u202eé#?.json', address: '"\n' }) },
    ],
  ])('%s', (_, review, style) => {
    expect(problemsOf(logOf(review, style))).toEqual([]);
  });

  test('not everything', () => {
    const log = logOf(reviewAgainstProduction(UNSAFE));
    const [run] = log.runs;
    expect(problemsOf({ ...log, version: '2.0.0', runs: [{ ...run, tool: {}, extra: 1 }] })).toEqual([
      '/version must be equal to one of the allowed values',
      '/runs/0 must NOT have additional properties',
      "/runs/0/tool must have required property 'driver'",
    ]);
  });
});

test('every rule is described, with its page where there is one', () => {
  const style: FormatStyle = {
    ...STYLE,
    pageOf: (rule) => (rule === 'run/concurrency' ? '# A page\n' : undefined),
  };
  const { rules } = logOf(reviewAgainstProduction(UNSAFE), style).runs[0]!.tool.driver;
  expect(rules!.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(rules!.find(({ id }) => id === 'connections/rollout-budget')).toEqual({
    id: 'connections/rollout-budget',
    name: 'ConnectionsRolloutBudget',
    shortDescription: { text: RULES.find(({ id }) => id === 'connections/rollout-budget')!.summary },
    fullDescription: { text: expect.stringMatching(/^\S.* .*\.$/s) as string },
    help: { text: expect.stringContaining('See docs/rules/connections/rollout-budget.md.') as string },
    defaultConfiguration: { level: 'warning' },
    properties: { tags: ['capacity', 'connections'], precision: 'high', 'problem.severity': 'warning' },
  });
  expect(rules!.find(({ id }) => id === 'run/concurrency')!.help).toEqual({
    text: '# A page',
    markdown: '# A page',
  });
});

test('a result says what, how bad, since when, and where the number stands', () => {
  const [result] = resultsOf(reviewAgainstProduction(UNSAFE), styleOf(UNSAFE));
  const lines = JSON.stringify(UNSAFE, null, 2).split('\n');
  const line = lines.findIndex((text) => text.includes('"maxInstances": 16')) + 1;
  const startColumn = lines[line - 1]!.indexOf('16') + 1;
  expect(result).toEqual({
    ruleId: 'connections/rollout-budget',
    ruleIndex: RULES.findIndex(({ id }) => id === 'connections/rollout-budget'),
    level: 'error',
    baselineState: 'new',
    message: {
      text: expect.stringMatching(
        /^this deploy needs 436, later deploys 676; 383 usable \(limit 400 \(declared\) − reserved 7 − kept 10\)\.\n {2}services\.backend .*\nwhy .*\nfix .*\n[\s\S]*\ndocs {2}docs\/rules\/connections\/rollout-budget\.md$/s,
      ) as string,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'infra/capacity.json', uriBaseId: '%SRCROOT%' },
          region: { startLine: line, startColumn, endLine: line, endColumn: startColumn + 2 },
        },
        logicalLocations: [
          { fullyQualifiedName: 'production.services.backend.maxInstances', kind: 'member' },
        ],
      },
    ],
    partialFingerprints: {
      'capacityFinding/v1': 'f5a20cecbbc89c89',
      primaryLocationLineHash: 'f5a20cecbbc89c89:1',
    },
    properties: { environment: 'production', subject: 'databases.prod-postgres', owner: 'team-core' },
  });
});

test('of a plan, the resource has the number', () => {
  const locate = (): { file: string; address: string } => ({
    file: 'plan.json',
    address: 'module.app["a"].google_cloud_run_v2_service.backend',
  });
  const [result] = resultsOf(reviewAgainstProduction(UNSAFE), { ...STYLE, locate });
  expect(result!.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'plan.json', uriBaseId: '%SRCROOT%' },
        region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      },
      logicalLocations: [
        { fullyQualifiedName: 'module.app["a"].google_cloud_run_v2_service.backend', kind: 'resource' },
        { fullyQualifiedName: 'production.services.backend.maxInstances', kind: 'member' },
      ],
    },
  ]);
});

test('a fingerprint is that of the finding, wherever it stands and whatever it says', () => {
  const of = (review: Review, style: FormatStyle): unknown =>
    resultsOf(review, style)[0]!.partialFingerprints;
  const moved = of(reviewAgainstProduction(UNSAFE), {
    ...STYLE,
    locate: () => ({ file: 'moved.ts', line: 7 }),
  });
  expect(moved).toEqual(of(reviewAgainstProduction(UNSAFE), styleOf(UNSAFE)));
  const { services } = UNSAFE.environments['production']!;
  const worse = { ...services!['backend']!, maxInstances: 17 };
  const changed = production({
    ...UNSAFE.environments['production']!,
    services: { ...services, backend: worse },
  });
  expect(of(reviewAgainstProduction(changed), STYLE)).toEqual(moved);
});

describe('against a base', () => {
  test('what is gone is absent, and closed for a reader without baselines', () => {
    const results = resultsOf(reviewAgainstProduction(production(), UNSAFE));
    expect(
      results.map(({ ruleId, kind, level, baselineState, suppressions }) => [
        ruleId,
        kind,
        level,
        baselineState,
        suppressions?.map(({ justification }) => justification),
      ]),
    ).toEqual([
      ['connections/rollout-budget', undefined, 'warning', 'unchanged', undefined],
      ['connections/overshoot-budget', 'pass', 'none', 'absent', ['gone with this change']],
    ]);
  });

  test('without one there is no baseline state', () => {
    const review = reviewOf(UNSAFE, { today: TODAY, sourceOf: () => ({ file: 'x', prefix: '' }) });
    expect(resultsOf(review).map(({ baselineState }) => baselineState)).toEqual([undefined, undefined]);
  });
});

test('what somebody accepted is suppressed, with who and why', () => {
  const accepted = resultsOf(reviewAgainstProduction(ACKNOWLEDGED)).find(({ suppressions }) => suppressions);
  expect(accepted).toMatchObject({ ruleId: 'connections/rollout-budget', level: 'error' });
  expect(accepted!.suppressions).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'acknowledged by team-core until 2027-01-01: the sale',
    },
  ]);
});

test('what stands in the baseline is suppressed', () => {
  const review = reviewOf(UNSAFE, {
    today: TODAY,
    base: production(),
    sourceOf: () => ({ file: 'x', prefix: '' }),
  });
  const [{ rule, subject, headline, excess }] = review.result.environments[0]!.findings as [
    Review['result']['environments'][0]['findings'][0],
  ];
  const entry = {
    environment: 'production',
    rule,
    subject,
    headline,
    certain: 1000,
    ...(excess !== undefined && { excess }),
  };
  const known = reviewOf(UNSAFE, {
    today: TODAY,
    base: production(),
    baseline: [entry],
    sourceOf: review.sourceOf,
  });
  const [result] = resultsOf(known).filter(({ ruleId }) => ruleId === rule);
  expect(result).toMatchObject({
    level: 'warning',
    suppressions: [{ kind: 'external', status: 'accepted', justification: 'in the baseline, and not worse' }],
  });
});

test('code scanning shows 5,000 results: the worst are among them, and the log says how many are not', () => {
  const log = logOf(withFindings(5001));
  expect(problemsOf(log)).toEqual([]);
  const [run] = log.runs;
  expect(run!.results).toHaveLength(5000);
  expect(run!.results![0]!.ruleId).toBe('connections/rollout-budget');
  expect(run!.invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          level: 'warning',
          message: {
            text: '3 more findings are left out, because code scanning shows 5000: --format json has all',
          },
        },
      ],
    },
  ]);
});

test('hostile texts make no link and no placeholder, and no file name leaves its place', () => {
  const log = logOf(hostileReview(), { ...STYLE, locate: () => ({ file: '../a b/#?\u202e:é.json' }) });
  const { results } = log.runs[0]!;
  expect(results!.length).toBeGreaterThan(4);
  for (const { message, locations } of results!) {
    expect(message.text).not.toMatch(/\]\(|\{\d+\}|[^\P{C}\n]/u);
    expect(locations![0]!.physicalLocation!.artifactLocation!.uri).toBe(
      '../a%20b/%23%3F%5Cu202e%3A%C3%A9.json',
    );
  }
  expect(JSON.stringify(log)).not.toMatch(/[^\P{C}]/u);
});
