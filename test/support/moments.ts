import type { Declaration } from '../../capacity/declaration';
import { buildModel } from '../../capacity/model';
import type { MomentName } from '../../capacity/moments';
import { textOf } from '../../capacity/terms';

/** Terms of a budget's moments as whole lines; what a moment adds to steady only. */
export function addedTo(
  moment: MomentName,
  declaration: Declaration,
  budget = 'databases.main',
): readonly string[] {
  const { moments } = buildModel(declaration).budgets.find(({ path }) => path === budget)!;
  const lines = (name: MomentName): readonly string[] =>
    moments.find((candidate) => candidate.name === name)?.terms.map(textOf) ?? [];
  const steady = lines('steady');
  if (moment === 'steady') return steady;
  return lines(moment).slice(0, steady.length).join() === steady.join()
    ? lines(moment).slice(steady.length)
    : lines(moment);
}

/** Demand of a moment; `undefined` where it was left out. */
export function demandOf(
  moment: MomentName,
  declaration: Declaration,
  budget = 'databases.main',
): number | undefined {
  return buildModel(declaration)
    .budgets.find(({ path }) => path === budget)!
    .moments.find(({ name }) => name === moment)?.demand;
}
