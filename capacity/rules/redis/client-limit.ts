import type { Budget } from '../../budget';
import type { Knob, Violation } from '../../finding';
import { REDIS_MEMORY_GB } from '../../google-cloud/memorystore';
import type { Model } from '../../model';
import { momentNamed, type MomentName } from '../../moments';
import { demandText, overBudget } from '../over-budget';
import type { Rule } from '../rule';

/** A client keeps what it opened, so both fleets of a rollout hold all of their connections. */
const BLOCKING: readonly MomentName[] = ['steady', 'migration', 'rollout', 'later-rollout'];
const WARNING: readonly MomentName[] = ['redeploy', 'overshoot'];

export const clientLimit: Rule = {
  id: 'redis/client-limit',
  severity: 'error',
  summary: 'The clients of all instances fit the Redis instance at every moment.',
  why: 'Memorystore rejects every new connection beyond its limit, also those of an instance that starts',
  check: (environment, model) =>
    environment.reports
      .filter(({ kind }) => kind === 'redis-clients')
      .flatMap((budget) => violations(model, budget)),
};

/** Every moment that does not fit, as one violation; the first of them has the terms. */
function violations(model: Model, budget: Budget): readonly Violation[] {
  const over = [...BLOCKING, ...WARNING]
    .flatMap((name) => momentNamed(budget, name) ?? [])
    .filter(({ verdict }) => verdict !== 'fits');
  const [first] = over;
  if (!first) return [];
  const cannot = over.every(({ verdict }) => verdict === 'unknown') ? 'cannot be known: ' : '';
  const needs = over.map((moment) => `${moment.name} needs ${demandText(moment)}`).join(', ');
  const violation = overBudget(model, budget, over, `${cannot}${needs}; limit ${budget.limit.text}`, '');
  return [
    {
      ...violation,
      ...(WARNING.includes(first.name) && { severity: 'warning' }),
      why: clientLimit.why,
      knobs: [...(violation.knobs ?? []), ...raiseLimit(model, budget)],
    },
  ];
}

/** With TLS before Redis 7, a larger instance takes more clients. */
function raiseLimit({ environments }: Model, { environment, name, path }: Budget): readonly Knob[] {
  const redis = environments.find((candidate) => candidate.name === environment)?.declared.redis?.[name];
  if (!redis || redis.ownership === 'reference') return [];
  const { memoryGb } = redis;
  return [
    { environment, path: `${path}.memoryGb`, from: memoryGb, to: { raiseTo: REDIS_MEMORY_GB.value.max } },
  ];
}
