import type { Budget } from '../../budget';
import type { Violation } from '../../finding';
import type { Model } from '../../model';
import { demandInWords, momentNamed } from '../../moments';
import type { Term } from '../../terms';
import type { Rule } from '../rule';
import { databaseBudgets, usableText } from '../over-budget';

export const undeclaredClient: Rule = {
  id: 'connections/undeclared-client',
  severity: 'warning',
  summary: "Someone else's database counts someone else's clients too.",
  why: "its owner's own services connect to it as well; a sum without them fits where the database does not",
  check: (environment, model) => databaseBudgets(environment).flatMap((budget) => violations(model, budget)),
};

/** Nobody here owns it, and nobody says who else is connected. */
function violations({ environments }: Model, budget: Budget): readonly Violation[] {
  const steady = momentNamed(budget, 'steady')!;
  const owning = environments.find((candidate) => candidate.name === budget.environment);
  const isReference = owning?.declared.databases?.[budget.name]?.ownership === 'reference';
  if (!isReference || steady.terms.length === 0) return [];
  const isClient = ({ path }: Term): boolean => path.startsWith('clients.');
  if (budget.moments.some(({ terms }) => terms.some(isClient))) return [];
  const only = steady.verdict === 'fits' ? 'only ' : '';
  return [
    {
      subject: budget.path,
      owner: budget.owner,
      headline: `${only}${demandInWords(steady)} of ${usableText(budget)} are accounted for, all by this declaration, and the database is someone else's`,
      terms: steady.terms,
    },
  ];
}
