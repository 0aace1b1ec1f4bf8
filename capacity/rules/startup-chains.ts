import type { ServiceModel } from '../fleets';
import type { StartupBudget } from '../startup';
import { probeOf } from '../startup-probe';

/** The startup chain as it is and as it would be with nothing declared, as a part of a headline. */
export function bothChains(service: ServiceModel, budget: StartupBudget): string {
  return `declared ${declaredChain(budget)}; derived ${derivedChain(service, budget)}`;
}

function declaredChain({ connectTimeout, databaseDeadline, probe }: StartupBudget): string {
  return `connect ${connectTimeout.seconds} s < deadline ${databaseDeadline.seconds} s < probe window ${probe.windowSeconds} s`;
}

function derivedChain({ declared }: ServiceModel, budget: StartupBudget): string {
  const { connectTimeout, undeclaredDeadlineSeconds: deadline, migrationSeconds, bootSeconds } = budget;
  const { probe: _, ...startup } = declared.startup ?? {};
  const { windowSeconds } = probeOf({ ...declared, startup }, deadline + migrationSeconds + bootSeconds);
  const { databaseDeadline, failoverSeconds, leastDeadlineSeconds } = budget;
  const failover =
    databaseDeadline.derivedSeconds > leastDeadlineSeconds
      ? ` (outlasts a failover of ${failoverSeconds} s, assumption)`
      : '';
  return `connect ${connectTimeout.derivedSeconds} s < deadline ${deadline} s${failover} < probe window ${windowSeconds} s`;
}
