import { columns } from '../../review/table';
import type { Answer, Answered } from './answer';
import type { RecordedCase } from './record';

/** A case with its answer beside what happened. */
export interface AnsweredCase extends Answered {
  readonly id: string;
  readonly outcome: string;
}

/** How often each answer was given. */
export type Tally = Readonly<Record<Answer | 'total', number>>;

/** Outcomes that are told apart; every other text is `other`. */
export const OUTCOMES = ['exhausted', 'near', 'fine', 'other'] as const;

export type Summary = Readonly<Record<(typeof OUTCOMES)[number], Tally>>;

const ANSWERS = ['blocked', 'warned', 'clear', 'undecidable'] as const;

/** Answers beside outcomes. */
export function answered({ id, outcome }: RecordedCase, answer: Answered): AnsweredCase {
  return { id, outcome, ...answer };
}

/** Counts answers by outcome. */
export function summarize(cases: readonly AnsweredCase[]): Summary {
  const tally = (): Record<Answer | 'total', number> => ({
    blocked: 0,
    warned: 0,
    clear: 0,
    undecidable: 0,
    total: 0,
  });
  const summary = { exhausted: tally(), near: tally(), fine: tally(), other: tally() };
  for (const { outcome, answer } of cases) {
    const row = summary[OUTCOMES.find((name) => name === outcome) ?? 'other'];
    row[answer] += 1;
    row.total += 1;
  }
  return summary;
}

/** The report for machines. */
export function incidentsJson(cases: readonly AnsweredCase[]): string {
  const listed = cases.map(({ id, outcome, answer, rules, missing }) => ({
    id,
    outcome,
    answer,
    rules,
    ...(missing !== undefined && { missing }),
  }));
  return printable(JSON.stringify({ cases: listed, summary: summarize(cases) }, null, 2), /[^\P{C}\n]/gu);
}

/** The report for people: a line a case, then the table. */
export function incidentsText(cases: readonly AnsweredCase[]): string {
  const lines = columns([
    ['case', 'outcome', 'answer', 'by', 'connections'],
    ...cases.map((one) =>
      [one.id, one.outcome, one.answer, reasonOf(one), numbersOf(one)].map((cell) => printable(cell)),
    ),
  ]);
  return [...lines, '', ...tableOf(summarize(cases))].join('\n');
}

/** Escapes what a terminal would obey or not show. */
export function printable(text: string, unsafe = /\p{C}|[\u2028\u2029]/gu): string {
  return text.replace(unsafe, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function tableOf(summary: Summary): readonly string[] {
  const rows = OUTCOMES.filter((outcome) => outcome !== 'other' || summary.other.total > 0).map((outcome) => {
    const tally = summary[outcome];
    return [
      outcome,
      ...ANSWERS.map((answer) => String(tally[answer])),
      String(tally.total),
      shareOf(outcome, tally),
    ];
  });
  const all = OUTCOMES.map((outcome) => summary[outcome]);
  const sum = (key: Answer | 'total'): number => all.reduce((total, tally) => total + tally[key], 0);
  const totals = ['all', ...ANSWERS.map((answer) => String(sum(answer))), String(sum('total'))];
  return columns(
    [
      ['outcome', ...ANSWERS, 'cases', ''],
      ...rows,
      [...totals, `${percent(sum('undecidable'), sum('total'))} undecidable`],
    ],
    [1, 2, 3, 4, 5],
  );
}

/** What counts: of what ran out, how much was seen; of what was fine, how much was disturbed. */
function shareOf(outcome: string, { blocked, warned, clear, undecidable, total }: Tally): string {
  if (outcome === 'exhausted') {
    const decided = total - undecidable;
    return `flagged ${blocked + warned} of ${decided} decidable (${percent(blocked + warned, decided)}), blocked ${percent(blocked, decided)}, missed ${clear}`;
  }
  return outcome === 'fine'
    ? `blocked ${blocked} (${percent(blocked, total)}), warned ${warned} (${percent(warned, total)})`
    : '';
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

function reasonOf({ answer, rules, missing }: AnsweredCase): string {
  return answer === 'undecidable' ? `missing ${missing ?? ''}` : rules.join(', ') || '–';
}

/** `steady 222, rollout 412 of 237`. */
function numbersOf({ budget: { usable, steady, rollout } }: AnsweredCase): string {
  const rolling = rollout === undefined ? '' : `, rollout ${rollout}`;
  return `steady ${steady}${rolling} of ${usable ?? 'unknown'}`;
}
