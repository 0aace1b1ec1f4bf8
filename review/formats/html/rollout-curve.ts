import type { Budget } from '../../../capacity/budget';
import type { ServiceModel } from '../../../capacity/fleets';
import type { EnvironmentModel } from '../../../capacity/model';
import { momentNamed } from '../../../capacity/moments';
import { known, times, toMilliseconds } from '../../../capacity/quantity';
import { startSteps } from '../../../capacity/startup-probe';
import type { Term } from '../../../capacity/terms';

/** When a deploy of one service changes what it holds, seconds after its start. */
export interface RolloutTimes {
  /** Environment and name of the service. */
  readonly environment: string;
  readonly service: string;
  /** It stays at its floor, and nothing drains, until somebody moves the traffic: nobody knows when. */
  readonly isCandidate: boolean;
  /** The new fleet's floor reaches the database. */
  readonly opens: number;
  /** It is started, takes the traffic, and so is at its ceiling at the worst. */
  readonly ready: number;
  /** The last request of the outgoing fleet ends: it holds only what its pools keep open. */
  readonly drained: number;
  /** The last idle instance of the outgoing fleet ends. */
  readonly gone: number;
}

/** A part of a rollout: from a time on so many connections of a term's client. */
export interface RolloutPart {
  readonly term: Term;
  /** `outgoing` is the fleet that is replaced, or what is there only for the rollout. */
  readonly fleet: 'new' | 'outgoing' | 'other';
  readonly connections: readonly { readonly from: number; readonly count: number }[];
}

/** A rollout over time, from the model's own terms. */
export interface RolloutCurve {
  readonly services: readonly RolloutTimes[];
  readonly parts: readonly RolloutPart[];
  /** Instants at which anything changes, from 0. */
  readonly instants: readonly number[];
  /** Most connections at the same time. */
  readonly peak: number;
  /** When they are reached, seconds. */
  readonly peakAt: number;
  /** Terms that cannot be drawn: without bound, or not known. */
  readonly notDrawn: readonly Term[];
}

/**
 * Spreads the terms of the rollout over time. The worst case, as the moment counts it: load at its peak, every fleet
 * with as many connections as it may have.
 *
 * @param modelOf - the model of an environment, for the times of its services
 * @returns `undefined` where nothing rolls out
 */
export function rolloutCurve(
  budget: Pick<Budget, 'moments'>,
  modelOf: (environment: string) => EnvironmentModel | undefined,
): RolloutCurve | undefined {
  const rollout = momentNamed(budget, 'rollout');
  if (!rollout) return undefined;
  const steady = momentNamed(budget, 'steady')!.terms;
  const added = rollout.terms.slice(steady.length);
  const timesOf = rollingTimes(
    added.filter(({ waits }) => !waits),
    modelOf,
  );
  if (timesOf.size === 0) return undefined;

  const parts = [
    ...steady.map((term) => steadyPart(term, timesOf.get(clientOf(term)))),
    ...added.map((term) => addedPart(term, timesOf.get(clientOf(term)))),
  ].filter(({ term }) => typeof term.connections === 'number' && term.connections > 0);
  const services = [...timesOf.values()].map(({ own }) => own);
  const instants = [
    ...new Set([0, ...parts.flatMap(({ connections }) => connections.map(({ from }) => from))]),
  ].sort((a, b) => a - b);
  const sums = instants.map((instant) => parts.reduce((sum, part) => sum + connectionsAt(part, instant), 0));
  const peak = Math.max(...sums);
  return {
    services,
    parts,
    instants,
    peak,
    peakAt: instants[sums.indexOf(peak)]!,
    notDrawn: rollout.terms.filter(({ connections }) => typeof connections !== 'number'),
  };
}

/** Connections of a part at an instant. */
export function connectionsAt({ connections }: RolloutPart, instant: number): number {
  return connections.findLast(({ from }) => from <= instant)?.count ?? 0;
}

interface Rolling {
  readonly own: RolloutTimes;
  readonly model: ServiceModel;
}

function rollingTimes(
  added: readonly Term[],
  modelOf: (environment: string) => EnvironmentModel | undefined,
): ReadonlyMap<string, Rolling> {
  const rolling = new Map<string, Rolling>();
  for (const { environment, path } of added) {
    const model = modelOf(environment);
    const service = model?.services.find((candidate) => candidate.path === path);
    if (!model || !service) continue;
    const budget = model.startup.get(service.name);
    const { bootSeconds, migrationSeconds } = startSteps(service.declared);
    const opens = budget?.networkWarmUpSeconds ?? 0;
    const ready = toMilliseconds((budget?.databaseNeedSeconds ?? 0) + migrationSeconds + bootSeconds);
    const drained = toMilliseconds(ready + service.declared.requestTimeoutSeconds);
    const gone = drained + model.assumptions.idleInstanceSeconds;
    const isCandidate = service.rollout === 'candidate';
    const own = { environment, service: service.name, isCandidate, opens, ready, drained, gone };
    rolling.set(`${environment}\n${path}`, { own, model: service });
  }
  return rolling;
}

function steadyPart(term: Term, rolling: Rolling | undefined): RolloutPart {
  const count = known(term.connections);
  const isNew = rolling?.model.rollout === 'all-at-once' && term.label.startsWith('revision latest');
  if (!rolling || !isNew) return { term, fleet: 'other', connections: [{ from: 0, count }] };
  const { latest } = rolling.model;
  const [instances = 0, ...others] = term.factors;
  const floor = Math.min(Math.max(1, latest.floor), known(instances));
  return {
    term,
    fleet: 'new',
    connections: [
      { from: rolling.own.opens, count: known(times(floor, ...others, term.each)) },
      { from: rolling.own.ready, count },
    ],
  };
}

function addedPart(term: Term, rolling: Rolling | undefined): RolloutPart {
  const count = known(term.connections);
  if (term.waits) return { term, fleet: 'outgoing', connections: [{ from: 0, count }] };
  if (!rolling || rolling.own.isCandidate)
    return { term, fleet: 'outgoing', connections: [{ from: rolling?.own.opens ?? 0, count }] };
  return {
    term,
    fleet: 'outgoing',
    connections: [
      { from: 0, count },
      { from: rolling.own.drained, count: known(term.held) },
      { from: rolling.own.gone, count: 0 },
    ],
  };
}

function clientOf({ environment, path }: Term): string {
  return `${environment}\n${path}`;
}
