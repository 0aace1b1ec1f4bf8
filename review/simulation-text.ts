import { createColors } from 'picocolors';
import {
  CAUSES,
  meetsObjective,
  type Cause,
  type DatabaseOutcome,
  type Outcome,
  type Share,
  type Simulation,
  type SimulationAssumption,
} from '../simulation';
import { groupBy } from '../capacity/group';
import { counted } from '../capacity/words';
import { columns } from './table';
import { timeLineText } from './time-line-text';

const WIDTH = 96;
/** What failed a start, in words. */
const CAUSE_TEXTS: Readonly<Record<Cause, string>> = {
  exhausted: 'exhausted (53300)',
  networkNotReady: 'network not ready',
  deadlineTooShort: 'deadline too short',
  probeTooShort: 'probe too short',
};

/** The whole report: each environment's outcome and time line, then what all of it assumes. */
export function simulationText(simulations: readonly Simulation[], colors: boolean): string {
  return [
    ...simulations.map((simulation) => environmentText(simulation, colors)),
    ...assumptionLines(simulations),
  ].join('\n\n');
}

function environmentText(simulation: Simulation, colors: boolean): string {
  const { databases, instances, name, runs, seed, services, timeLine } = simulation;
  const paint = createColors(colors);
  if (instances === 0) return `${name}   nothing starts: no instance of a service with a pool`;
  const objective = `${percent(simulation.objective)} objective`;
  const verdict = meetsObjective(simulation)
    ? paint.green(`meets the ${objective}`)
    : paint.red(`misses the ${objective}`);
  const rows = [
    ['all', ...outcomeCells(simulation, runs)],
    ...services.map((service) => [service.name, ...outcomeCells(service, runs)]),
  ];
  const head = ['', 'instances', 'started', '95 % interval', 'ready p50', 'p95', 'max', 'refused a run'];
  return [
    `${name}   ${verdict}: ${percent(simulation.started.share)} of the instances start the first time`,
    `  under these assumptions (below; docs/simulation.md), ${counted(runs, 'run')}, seed ${seed}`,
    ...undecided(simulation),
    ...columns([head, ...(services.length > 1 ? rows : rows.slice(1))], [1, 2, 3, 4, 5, 6, 7]).map(
      (line) => `  ${line}`,
    ),
    ...databases.map((database) => `  ${databaseText(database)}`),
    ...causeLines(simulation, runs),
    ...(timeLine
      ? [
          '',
          ...timeLineText(timeLine, colors)
            .split('\n')
            .map((line) => `  ${line}`),
        ]
      : []),
  ].join('\n');
}

function outcomeCells(outcome: Outcome, runs: number): readonly string[] {
  const { instances, refusals, started, timeToReadySeconds } = outcome;
  const { max, p50, p95 } = timeToReadySeconds;
  return [
    String(instances),
    percent(started.share),
    intervalText(started),
    secondsText(p50),
    secondsText(p95),
    secondsText(max),
    perRun(refusals, runs),
  ];
}

/** Said where more runs could turn the verdict. */
function undecided({ objective, started }: Simulation): readonly string[] {
  const isInside = started.low < objective && started.high > objective;
  return isInside ? ['  the interval holds the objective: more runs decide'] : [];
}

function databaseText({ before, limit, name, peakConnections, refusals, reserved }: DatabaseOutcome): string {
  const capacity = limit === null ? '' : ` of ${limit - reserved} (limit ${limit} − reserved ${reserved})`;
  const full =
    before.connected < before.wanted
      ? `; before it ${before.connected} of ${before.wanted} that wanted to be were connected`
      : '';
  const refused = refusals === 0 ? ', none refused' : '';
  return `${name}: at most ${peakConnections} connected${capacity}${refused}${full}`;
}

/** What failed the first starts, and what came of it. */
function causeLines({ causes, crashLoops, readyShare }: Simulation, runs: number): readonly string[] {
  const failed = sumOf(causes);
  if (failed === 0) return [];
  return [
    `  first failures: ${causeShares(causes).join(', ')}; ${perRun(failed, runs)} instances a run`,
    `  ${perRun(crashLoops, runs)} of them a run failed twice in a row; ${percent(readyShare)} of all are ready in the end`,
  ];
}

/** What failed the first starts that failed: `exhausted (53300) 60 %`. */
export function causeShares(causes: Outcome['causes']): readonly string[] {
  return CAUSES.filter((cause) => causes[cause] > 0).map(
    (cause) => `${CAUSE_TEXTS[cause]} ${percent(causes[cause] / sumOf(causes))}`,
  );
}

function sumOf(causes: Outcome['causes']): number {
  return CAUSES.reduce((sum, cause) => sum + causes[cause], 0);
}

/** The assumptions, once for all environments that share them. */
function assumptionLines(simulations: readonly Simulation[]): readonly string[] {
  if (simulations.every(({ instances }) => instances === 0)) return [];
  const shared = groupBy(simulations, ({ assumptions }) =>
    wrapped(assumptions.map(assumptionText)).join('\n'),
  );
  return [...shared].map(([texts, of]) => {
    const whose = shared.size === 1 ? '' : ` of ${of.map(({ name }) => name).join(' and ')}`;
    return `these assumptions${whose} (what each one is: docs/simulation.md, --format json; --set changes one)\n${texts}`;
  });
}

function assumptionText({ name, unit, value }: SimulationAssumption): string {
  return value === null ? name : `${name} ${value}${unit === '' ? '' : ` ${unit}`}`;
}

function wrapped(texts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const [index, text] of texts.entries()) {
    const part = index === texts.length - 1 ? text : `${text},`;
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + part.length <= WIDTH)
      lines[lines.length - 1] = `${line} ${part}`;
    else lines.push(`  ${part}`);
  }
  return lines;
}

function intervalText({ high, low }: Share): string {
  return `${percent(low)} to ${percent(high)}`;
}

function secondsText(seconds: number | null): string {
  return seconds === null ? 'never' : `${Math.round(seconds * 10) / 10} s`;
}

function perRun(total: number, runs: number): string {
  return String(Math.round((total / runs) * 10) / 10);
}

/** A share in percent: one digit after the point; never rounded to all or to nothing. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  const rounded = Math.min(99.9, Math.max(0.1, Math.round(share * 1000) / 10));
  return `${rounded} %`;
}
