import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdktf';
import type { Declaration } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { withoutStackTraces } from '../../cli/stack-traces';
import { synthesize } from '../../cli/synthesize';
import { declaration } from '../../environments';
import { EnvironmentStack } from '../../stacks/environment-stack';
import { TODAY } from '../support/declare';
import { fleet } from './fleet';
import { simulationCosts } from './simulation';

/** Prints each cost beside its target, and judges nothing: machines differ, so ratios of one run are compared. */
const scratch = mkdtempSync(path.join(tmpdir(), 'capacity-bench-'));
const folder = path.join(scratch, 'cdktf.out');

try {
  print('synthesis with all checks ÷ without', '≤ 1.25', ratio(checks(), 60));
  print('evaluation a service, 10,000 ÷ 100, 20 services a database', '≤ 1.5', scaling(20));
  print('evaluation a service, 10,000 ÷ 100, all on one database', '≤ 1.5', scaling(Infinity));
  print('evaluation a service, 10,000 ÷ 100, a database each', '≤ 1.5', scaling(1));
  print('npm run synth, CPU', '≤ 1.5 s', `${median(times(5, synthCpuSeconds)).toFixed(2)} s`);
  for (const [what, target, measured] of simulationCosts()) print(what, target, measured);
} finally {
  rmSync(scratch, { recursive: true });
}

function print(what: string, target: string, measured: string): void {
  process.stdout.write(`${what.padEnd(69)}${target.padEnd(9)}${measured}\n`);
}

interface Pair {
  readonly measured: () => void;
  readonly reference: () => void;
  /** Cost of one call of `measured` in calls of `reference` when nothing is wrong. */
  readonly factor: number;
}

function checks(): Pair {
  return {
    measured: () => void synthesize(evaluate(declaration, { today: TODAY }), folder),
    reference: () => {
      const { environments } = evaluate(declaration, { today: TODAY, rules: [] });
      withoutStackTraces(() => {
        const app = new App({ outdir: folder, skipValidation: true });
        for (const environment of environments) new EnvironmentStack(app, environment);
        app.synth();
      });
    },
    factor: 1,
  };
}

function scaling(perDatabase: number): string {
  const run = (made: Declaration): number =>
    evaluate(made, { today: TODAY }).environments[0]!.findings.length;
  const [large, small] = [fleet(10_000, perDatabase), fleet(100, perDatabase)];
  const found = run(large);
  const result = ratio(
    {
      measured: () => void run(large),
      reference: () => times(10, () => run(small)),
      factor: 10,
    },
    9,
  );
  // A finding costs a search for its fixes, which is not what this compares.
  return found === 0 ? result : `${result}, with ${found} findings`;
}

/** Median of one ÷ median of the other, taken in turns so that a busy machine slows both. */
function ratio({ measured, reference, factor }: Pair, rounds: number): string {
  const pairs = times(rounds + 2, () => [milliseconds(reference), milliseconds(measured)] as const).slice(2);
  const [base, cost] = [median(pairs.map(([ms]) => ms)), median(pairs.map(([, ms]) => ms))];
  return `${(cost / base / factor).toFixed(2)}   (${cost.toFixed(0)} ms, ${(base * factor).toFixed(0)} ms)`;
}

/** User and system time of the whole command, npm included: the second line of the shell's `times`. */
function synthCpuSeconds(): number {
  const { stdout, status } = spawnSync('sh', ['-c', 'npm run --silent synth >/dev/null || exit 1; times'], {
    encoding: 'utf8',
    env: { ...process.env, CDKTF_OUTDIR: folder },
  });
  if (status !== 0) return NaN;
  const children = stdout.trim().split('\n').at(-1)!;
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function times<T>(count: number, run: () => T): readonly T[] {
  return Array.from({ length: count }, run);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
