import type { Connector } from '../declaration';
import type { Knob, Severity, Violation } from '../finding';
import type { JobModel, ServiceModel } from '../fleets';
import { groupBy } from '../group';
import type { EnvironmentModel } from '../model';
import { once } from '../once';

/** A declared connector, with what its rules have in common. */
export interface DeclaredConnector {
  readonly name: string;
  /** `connectors.staging-connector`. */
  readonly path: string;
  readonly connector: Connector;
  /** This stack deploys it; someone else's is only named. */
  readonly ours: boolean;
  /** What cannot be deployed blocks; what is wrong about someone else's connector warns. */
  readonly severity: Severity;
  readonly services: readonly ServiceModel[];
  readonly jobs: readonly JobModel[];
}

/** The connectors that an environment declares, with the workloads on each. */
export const connectorsOf = once(
  ({ declared, services, jobs }: EnvironmentModel): readonly DeclaredConnector[] => {
    const servicesOn = groupBy(services, connectorOf);
    const jobsOn = groupBy(jobs, connectorOf);
    return Object.entries(declared.connectors ?? {}).map(([name, connector]) => {
      const ours = connector.ownership !== 'reference';
      return {
        name,
        path: `connectors.${name}`,
        connector,
        ours,
        severity: ours ? 'error' : 'warning',
        services: servicesOn.get(name) ?? [],
        jobs: jobsOn.get(name) ?? [],
      };
    });
  },
);

function connectorOf({ declared: { egress } }: ServiceModel | JobModel): string | undefined {
  return egress.kind === 'connector' ? egress.connector : undefined;
}

/** A number with the range that the product accepts for it. */
export interface Bound {
  readonly path: string;
  /** `minInstances`. */
  readonly name: string;
  readonly value: number | undefined;
  readonly from: number;
  readonly to: number;
}

/** What is wrong about a minimum and a maximum: missing beside the other, outside its range, not below the other. */
export function boundsViolations(
  { ours, severity }: DeclaredConnector,
  min: Bound,
  max: Bound,
  step = 1,
): readonly Violation[] {
  const at = ({ path, value }: Bound): Pick<Violation, 'subject' | 'severity' | 'at'> => ({
    subject: path,
    severity,
    at: { path, value },
  });
  const knob = ({ path, value }: Bound, to: Knob['to']): readonly Knob[] =>
    ours ? [{ path, from: value, to }] : [];
  const wrong = [min, max].flatMap((bound): Violation[] => {
    const { name, value, from, to } = bound;
    if (value === undefined) {
      const other = bound === min ? max : min;
      const headline = `${name} is not set beside ${other.name} ${other.value}`;
      const usual = bound === min ? from : to;
      return [{ ...at(bound), headline, knobs: knob(bound, { value: usual }) }];
    }
    if (value < from || value > to) {
      const headline = `${name} ${value} is outside ${from} to ${to}`;
      const nearest = knob(bound, { value: value < from ? from : to });
      return [{ ...at(bound), headline, excess: Math.max(from - value, value - to), knobs: nearest }];
    }
    if (value % step === 0) return [];
    const headline = `${name} ${value} is not a multiple of ${step}`;
    return [{ ...at(bound), headline, knobs: knob(bound, { value: Math.ceil(value / step) * step }) }];
  });
  if (wrong.length > 0 || min.value === undefined || max.value === undefined || min.value < max.value)
    return wrong;
  return [
    {
      ...at(min),
      headline: `${min.name} ${min.value} is not below ${max.name} ${max.value}`,
      excess: min.value - max.value + 1,
      knobs: [
        ...knob(max, { raiseTo: max.to, step }),
        ...knob(min, { value: Math.floor((max.value - 1) / step) * step }),
      ],
    },
  ];
}
