import type { Resilience } from './declaration';
import { toMilliseconds } from './quantity';

/** A wait between two attempts may be shorter by this share: who jitters, halves it at the most (assumed). */
export const RETRY_JITTER_PERCENT = 50;

/** Waits between all attempts with their jitter at its most: the first one, doubled each time up to the longest. */
export function leastBackoffSeconds({
  attempts,
  initialBackoffSeconds,
  maxBackoffSeconds,
}: Resilience): number {
  let sum = 0;
  let wait = initialBackoffSeconds;
  for (let left = attempts - 1; left > 0; left -= 1) {
    if (wait === 0) break;
    if (wait >= maxBackoffSeconds) {
      sum += left * maxBackoffSeconds;
      break;
    }
    sum += wait;
    wait *= 2;
  }
  return toMilliseconds(jittered(sum));
}

/**
 * How long a client may still wait when a path comes back that was away for so long: what is left of its longest wait,
 * or of its open breaker. 0 where it finds out at once: nothing was away, or the first attempt is still waiting.
 */
export function longestPauseSeconds(
  { initialBackoffSeconds, maxBackoffSeconds, breakerFailures, breakerOpenSeconds }: Resilience,
  awaySeconds: number,
  connectTimeoutSeconds: number,
): number {
  // Without a time-out no attempt fails, and an attempt that is under way goes through.
  if (connectTimeoutSeconds === 0 || connectTimeoutSeconds >= awaySeconds) return 0;
  let longest = 0;
  let wait = initialBackoffSeconds;
  for (
    let elapsed = connectTimeoutSeconds;
    elapsed < awaySeconds;
    elapsed += jittered(Math.min(wait, maxBackoffSeconds)) + connectTimeoutSeconds, wait *= 2
  )
    longest = Math.min(wait, maxBackoffSeconds);
  return Math.max(longest, breakerFailures > 0 ? breakerOpenSeconds : 0);
}

function jittered(seconds: number): number {
  return seconds * (1 - RETRY_JITTER_PERCENT / 100);
}
