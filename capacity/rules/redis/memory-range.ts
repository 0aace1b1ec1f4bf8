import { REDIS_MEMORY_GB } from '../../google-cloud/memorystore';
import type { Rule } from '../rule';
import { redisOf } from '../declared-redis';

const { min, max } = REDIS_MEMORY_GB.value;

export const memoryRange: Rule = {
  id: 'redis/memory-range',
  severity: 'error',
  summary: `A Redis instance has ${min} to ${max} GB.`,
  why: 'the API refuses another size, after the plan has passed: the provider accepts any number',
  check: (environment) =>
    redisOf(environment).flatMap(({ ours, path, redis: { memoryGb, owner } }) => {
      if (!ours || (memoryGb >= min && memoryGb <= max)) return [];
      const at = { path: `${path}.memoryGb`, value: memoryGb };
      return [
        {
          subject: path,
          at,
          owner,
          headline: `memoryGb ${memoryGb} is outside ${min} to ${max}`,
          excess: Math.max(min - memoryGb, memoryGb - max),
          knobs: [{ path: at.path, from: memoryGb, to: { value: memoryGb < min ? min : max } }],
        },
      ];
    }),
};
