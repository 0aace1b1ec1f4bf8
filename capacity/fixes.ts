import type { Declaration } from './declaration';
import { findingKey, type Edit, type Finding, type Fix, type Knob } from './finding';
import { effectOf, type Effect } from './google-cloud/effects';
import type { Model } from './model';
import { withPath } from './paths';

/** The result of evaluating an edited declaration, without fixes. */
export interface Trial {
  readonly model: Model;
  readonly findings: readonly Finding[];
}

/** Evaluates a declaration; `undefined` once that has been done often enough. */
export type Try = (declaration: Declaration) => Trial | undefined;

/** What a search came to. */
export interface Found {
  readonly fixes: readonly Fix[];
  /** Whether there would have been more to try. */
  readonly cut: boolean;
}

const MOST_FIXES = 4;

/** What applying an edit does, the gentlest first: of several edits the last of them counts. */
const GENTLEST: readonly Effect['kind'][] = ['in-place', 'outside', 'new-revision', 'restart', 'replace'];

/**
 * Finds edits that make a finding go away, smallest first. Every one is proven: the edited declaration is
 * evaluated, the finding is gone, no other error is new and none is worse.
 *
 * @param before - all findings of the declaration as it is
 * @param evaluate - evaluates an edited declaration
 */
export function fixesFor(
  declaration: Declaration,
  finding: Finding,
  before: readonly Finding[],
  evaluate: Try,
): Found {
  const search = new Search(declaration, finding, before, evaluate);
  const singles = finding.knobs.flatMap((knob) => search.single(knob) ?? []);
  // Where a single edit is enough, several are worth it only if they interrupt less.
  const isGentle = (fix: Fix): boolean => !isDisruptive(fix);
  const joint = singles.some(isGentle) ? [] : search.together(finding.knobs);
  const fixes = [...singles, ...(singles.length > 0 ? joint.filter(isGentle) : joint)];
  return { fixes: [...fixes].sort((a, b) => cost(a) - cost(b)).slice(0, MOST_FIXES), cut: search.cut };
}

class Search {
  /** Whether a trial was refused: the smallest edit is not known from then on. */
  public cut = false;
  private readonly trials = new Map<string, Trial>();

  public constructor(
    private readonly declaration: Declaration,
    private readonly finding: Finding,
    private readonly before: readonly Finding[],
    private readonly evaluate: Try,
  ) {}

  /** The smallest edit of one knob. */
  public single(knob: Knob): Fix | undefined {
    const { to } = knob;
    if ('value' in to) {
      const first = this.edit(knob, to.value);
      const { environment } = first;
      return this.proven([first, ...(knob.together ?? []).map((edit) => ({ environment, ...edit }))]);
    }
    const from = typeof knob.from === 'number' ? knob.from : undefined;
    const value =
      'lowerTo' in to
        ? largestWhere(to.lowerTo, (from ?? 101) - 1, (tried) => this.isGone([this.edit(knob, tried)]))
        : smallestWhere(from ?? 0, to.raiseTo, to.step ?? 1, (tried) =>
            this.isGone([this.edit(knob, tried)]),
          );
    return value === undefined || this.cut ? undefined : this.proven([this.edit(knob, value)]);
  }

  /** Where no single edit is enough, or each interrupts service: all that can be lowered, by the same share. */
  public together(knobs: readonly Knob[]): readonly Fix[] {
    const lowering = knobs.filter((knob) => 'lowerTo' in knob.to && typeof knob.from === 'number');
    if (lowering.length < 2) return [];
    const edits = (percent: number): readonly Edit[] =>
      lowering
        .map((knob) =>
          this.edit(knob, Math.max(lowest(knob), Math.floor((Number(knob.from) * percent) / 100))),
        )
        .filter(({ from, to }) => from !== to);
    const percent = largestWhere(0, 99, (tried) => this.isGone(edits(tried)));
    return percent === undefined || this.cut ? [] : [this.proven(edits(percent))].flatMap((fix) => fix ?? []);
  }

  private edit(knob: Knob, to: Edit['to']): Edit {
    return {
      environment: knob.environment ?? this.finding.environment,
      path: knob.path,
      from: knob.from ?? null,
      to,
    };
  }

  private isGone(edits: readonly Edit[]): boolean {
    const key = findingKey(this.finding);
    const trial = this.trial(edits);
    return trial !== undefined && !trial.findings.some((other) => findingKey(other) === key);
  }

  private proven(edits: readonly Edit[]): Fix | undefined {
    const trial = this.trial(edits);
    const [first, ...rest] = edits;
    if (!trial || !first || !this.isGone(edits) || !noneWorse(this.before, trial.findings)) return undefined;
    const effects = edits.map(({ path, from, to }) => effectOf(path, from, to));
    const worst = effects.reduce((a, b) => (GENTLEST.indexOf(b.kind) > GENTLEST.indexOf(a.kind) ? b : a));
    return {
      ...first,
      leaves: leftIn(trial.model, this.finding),
      effect: worst.text,
      ...(rest.length > 0 && { together: rest }),
    };
  }

  /** The search and the proof try the same edits: each is evaluated once. */
  private trial(edits: readonly Edit[]): Trial | undefined {
    const key = JSON.stringify(edits);
    const before = this.trials.get(key);
    if (before) return before;
    const edited = edits.reduce(
      (changed, { environment, path, to }) =>
        withPath(changed, `environments.${environment}.${path}`, to ?? undefined),
      this.declaration,
    );
    const trial = this.evaluate(edited);
    if (trial) this.trials.set(key, trial);
    else this.cut = true;
    return trial;
  }
}

function noneWorse(before: readonly Finding[], after: readonly Finding[]): boolean {
  const errors = new Map(before.filter(isError).map((finding) => [findingKey(finding), finding]));
  return after.filter(isError).every((finding) => {
    const was = errors.get(findingKey(finding));
    return was !== undefined && (finding.excess ?? 0) <= (was.excess ?? 0);
  });
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function leftIn(model: Model, { budget }: Finding): number | null {
  const moments = model.budgets
    .find(({ id }) => id === budget?.id)
    ?.moments.filter(({ name }) => budget!.moments.includes(name));
  const left = (moments ?? []).flatMap((moment) => moment.left ?? []);
  return left.length > 0 ? Math.min(...left) : null;
}

/** What interrupts service comes after what does not; then the relative size of the edit. */
function cost(fix: Fix): number {
  const { from, to, together } = fix;
  const disruptive = isDisruptive(fix) ? 1_000_000 : 0;
  const size =
    typeof from === 'number' && typeof to === 'number' ? Math.abs(to - from) / Math.max(1, from) : 1;
  return disruptive + (together?.length ?? 0) * 1000 + size;
}

/** Effects that interrupt service or lose something begin in capitals. */
function isDisruptive({ effect }: Fix): boolean {
  return /^[A-Z]{3}/.test(effect);
}

function lowest({ to }: Knob): number {
  return 'lowerTo' in to ? to.lowerTo : 0;
}

/** The largest whole number in a range for which a falling condition holds. */
function largestWhere(low: number, high: number, holds: (value: number) => boolean): number | undefined {
  if (low > high || !holds(low)) return undefined;
  let [good, bad] = [low, high + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** The smallest multiple of `step` above a number for which a rising condition holds. */
function smallestWhere(
  above: number,
  high: number,
  step: number,
  holds: (value: number) => boolean,
): number | undefined {
  let [bad, good] = [Math.floor(above / step), Math.floor(high / step)];
  if (good <= bad || !holds(good * step)) return undefined;
  // Most answers are near: steps that double find them in fewer trials than halves of a long range.
  for (let ahead = 1; bad + ahead < good; ahead *= 2) {
    if (holds((bad + ahead) * step)) good = bad + ahead;
    else bad += ahead;
  }
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle * step)) good = middle;
    else bad = middle;
  }
  return good * step;
}
