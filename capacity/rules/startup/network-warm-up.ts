import type { Knob, Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import { DIRECT_VPC_DELAY } from '../../google-cloud/cloud-run';
import { CONNECTOR_INSTANCES } from '../../google-cloud/vpc-access';
import type { EnvironmentModel } from '../../model';
import type { StartupBudget } from '../../startup';
import type { Rule } from '../rule';
import { startingServices } from '../workloads';
import { bothChains } from '../startup-chains';

export const networkWarmUp: Rule = {
  id: 'startup/network-warm-up',
  severity: 'error',
  summary: 'The database deadline outlasts the time that the path needs to carry the first connection.',
  why: 'the process gives up before its network is there and exits; the next start meets the same network',
  check: (environment) =>
    startingServices(environment).flatMap(([service, budget]) => violations(service, budget, environment)),
};

function violations(
  service: ServiceModel,
  budget: StartupBudget,
  environment: EnvironmentModel,
): readonly Violation[] {
  const { seconds } = budget.databaseDeadline;
  if (seconds >= budget.networkWarmUpSeconds) return [];
  const certain = seconds < budget.networkCertainSeconds;
  const isPublished = budget.networkBasis === 'direct-vpc' && seconds < DIRECT_VPC_DELAY.value;
  const published = `, and Google publishes ${DIRECT_VPC_DELAY.value} s or more`;
  return [
    {
      severity: certain ? 'error' : 'warning',
      subject: service.path,
      at: { path: `${service.path}.startup.databaseDeadlineSeconds`, value: seconds },
      owner: service.declared.owner,
      headline: `the database deadline is ${seconds} s; ${budget.networkText}${certain && isPublished ? published : ''}; ${bothChains(service, budget)}`,
      excess: budget.networkWarmUpSeconds - seconds,
      knobs: [deadlineKnob(service, budget), ...connectorKnobs(service, budget, environment)],
    },
  ];
}

/** The deadline that the start needs, with its margin. */
export function deadlineKnob({ path }: ServiceModel, { databaseDeadline }: StartupBudget): Knob {
  return {
    path: `${path}.startup.databaseDeadlineSeconds`,
    from: databaseDeadline.seconds,
    to: { value: databaseDeadline.derivedSeconds },
  };
}

/** More instances at the connector's minimum, so that it need not scale. */
export function connectorKnobs(
  { declared: { egress } }: ServiceModel,
  { networkBasis }: StartupBudget,
  { declared }: EnvironmentModel,
): readonly Knob[] {
  if (egress.kind !== 'connector' || networkBasis !== 'scaling') return [];
  const connector = declared.connectors?.[egress.connector];
  if (connector?.minInstances === undefined || connector.ownership === 'reference') return [];
  const path = `connectors.${egress.connector}.minInstances`;
  return [{ path, from: connector.minInstances, to: { raiseTo: CONNECTOR_INSTANCES.value.min.to } }];
}
