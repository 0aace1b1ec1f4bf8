import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { EnvironmentModel } from '../../model';
import type { StartupBudget } from '../../startup';
import { counted } from '../../words';
import type { Rule } from '../rule';
import { startingServices } from '../workloads';
import { bothChains } from '../startup-chains';
import { connectorKnobs, deadlineKnob } from './network-warm-up';

export const deadlineChain: Rule = {
  id: 'startup/deadline-chain',
  severity: 'warning',
  summary: 'A declared database deadline leaves the start the time that it needs, with its margin.',
  why: 'one slow handshake uses up the deadline, and the process exits although the database would have answered',
  check: (environment) =>
    startingServices(environment).flatMap(([service, budget]) => violations(service, budget, environment)),
};

function violations(
  service: ServiceModel,
  budget: StartupBudget,
  environment: EnvironmentModel,
): readonly Violation[] {
  const { networkWarmUpSeconds, networkCertainSeconds, connectionSeconds, leastDeadlineSeconds } = budget;
  const { seconds, derivedSeconds } = budget.databaseDeadline;
  // A deadline that does not even outlast the network is for startup/network-warm-up to report.
  if (seconds >= derivedSeconds || seconds < networkWarmUpSeconds) return [];
  // Not to outlast a failover is a choice, which is only reported.
  const isChoice = seconds >= leastDeadlineSeconds;
  const impossible = seconds < networkCertainSeconds + connectionSeconds;
  return [
    {
      ...(isChoice && {
        severity: 'info',
        why: 'an instance that starts during a failover gives up and is started anew',
      }),
      ...(impossible && {
        severity: 'error',
        why: 'the process gives up before its connections are open and exits; the next start takes as long',
      }),
      subject: service.path,
      at: { path: `${service.path}.startup.databaseDeadlineSeconds`, value: seconds },
      owner: service.declared.owner,
      headline: `the database needs ${needText(budget, environment)}; ${bothChains(service, budget)}`,
      excess: derivedSeconds - seconds,
      knobs: [deadlineKnob(service, budget), ...connectorKnobs(service, budget, environment)],
    },
  ];
}

function needText(budget: StartupBudget, { assumptions }: EnvironmentModel): string {
  const { connections, databaseNeedSeconds, lineSeconds, networkWarmUpSeconds } = budget;
  const line = lineSeconds > 0 ? ` + line of the connector ${lineSeconds}` : '';
  return `${databaseNeedSeconds} s (network ${networkWarmUpSeconds}${line} + ${counted(connections, 'connection')} × ${assumptions.connectionSeconds})`;
}
