import type { Budget } from '../../budget';
import type { Severity, Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { EnvironmentModel } from '../../model';
import { hasSum, momentNamed } from '../../moments';
import { inWords, known } from '../../quantity';
import type { Term } from '../../terms';
import type { Rule } from '../rule';

export const revisionSplit: Rule = {
  id: 'run/revision-split',
  severity: 'warning',
  summary: 'One revision of a service gets all of its traffic.',
  why: 'every revision scales up to its own ceiling and opens its own pools: a split that outlives its rollout holds two fleets',
  check: (environment) => environment.services.flatMap((service) => violations(service, environment)),
};

function violations(service: ServiceModel, environment: EnvironmentModel): readonly Violation[] {
  const { path, declared, latest, counted, latestTraffic } = service;
  if (counted.length === 0) return [];
  const traffic = Object.values(declared.revisions ?? {}).map((revision) => revision.traffic);
  const serving = [
    { ...latest, traffic: latestTraffic },
    ...counted.map((fleet, index) => ({ ...fleet, traffic: traffic[index]! })),
  ].filter((fleet) => fleet.traffic > 0);
  if (serving.length < 2) return [];
  const over = environment.budgets.filter(
    (budget) => budget.kind === 'database' && isOverBySplit(service, environment.name, budget),
  );
  const [first] = over;
  const shares = serving
    .map((fleet) => `${fleet.label.replace('revision ', '')} ${fleet.traffic} %`)
    .join(', ');
  const ceilings = serving.map(({ instances }) => inWords(instances)).join(' + ');
  const cap = declared.serviceMaxInstances;
  const bound = cap === undefined ? 'each up to its own ceiling' : `at most ${cap} together`;
  const alone = first ? `; ${over.map(({ name }) => name).join(', ')} fits one of them, and not all` : '';
  const severity: Severity = first ? 'error' : 'warning';
  const [other] = Object.entries(declared.revisions ?? {}).filter(([, revision]) => revision.traffic > 0);
  const simple = serving.length === 2 && latestTraffic > 0 && declared.latestTraffic === undefined;
  return [
    {
      severity,
      subject: path,
      at: { path: `${path}.revisions.${other![0]}.traffic`, value: other![1].traffic },
      owner: declared.owner,
      headline: `${serving.length} revisions share the traffic (${shares}), ${bound}: ${ceilings} instances${alone}`,
      knobs: simple
        ? [{ path: `${path}.revisions.${other![0]}.traffic`, from: other![1].traffic, to: { value: 0 } }]
        : [],
      ...(first && {
        budget: { id: first.id, moments: ['steady'] },
        terms: ownTerms(service, environment.name, first),
      }),
    },
  ];
}

/** Steady is over, and would fit if only the revision with the largest demand got traffic. */
function isOverBySplit(service: ServiceModel, environment: string, budget: Budget): boolean {
  const steady = momentNamed(budget, 'steady')!;
  const { usable } = budget.limit;
  if (steady.verdict !== 'over' || typeof usable !== 'number' || !hasSum(steady)) return false;
  const demands = new Map<string, number>();
  for (const term of ownTerms(service, environment, budget)) {
    const revision = term.label.replace(/ pool .*$/, '');
    demands.set(revision, (demands.get(revision) ?? 0) + known(term.connections));
  }
  const all = [...demands.values()];
  const others = all.reduce((sum, one) => sum + one, 0) - Math.max(0, ...all);
  return steady.demand - others <= usable;
}

function ownTerms({ path }: ServiceModel, environment: string, budget: Budget): readonly Term[] {
  return momentNamed(budget, 'steady')!.terms.filter(
    (term) => term.environment === environment && term.path === path,
  );
}
