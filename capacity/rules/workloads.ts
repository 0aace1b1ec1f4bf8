import type { Knob, Violation } from '../finding';
import type { JobModel, ServiceModel } from '../fleets';
import type { EnvironmentModel } from '../model';
import { once } from '../once';
import type { StartupBudget } from '../startup';
import { isDeployed } from '../workload';

/** One thing that is wrong with a subject. */
export interface Problem {
  readonly text: string;
  readonly at: { readonly path: string; readonly value: unknown };
  readonly knobs?: readonly Knob[];
}

/** Services that this environment deploys: what someone else deploys is counted, not judged. */
export const deployedServices = once(({ services }: EnvironmentModel): readonly ServiceModel[] =>
  services.filter(isDeployed),
);

/** Deployed services that start against a database, each with its startup budget. */
export const startingServices = once(
  (environment: EnvironmentModel): readonly (readonly [ServiceModel, StartupBudget])[] =>
    deployedServices(environment).flatMap((service) => {
      const budget = environment.startup.get(service.name);
      return budget ? [[service, budget] as const] : [];
    }),
);

/** Jobs that this environment deploys. */
export const deployedJobs = once(({ jobs }: EnvironmentModel): readonly JobModel[] =>
  jobs.filter(isDeployed),
);

/** A workload's problems as its one violation, or none: a subject has one finding of a rule. */
export function violationOf(
  { path, declared }: { readonly path: string; readonly declared: { readonly owner?: string } },
  problems: readonly Problem[],
): readonly Violation[] {
  const [first] = problems;
  if (!first) return [];
  return [
    {
      subject: path,
      at: first.at,
      owner: declared.owner,
      headline: problems.map(({ text }) => text).join('; '),
      knobs: problems.flatMap(({ knobs }) => knobs ?? []),
    },
  ];
}
