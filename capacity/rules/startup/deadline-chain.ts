import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import type { EnvironmentModel } from '../../model';
import { probeOf, type StartupBudget } from '../../startup';
import type { Rule } from '../rule';
import { startingServices } from '../workloads';
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
  const { seconds } = budget.databaseDeadline;
  // A deadline that does not even outlast the network is for startup/network-warm-up to report.
  if (seconds >= leastDeadlineSeconds || seconds < networkWarmUpSeconds) return [];
  const impossible = seconds < networkCertainSeconds + connectionSeconds;
  return [
    {
      ...(impossible && {
        severity: 'error',
        why: 'the process gives up before its connections are open and exits; the next start takes as long',
      }),
      subject: service.path,
      at: { path: `${service.path}.startup.databaseDeadlineSeconds`, value: seconds },
      owner: service.declared.owner,
      headline: [
        `the database needs ${needText(budget, environment)}`,
        `declared ${chainText(budget)}`,
        `derived ${derivedText(service, budget)}`,
      ].join('; '),
      excess: leastDeadlineSeconds - seconds,
      knobs: [deadlineKnob(service, budget), ...connectorKnobs(service, budget, environment)],
    },
  ];
}

function needText(budget: StartupBudget, { assumptions }: EnvironmentModel): string {
  const { connections, databaseNeedSeconds, networkWarmUpSeconds } = budget;
  const plural = connections === 1 ? 'connection' : 'connections';
  return `${databaseNeedSeconds} s (network ${networkWarmUpSeconds} + ${connections} ${plural} × ${assumptions.connectionSeconds})`;
}

function chainText({ connectTimeout, databaseDeadline, probe }: StartupBudget): string {
  return `connect ${connectTimeout.seconds} s < deadline ${databaseDeadline.seconds} s < probe window ${probe.windowSeconds} s`;
}

/** The chain as it would be with nothing declared. */
function derivedText({ declared }: ServiceModel, budget: StartupBudget): string {
  const { connectTimeout, databaseDeadline, migrationSeconds, bootSeconds } = budget;
  const { probe: _, ...startup } = declared.startup ?? {};
  const needed = databaseDeadline.derivedSeconds + migrationSeconds + bootSeconds;
  const { windowSeconds } = probeOf({ ...declared, startup }, needed);
  const { failoverSeconds, leastDeadlineSeconds } = budget;
  const failover =
    databaseDeadline.derivedSeconds > leastDeadlineSeconds
      ? ` (outlasts a failover of ${failoverSeconds} s, assumption)`
      : '';
  return `connect ${connectTimeout.derivedSeconds} s < deadline ${databaseDeadline.derivedSeconds} s${failover} < probe window ${windowSeconds} s`;
}
