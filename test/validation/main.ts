import { parseArgs } from 'node:util';
import { findPostgres } from '../support/postgres/find';
import type { Comparison } from './compare';
import { compareAll } from './lanes';
import { tableOf } from './table';
import { verdicts } from './verdict';

/** Storms played for real beside their simulation: exit status 0 where they agree, 1 where not, 2 where nothing ran. */
async function validate(): Promise<number> {
  const { values } = parseArgs({
    options: {
      storms: { type: 'string', default: '8' },
      runs: { type: 'string', default: '1000' },
      seeds: { type: 'string', default: '1,2,3' },
      milliseconds: { type: 'string', default: '75' },
    },
  });
  const millisecondsPerSecond = whole('milliseconds', values.milliseconds);
  const options = {
    seeds: values.seeds.split(',').map((seed) => whole('seeds', seed)),
    storms: whole('storms', values.storms),
    runs: whole('runs', values.runs),
    millisecondsPerSecond,
  };
  const found = findPostgres();
  if (found.kind !== 'binaries') {
    const why =
      found.kind === 'none'
        ? found.why
        : 'a server of its own is needed, and CAPACITY_POSTGRES_URL names one';
    process.stderr.write(`validate: skipped, because ${why}\n`);
    return 2;
  }
  const comparisons = await compareAll({ ...options, onDone: report });
  process.stdout.write(`${tableOf(comparisons, millisecondsPerSecond).join('\n')}\n`);
  return verdicts(comparisons).every(({ holds }) => holds) ? 0 : 1;
}

function report({ measured, seed, simulated, what }: Comparison): void {
  const shares = [measured, simulated].map(({ share }) => (share * 100).toFixed(1)).join(' / ');
  process.stderr.write(`seed ${seed}: ${what}: ${shares}\n`);
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > 1_000_000)
    throw new RangeError(`--${name}: given ${text}; allowed is a whole number from 1 to 1000000`);
  return value;
}

validate().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`validate: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
