import type { Retry } from '../../simulation/storm';
import { runOf, storm } from '../support/storm';

const ENDLESS: Retry = {
  attempts: Infinity,
  initialSeconds: 0,
  maxSeconds: 8,
  breakerFailures: 0,
  breakerSeconds: 0,
};

test.each([0, 50])(
  'a back-off of 0 stays one after thousands of attempts, with a jitter of %d %%',
  (percent) => {
    const made = storm({ retry: ENDLESS, deadlineSeconds: 5 }, { connectionSeconds: 0 }, { background: 97 });
    const { tally } = runOf(made, { observationSeconds: 0, retryJitterPercent: percent }).finish();
    // One every millisecond.
    expect(tally.attempts[0]).toBeGreaterThan(4990);
    expect(tally.attempts[0]).toBeLessThan(5010);
    expect([tally.failedStarts[0], tally.lastChange]).toEqual([1, 15]);
  },
);

test('any other one is at its longest', () => {
  const retry = { ...ENDLESS, initialSeconds: 0.001, maxSeconds: 0.001 };
  const made = storm({ retry, deadlineSeconds: 5 }, { connectionSeconds: 0 }, { background: 97 });
  expect(runOf(made, { observationSeconds: 0 }).finish().tally.attempts[0]).toBeGreaterThan(4990);
});
