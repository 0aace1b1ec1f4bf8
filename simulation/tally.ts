import type { Storm } from './storm';

/** Why a start failed, in the order in which `Tally.causes` counts. */
export const CAUSES = ['exhausted', 'networkNotReady', 'deadlineTooShort', 'probeTooShort'] as const;

/** Name of a cause. */
export type Cause = (typeof CAUSES)[number];

/** What one run counted, by starting fleet. */
export class Tally {
  readonly attempts: Int32Array;
  /** Every attempt ends in exactly one of four ways. */
  readonly admitted: Int32Array;
  readonly refused: Int32Array;
  readonly timedOut: Int32Array;
  /** The instance ended before the attempt did. */
  readonly abandoned: Int32Array;
  /** Instances that were ready in their first start. */
  readonly started: Int32Array;
  /** Instances that were ready in any start. */
  readonly ready: Int32Array;
  /** Instances that failed twice in a row. */
  readonly crashLoops: Int32Array;
  readonly failedStarts: Int32Array;
  /** First failures by fleet, then cause. */
  readonly causes: Int32Array;
  /** Seconds from its first start until an instance is ready; NaN where it never is. */
  readonly readySeconds: Float64Array;
  /** When something last changed that a reader looks for: a start, a refusal, a failure. */
  lastChange = 0;

  constructor({ starting }: Storm) {
    const { length } = starting;
    const counts = (): Int32Array => new Int32Array(length);
    this.attempts = counts();
    this.admitted = counts();
    this.refused = counts();
    this.timedOut = counts();
    this.abandoned = counts();
    this.started = counts();
    this.ready = counts();
    this.crashLoops = counts();
    this.failedStarts = counts();
    this.causes = new Int32Array(length * CAUSES.length);
    const instances = starting.reduce((sum, fleet) => sum + fleet.instances, 0);
    this.readySeconds = new Float64Array(instances).fill(NaN);
  }

  countCause(fleet: number, cause: Cause): void {
    this.causes[fleet * CAUSES.length + CAUSES.indexOf(cause)]! += 1;
  }

  causeCount(fleet: number, cause: Cause): number {
    return this.causes[fleet * CAUSES.length + CAUSES.indexOf(cause)]!;
  }
}
