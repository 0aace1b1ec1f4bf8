import { REDIS } from '../../../support/examples/redis';
import { findingsOf, headlinesOf, withField } from '../../../support/declare';

const rule = 'redis/memory-range';
const sized = (memoryGb: number, ownership = 'managed') =>
  withField('redis.cache', { ...REDIS, memoryGb, ownership });

test.each([
  [0, ['memoryGb 0 is outside 1 to 300']],
  [1, []],
  [2, []],
  [299, []],
  [300, []],
  [301, ['memoryGb 301 is outside 1 to 300']],
])('%d GB', (memoryGb, headlines) => {
  expect(headlinesOf(rule, sized(memoryGb))).toEqual(headlines);
});

test('the nearest size is the fix', () => {
  expect(findingsOf(rule, sized(400))).toMatchObject([
    {
      severity: 'error',
      subject: 'redis.cache',
      owner: 'team-data',
      at: { path: 'redis.cache.memoryGb', value: 400 },
      why: 'the API refuses another size, after the plan has passed: the provider accepts any number',
      fixes: [{ from: 400, to: 300, effect: 'RESETS every connection for a minute or two' }],
    },
  ]);
  expect(findingsOf(rule, sized(0))).toMatchObject([{ fixes: [{ from: 0, to: 1 }] }]);
});

test('what someone else has is theirs', () => {
  expect(headlinesOf(rule, sized(400, 'reference'))).toEqual([]);
});
