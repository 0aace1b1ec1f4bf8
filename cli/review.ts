import { isRefused } from '../capacity/evaluate';
import type { Declaration } from '../capacity/declaration';
import type { Format } from '../review/formats';
import { reviewOf } from '../review/review';
import { resourceChanges } from '../terraform/changes';
import { ENDED_IN_ERROR, isPlanned, nothingCounted, readingNotes } from '../terraform/plan';
import { withKnownRules } from './known-rules';
import { comparisonNotes } from './in-common';
import { today } from './load';
import { planLocator } from './locate';
import { printReview } from './print-review';
import { readBaseline } from './read-baseline';
import { readBase } from './read-declaration';
import { readingOf, readTerraformFile, readTerraformJson, type ReadFileOptions } from './read-terraform';

/** Options of `capacity review`. */
export interface ReviewOptions {
  readonly base?: string;
  readonly baseline?: string;
  readonly sidecar?: string;
  readonly name?: string;
  readonly format: Format;
}

/**
 * Reviews a plan, a state or a configuration of Terraform: anybody's. A plan is compared with what is live before it.
 *
 * @returns the exit status: 1 when something blocks, or when there was nothing to count
 */
export function review(plan: string, { base, baseline, format, ...readOptions }: ReviewOptions): number {
  const given = base === undefined ? undefined : readAnyBase(base, readOptions);
  const reading = readTerraformFile(plan, { ...readOptions, ...(given && { names: namesOf(given) }) });
  const before = given ?? reading.before;
  const entries = baseline === undefined ? undefined : readBaseline(baseline);
  const nothing = nothingCounted(reading);
  const isLarge = workloadsIn(reading.after) > MOST_WITH_FIXES;
  const result = reviewOf(withKnownRules(reading.after, readOptions.sidecar ?? plan), {
    today: today(),
    sourceOf: () => ({ file: plan, prefix: '' }),
    notes: [
      ...(nothing === undefined ? [] : [nothing]),
      ...comparisonNotes(reading.after, { base, baseline }, given, entries),
      ...(isLarge
        ? [`fixes are searched for up to ${MOST_WITH_FIXES} services and jobs; these are more`]
        : []),
      ...readingNotes(reading),
    ],
    fixes: !isLarge,
    ...(before && { base: before }),
    ...(entries && { baseline: entries }),
    // What a plan says about its own changes is true of its own base.
    ...(isPlanned(reading) && !given && { changes: resourceChanges(reading) }),
  });
  printReview(result, format, { locate: planLocator(plan, reading.addresses) });
  // Without findings these are no pass.
  const open = [nothing, ...reading.notes.filter((note) => note === ENDED_IN_ERROR)].filter(Boolean);
  for (const why of open) process.stderr.write(`capacity: ${why}\n`);
  return open.length > 0 || result.result.environments.some(isRefused) ? 1 : 0;
}

/** A declaration, the report of an earlier check or review, or another plan or state: what is live after it. */
function readAnyBase(file: string, options: ReadFileOptions): Declaration {
  const value = readTerraformJson(file);
  // What people write is small, and is read again more strictly.
  if (typeof value === 'object' && value !== null && ('environments' in value || 'summary' in value))
    return readBase(file);
  return readingOf(value, file, options).after;
}

/** Every trial of a fix evaluates everything again. */
const MOST_WITH_FIXES = 300;

function workloadsIn({ environments }: Declaration): number {
  return Object.values(environments).reduce(
    (sum, { jobs = {}, services = {} }) => sum + Object.keys(jobs).length + Object.keys(services).length,
    0,
  );
}

/** Environments of the base, by where they are: what is in the same place is the same environment. */
function namesOf({ environments }: Declaration): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(environments).map(([name, { project, region }]) => [`${project} ${region}`, name]),
  );
}
