import { simulationText } from '../../review/simulation-text';
import { simulate, type Simulation } from '../../simulation';
import { buildModel } from '../../capacity/model';
import { declare, ENVIRONMENT, withFields } from '../support/declare';

const SIMULATION = simulate(buildModel(declare(ENVIRONMENT)).environments[0]!, { runs: 20, seed: 1 });

/** The head of the report of one simulation with other numbers: all lines before the time line. */
function headOf(other: Partial<Simulation>): string {
  const [head] = simulationText([{ ...SIMULATION, ...other }], false).split('\n\n');
  return head!;
}

const FAILED: Partial<Simulation> = {
  started: { share: 0.9996, low: 0.97, high: 0.9999 },
  services: [
    { ...SIMULATION.services[0]!, name: 'api', started: { share: 0.5, low: 0.4, high: 0.6 } },
    {
      ...SIMULATION.services[0]!,
      name: 'auth',
      timeToReadySeconds: { p50: null, p95: null, max: null },
      refusals: 50,
    },
  ],
  objective: 0.9999,
  refusals: 50,
  crashLoops: 7,
  readyShare: 0.75,
  causes: { exhausted: 30, networkNotReady: 10, deadlineTooShort: 0, probeTooShort: 0 },
  databases: [
    {
      name: 'main',
      limit: 100,
      reserved: 7,
      peakConnections: 93,
      refusals: 50,
      before: { wanted: 400, connected: 93 },
    },
  ],
};

test('an environment that starts', () => {
  expect(headOf({})).toBe(
    [
      'test   meets the 99 % objective: 100 % of the instances start the first time',
      '  under these assumptions (below; docs/simulation.md), 20 runs, seed 1',
      '  the interval holds the objective: more runs decide',
      '        instances   started     95 % interval   ready p50    p95      max   refused a run',
      '  api           2     100 %   83.9 % to 100 %        10 s   10 s   10.1 s               0',
      '  main: at most 24 connected of 93 (limit 100 − reserved 7), none refused',
    ].join('\n'),
  );
});

test('one that does not: who, how many, what failed them, and what came of it', () => {
  expect(headOf(FAILED)).toBe(
    [
      'test   misses the 99.9 % objective: 99.9 % of the instances start the first time',
      '  under these assumptions (below; docs/simulation.md), 20 runs, seed 1',
      '         instances   started     95 % interval   ready p50     p95      max   refused a run',
      '  all            2    99.9 %    97 % to 99.9 %        10 s    10 s   10.1 s             2.5',
      '  api            2      50 %      40 % to 60 %        10 s    10 s   10.1 s               0',
      '  auth           2     100 %   83.9 % to 100 %       never   never    never             2.5',
      '  main: at most 93 connected of 93 (limit 100 − reserved 7); before it 93 of 400 that wanted to be were connected',
      '  first failures: exhausted (53300) 75 %, network not ready 25 %; 2 instances a run',
      '  0.4 of them a run failed twice in a row; 75 % of all are ready in the end',
    ].join('\n'),
  );
});

test.each([
  [0.98, 0.97, 0.995, 'misses the 99 % objective: 98 %', true],
  [0.98, 0.97, 0.99, 'misses the 99 % objective: 98 %', false],
  [1, 0.207, 1, 'meets the 99 % objective: 100 %', true],
  [1, 0.99, 1, 'meets the 99 % objective: 100 %', false],
])(
  '%d, from %d to %d: an interval that holds the objective is no decision',
  (share, low, high, text, isOpen) => {
    const [verdict, , third] = headOf({ started: { share, low, high } }).split('\n');
    expect(verdict).toBe(`test   ${text} of the instances start the first time`);
    expect(third === '  the interval holds the objective: more runs decide').toBe(isOpen);
  },
);

test('one run', () => {
  expect(headOf({ runs: 1 })).toContain('docs/simulation.md), 1 run, seed 1\n');
});

test('every assumption stands in the report, once', () => {
  const text = simulationText([SIMULATION, { ...SIMULATION, name: 'other' }], false);
  const list = text.slice(text.indexOf('\n\nthese assumptions (')).replace(/\s+/g, ' ');
  for (const { name, unit, value } of SIMULATION.assumptions)
    expect(list).toContain(value === null ? `${name},` : `${name} ${value} ${unit}`);
  expect(list.split('simulation.outgoingPercent').length).toBe(2);
});

test('lines of the report fit into 100 columns', () => {
  const wide = simulationText([SIMULATION], false)
    .split('\n')
    .filter((line) => line.length > 100);
  expect(wide).toEqual([]);
});

test('a pooler without a known limit says no limit', () => {
  expect(headOf({ databases: [{ ...SIMULATION.databases[0]!, limit: null }] })).toContain(
    '\n  main: at most 24 connected, none refused',
  );
});

test('an environment whose peak is at the limit', () => {
  const full = simulate(buildModel(withFields({ 'services.api.maxInstances': 9 })).environments[0]!, {
    runs: 5,
    seed: 1,
  });
  expect(simulationText([full], false)).toContain(
    'main: at most 93 connected of 93 (limit 100 − reserved 7)\n',
  );
});
