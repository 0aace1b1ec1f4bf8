import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { largePlan } from './plan';

/** What a process measured of itself. */
interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const ROUNDS = 5;
/** Resources of a plan of about 100 MB. */
const LARGE = 38_500;

if (process.argv[2] === '--measure') measure(process.argv[3]!, process.argv[4]!);
else main();

/** Prints each cost beside its target, and judges nothing. */
function main(): void {
  const scratch = mkdtempSync(path.join(tmpdir(), 'capacity-bench-'));
  try {
    const file = (name: string, resources: number): string => {
      const made = path.join(scratch, `${name}.json`);
      writeFileSync(made, largePlan(resources));
      return made;
    };
    const large = file('large', LARGE);
    const rounds = times(ROUNDS, () => [run('parse', large), run('review', large)] as const);
    const ratio = (field: keyof Measured): string => {
      const [parse, review] = [0, 1].map((index) => median(rounds.map((pair) => pair[index]![field])));
      return `${(review! / parse!).toFixed(2)}   (${review!.toFixed(0)} ÷ ${parse!.toFixed(0)})`;
    };
    print('review of a plan of 100 MB ÷ JSON.parse, time', '≤ 2.5', ratio('milliseconds'));
    print('review of a plan of 100 MB ÷ JSON.parse, peak memory', '≤ 3', ratio('megabytes'));
    const [many, few] = [file('many', 100_000), file('few', 1000)];
    const cost = times(ROUNDS, () => [run('review', few), run('review', many)] as const);
    const [small, big] = [0, 1].map((index) => median(cost.map((pair) => pair[index]!.milliseconds)));
    const growth = (big! / 100_000 / (small! / 1000)).toFixed(2);
    print(
      'review a resource, 100,000 ÷ 1,000 resources',
      '≤ 1.3',
      `${growth}   (${big!.toFixed(0)}, ${small!.toFixed(1)} ms)`,
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** A process of its own for each, so that the one's memory is not the other's. */
function run(what: 'parse' | 'review', file: string): Measured {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register', __filename, '--measure', what, file],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured;
}

/** The command is loaded before the clock starts: that cost does not depend on the plan. */
function measure(what: string, file: string): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only in the measuring process
  const { capacity } = require('../../cli/capacity') as { capacity: (argv: readonly string[]) => number };
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  const start = performance.now();
  const result: unknown =
    what === 'parse' ? JSON.parse(readFileSync(file, 'utf8')) : capacity(['review', file]);
  const milliseconds = performance.now() - start;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write = write;
  if (result === 2) throw new Error('the plan was not reviewed');
  process.stdout.write(`${JSON.stringify({ milliseconds, megabytes })}\n`);
}

function print(what: string, target: string, measured: string): void {
  process.stdout.write(`${what.padEnd(69)}${target.padEnd(9)}${measured}\n`);
}

function times<T>(count: number, once: () => T): readonly T[] {
  return Array.from({ length: count }, once);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
