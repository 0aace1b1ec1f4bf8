import type { Declaration } from '../../../../capacity/declaration';
import { evaluate } from '../../../../capacity/evaluate';
import {
  connectionsAt,
  rolloutCurve,
  type RolloutCurve,
} from '../../../../review/formats/html/rollout-curve';
import { declaration as own } from '../../../../environments';
import { declare, ENVIRONMENT, SERVICE, TODAY, withField, withFields } from '../../../support/declare';

/** The curves of every database, with what the moment counts. */
function curvesOf(declaration: Declaration, base?: Declaration) {
  const result = evaluate(declaration, { today: TODAY, ...(base && { base }) });
  return result.environments.flatMap(({ budgets }) =>
    budgets.map((budget) => ({
      curve: rolloutCurve(budget, (name) => result.environments.find((one) => one.name === name)?.model),
      counted: budget.moments.find(({ name }) => name === 'rollout')?.demand ?? 0,
    })),
  );
}

function curveOf(declaration: Declaration, base?: Declaration): RolloutCurve {
  return curvesOf(declaration, base)[0]!.curve!;
}

/** Connections of each part at every instant. */
function table(curve: RolloutCurve): readonly (readonly number[])[] {
  return curve.instants.map((instant) => [
    instant,
    ...curve.parts.map((part) => connectionsAt(part, instant)),
  ]);
}

describe('one service', () => {
  const curve = curveOf(declare(ENVIRONMENT));

  test('its times are those of the startup budget, the request timeout and the idle time', () => {
    expect(curve.services).toEqual([
      {
        environment: 'test',
        service: 'api',
        isCandidate: false,
        opens: 0,
        ready: 10.3,
        drained: 70.3,
        gone: 970.3,
      },
    ]);
  });

  test('the new fleet starts at its floor and the outgoing one keeps what its pools hold', () => {
    expect(curve.parts.map(({ fleet }) => fleet)).toEqual(['new', 'outgoing']);
    expect(table(curve)).toEqual([
      [0, 6, 12],
      [10.3, 12, 12],
      [70.3, 12, 8],
      [970.3, 12, 0],
    ]);
    expect(curve).toMatchObject({ peak: 24, peakAt: 10.3, notDrawn: [] });
  });
});

test('a network that warms up delays the first connection', () => {
  const { opens, ready } = curveOf(
    withFields({
      'services.api.egress': { kind: 'direct-vpc', subnet: 'apps' },
      'network.subnets': { apps: { ownership: 'managed', ipCidrRange: '10.9.0.0/24' } },
    }),
  ).services[0]!;
  expect([opens, ready]).toEqual([80, 90.3]);
});

test('a floor above one instance starts with all of it', () => {
  expect(
    table(curveOf(withFields({ 'services.api.minInstances': 2, 'services.api.maxInstances': 3 })))[0],
  ).toEqual([0, 12, 18]);
});

test('in a comparison the outgoing fleet has the live numbers', () => {
  const curve = curveOf(withField('services.api.maxInstances', 8), declare(ENVIRONMENT));
  expect(table(curve).slice(0, 2)).toEqual([
    [0, 6, 12],
    [10.3, 48, 12],
  ]);
});

test('a candidate stays at its floor beside the live fleet: nobody knows until when', () => {
  const curve = curveOf(withField('services.api.rollout', 'candidate'));
  expect(curve.parts.map(({ fleet }) => fleet)).toEqual(['other', 'outgoing']);
  expect(table(curve)).toEqual([[0, 12, 6]]);
});

test('a live fleet larger than the new one is there from the start', () => {
  const fields = { 'services.api.rollout': 'candidate', 'services.api.outgoing': { maxInstances: 5 } };
  const curve = curveOf(withFields(fields));
  expect(curve.parts.map(({ fleet, term }) => [term.label, fleet])).toEqual([
    ['revision latest', 'other'],
    ['outgoing above revision latest', 'outgoing'],
    ['candidate at its floor', 'outgoing'],
  ]);
  expect(table(curve)).toEqual([[0, 12, 18, 6]]);
});

test('services that roll out one after another, smaller than they are live: others are not replaced yet', () => {
  const services = {
    small: { ...SERVICE, maxInstances: 1, outgoing: { maxInstances: 2 } },
    large: { ...SERVICE, maxInstances: 4 },
  };
  const curve = curveOf(declare({ ...ENVIRONMENT, services, rollouts: 'one-after-another' }));
  expect(curve.services.map(({ service }) => service)).toEqual(['large']);
  expect(curve.parts.map(({ fleet, term }) => [term.path, term.label, fleet])).toEqual([
    ['services.small', 'revision latest', 'other'],
    ['services.large', 'revision latest', 'new'],
    ['services.small', 'outgoing above revision latest', 'outgoing'],
    ['services.large', 'outgoing', 'outgoing'],
  ]);
});

test('services that roll out one after another: only the largest moves', () => {
  const services = { small: { ...SERVICE, maxInstances: 1 }, large: SERVICE };
  const curve = curveOf(declare({ ...ENVIRONMENT, services, rollouts: 'one-after-another' }));
  expect(curve.services.map(({ service }) => service)).toEqual(['large']);
  expect(curve.parts.map(({ fleet, term }) => [term.path, fleet])).toEqual([
    ['services.small', 'other'],
    ['services.large', 'new'],
    ['services.large', 'outgoing'],
  ]);
});

test('services with different times do not all meet: the peak is less than the budget counts', () => {
  const services = {
    quick: { ...SERVICE, requestTimeoutSeconds: 5, startup: { path: '/health', bootSeconds: 1 } },
    slow: { ...SERVICE, startup: { path: '/health', bootSeconds: 100 } },
  };
  const [{ curve, counted }] = curvesOf(declare({ ...ENVIRONMENT, services })) as [
    ReturnType<typeof curvesOf>[number],
  ];
  expect(counted).toBe(48);
  expect(curve).toMatchObject({ peak: 44, peakAt: 100.3 });
});

test('what has no bound, or is not known, is not drawn and said', () => {
  const { notDrawn, parts } = curveOf(withField('services.api.maxInstances', undefined));
  expect(parts).toEqual([]);
  expect(notDrawn.map(({ path, label }) => `${path} ${label}`)).toEqual([
    'services.api revision latest',
    'services.api outgoing',
  ]);
});

test('nothing rolls out against a database without services', () => {
  const { services: _, ...environment } = ENVIRONMENT;
  expect(curvesOf(declare(environment))[0]!.curve).toBeUndefined();
});

test('the environments of this project: the peak is what the budget counts', () => {
  const curves = curvesOf(own).filter(({ curve }) => curve);
  expect(curves.map(({ curve, counted }) => [curve!.peak, counted])).toEqual([
    [56, 56],
    [136, 136],
    [370, 370],
    [960, 960],
  ]);
});
