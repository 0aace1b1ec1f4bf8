import type { Declaration } from './declaration';
import { findingKey, type Edit, type Finding, type Fix, type Knob } from './finding';
import { AS_LIVE, effectOf, strongest, type Effect } from './google-cloud/effects';
import { getPath, keysOf } from './paths';
import { errorsOf, type Judged, type Outcome, type Trials } from './trials';

/** What a search came to. */
export interface Found {
  readonly fixes: readonly Fix[];
  /** Whether there would have been more to try. */
  readonly cut: boolean;
}

const MOST_FIXES = 4;

/**
 * Finds edits that make a finding go away, smallest first. Every one is proven: the edited declaration is
 * evaluated, the finding is gone, its budget fits, no other error is new and none is worse.
 *
 * @param trials - of edits of the declaration
 * @param before - all findings of the declaration as it is
 * @param goals - what should be gone as well, so that whoever applies the fix is not refused again
 * @param base - what is live, in a comparison
 */
export function fixesFor(
  trials: Trials,
  finding: Finding,
  before: readonly Finding[],
  goals: readonly Finding[] = [finding],
  base?: Declaration,
): Found {
  const search = new Search(trials, finding, goals, before, base);
  const singles = finding.knobs.flatMap((knob) => search.single(knob) ?? []);
  // Where a single edit is enough, several are worth it only if they interrupt less.
  const isGentle = (fix: Fix): boolean => !isDisruptive(fix);
  const joint = singles.some(isGentle) ? [] : search.together(finding.knobs);
  const fixes = [...singles, ...(singles.length > 0 ? joint.filter(isGentle) : joint)];
  // Where nothing is enough for all of them, an edit that is enough for this one is still a step.
  if (fixes.length === 0 && goals.length > 1 && !search.cut)
    return fixesFor(trials, finding, before, [finding], base);
  return { fixes: [...fixes].sort((a, b) => cost(a) - cost(b)).slice(0, MOST_FIXES), cut: search.cut };
}

/** What a fix of a finding should mend: of errors of one budget all, since the strictest of them decides. */
export function goalsOf(finding: Finding, all: readonly Finding[]): readonly Finding[] {
  const isOpen = ({ severity, acknowledgedBy }: Finding): boolean => severity === 'error' && !acknowledgedBy;
  const { budget, subject } = finding;
  if (!budget || !isOpen(finding)) return [finding];
  return all.filter((other) => isOpen(other) && other.subject === subject && other.budget?.id === budget.id);
}

/** Where to look first: of the client that a budget's finding points at, the number with the smallest edit. */
export function pointedAt({ at, budget, environment }: Finding, fixes: readonly Fix[]): Finding['at'] {
  if (!at || !budget) return at;
  const client = `${keysOf(at.path).slice(0, 2).join('.')}.`;
  const fix = fixes.find(
    (one) => one.environment === (at.environment ?? environment) && one.path.startsWith(client),
  );
  return fix ? { ...at, path: fix.path, value: fix.from ?? undefined } : at;
}

class Search {
  /** Whether a trial was refused: the smallest edit is not known from then on. */
  public cut = false;

  public constructor(
    private readonly trials: Trials,
    private readonly finding: Finding,
    private readonly goals: readonly Finding[],
    private readonly before: readonly Finding[],
    private readonly base: Declaration | undefined,
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
    const ending = knobs
      .filter(({ to }) => 'value' in to && to.value === 0)
      .map((knob) => this.edit(knob, 0));
    if (lowering.length < 2) return [];
    const lowered = (percent: number): readonly Edit[] =>
      lowering
        .map((knob) =>
          this.edit(knob, Math.max(lowest(knob), Math.floor((Number(knob.from) * percent) / 100))),
        )
        .filter(({ from, to }) => from !== to);
    const share = (edits: (percent: number) => readonly Edit[]): Fix | undefined => {
      const percent = largestWhere(0, 99, (tried) => this.isGone(edits(tried)));
      return percent === undefined || this.cut ? undefined : this.proven(edits(percent));
    };
    // What can only end is added where the rest is not enough without it.
    const fix =
      share(lowered) ??
      (ending.length > 0 ? share((percent) => [...ending, ...lowered(percent)]) : undefined);
    return fix ? [fix] : [];
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
    const trial = this.trial(edits);
    if (!trial) return false;
    // A rule may also fall silent because a sum is not known any more: that is no proof.
    return this.goals.every(
      (goal) =>
        !trial.findings.has(findingKey(goal)) &&
        momentsOf(trial, goal).every(({ verdict }) => verdict === 'fits'),
    );
  }

  private proven(edits: readonly Edit[]): Fix | undefined {
    const trial = this.trial(edits);
    const [first, ...rest] = edits;
    if (!trial || !first || !this.isGone(edits) || !noneWorse(this.before, trial)) return undefined;
    const worst = strongest(edits.map((edit) => this.effectOf(edit)));
    return {
      ...first,
      leaves: leftIn(trial, this.goals),
      effect: worst.text,
      ...(rest.length > 0 && { together: rest }),
    };
  }

  /** In a comparison an edit changes what is live, which may be what it goes back to. */
  private effectOf({ environment, path, from, to }: Edit): Effect {
    const live = this.base?.environments[environment];
    if (getPath(live, keysOf(path).slice(0, 2).join('.')) === undefined) return effectOf(path, from, to);
    // Of what is in the environment's project and region, neither is written.
    const was =
      getPath(live, path) ??
      (/\.(project|region)$/.test(path) ? getPath(live, keysOf(path).at(-1)!) : undefined);
    return was === (to ?? undefined) ? AS_LIVE : effectOf(path, was, to);
  }

  private trial(edits: readonly Edit[]): Outcome | undefined {
    const outcome = this.trials.of(edits);
    if (!outcome) this.cut = true;
    return outcome;
  }
}

function noneWorse(before: readonly Finding[], { errors }: Outcome): boolean {
  const was = new Map(errorsOf(before).map(({ key, excess }) => [key, excess]));
  return errors.every(({ key, excess }) => excess <= (was.get(key) ?? -Infinity));
}

/** The moments of a finding's budget that it is about. */
function momentsOf({ moments }: Outcome, { budget }: Finding): readonly Judged[] {
  if (!budget) return [];
  return (moments.get(budget.id) ?? []).filter(({ name }) => budget.moments.includes(name));
}

function leftIn(outcome: Outcome, goals: readonly Finding[]): number | null {
  const left = goals.flatMap((goal) => momentsOf(outcome, goal)).flatMap((moment) => moment.left ?? []);
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
