import type { Parameters } from '../../simulation';
import { CAUSES, type Tally } from '../../simulation/tally';
import type { StartingFleet, Storm, StormServer } from '../../simulation/storm';
import { FLEET, runOf, storm } from '../support/storm';

/** Nothing starts again. */
const ONCE = { observationSeconds: 0 } as const;
/** One attempt a connection. */
const NO_RETRY = { ...FLEET.retry, attempts: 1 } as const;

function tallyOf(
  fleet: Partial<StartingFleet>,
  other: Partial<Storm> = {},
  server: Partial<StormServer> = {},
  parameters: Partial<Parameters> = {},
): Tally {
  return runOf(storm(fleet, other, server), parameters).finish().tally;
}

/** Why the first start of each instance failed. */
function causesOf(tally: Tally): Readonly<Record<string, number>> {
  const counts = CAUSES.map((cause) => [cause, tally.causeCount(0, cause)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

describe('one start', () => {
  test('10 s of boot and a connection of 1 s: a probe passes 11 s after the start', () => {
    expect([...tallyOf({}).readySeconds]).toEqual([11]);
  });

  test('connections of a pool are opened one after another, or as many at once as the driver does', () => {
    const ready = (atOnce: number): number =>
      tallyOf({ steps: [{ server: 0, connections: 4, atOnce }] }).readySeconds[0]!;
    expect([ready(1), ready(2), ready(3), ready(4)]).toEqual([14, 12, 12, 11]);
  });

  test('steps follow each other; processes do not wait for each other', () => {
    const steps = [
      { server: 0, connections: 2, atOnce: 2 },
      { server: 0, connections: 1, atOnce: 1 },
    ];
    const tally = tallyOf({ steps, processes: 3 });
    expect([tally.readySeconds[0], tally.admitted[0]]).toEqual([12, 9]);
  });

  test.each([
    // [seconds of migration, when a probe passes]: probes at 0, 10, 20 … wait 5 s each.
    [0, 11],
    [4, 15],
    [4.001, 20],
    [9, 20],
    [14, 25],
  ])('after a migration of %d s a probe passes at %d s', (migrationSeconds, seconds) => {
    expect([...tallyOf({ migrationSeconds }).readySeconds]).toEqual([seconds]);
  });

  test('the first probe comes after its delay', () => {
    const probe = { ...FLEET.probe, initialDelaySeconds: 3 };
    const ready = [2, 6, 8].map((migrationSeconds) => tallyOf({ migrationSeconds, probe }).readySeconds[0]);
    // Listening at 13, 17 and 19 s; probes at 3, 13 and 23 wait 5 s each.
    expect(ready).toEqual([13, 17, 23]);
  });

  test('the last probe begins one period before the window ends, and waits for its time-out', () => {
    const probe = { ...FLEET.probe, failureThreshold: 2 };
    const last = tallyOf({ migrationSeconds: 4, probe }, {}, {}, ONCE);
    expect([...last.readySeconds]).toEqual([15]);
    const late = tallyOf({ migrationSeconds: 4.001, probe }, {}, {}, ONCE);
    expect([...late.readySeconds, causesOf(late)]).toEqual([NaN, { probeTooShort: 1 }]);
  });

  test('the deadline counts from the end of the boot', () => {
    const steps = [{ server: 0, connections: 3, atOnce: 1 }];
    expect(tallyOf({ steps, deadlineSeconds: 3.001 }, {}, {}, ONCE).started[0]).toBe(1);
    const late = tallyOf({ steps, deadlineSeconds: 2.999 }, {}, {}, ONCE);
    expect([late.started[0], causesOf(late)]).toEqual([0, { deadlineTooShort: 1 }]);
  });

  test('an instance without processes opens nothing', () => {
    expect([...tallyOf({ processes: 0 }).readySeconds]).toEqual([10]);
  });

  test('Direct VPC egress warms up from the start of the instance', () => {
    const tally = tallyOf({ warmUpSeconds: 12.5 });
    expect([...tally.readySeconds, tally.attempts[0]]).toEqual([13.5, 1]);
  });
});

describe('the limit', () => {
  /** Open connections at the peak, and admissions, of instances that open 20 each and keep them whatever happens. */
  const stormOf = (instances: number, capacity: number): readonly number[] => {
    const made = storm(
      { instances, steps: [{ server: 0, connections: 20, atOnce: 1 }], retry: NO_RETRY },
      {},
      { limit: capacity + 3, capacity },
    );
    const { servers, tally } = runOf(made, { ...ONCE, exitLeavesConnectionsPercent: 100 }).finish();
    return [servers.peak[0]!, tally.admitted[0]!, tally.refused[0]!, tally.started[0]!];
  };

  test('10 instances × 20 against 100 − 3, no retry: exactly 97 are admitted', () => {
    // All instances are as fast: after 9 each, 7 of them get a tenth connection, and all are refused the next.
    expect(stormOf(10, 97)).toEqual([97, 97, 10, 0]);
  });

  test.each([
    [39, [39, 39, 1, 1]],
    [40, [40, 40, 0, 2]],
    [41, [40, 40, 0, 2]],
  ])('2 × 20 connections against %d', (capacity, outcome) => {
    expect(stormOf(2, capacity)).toEqual(outcome);
  });

  test('what everybody else holds is gone', () => {
    const { servers } = runOf(storm({}, {}, { background: 97 }), ONCE).finish();
    expect([servers.peak[0], servers.refusals[0]]).toEqual([97, 15]);
  });

  test('a refused client that exits gives its connections back, and another one gets them', () => {
    const made = storm(
      { instances: 2, steps: [{ server: 0, connections: 2, atOnce: 1 }], retry: NO_RETRY },
      {},
      { limit: 3, capacity: 3 },
    );
    const { servers, tally } = runOf(made, { observationSeconds: 60 }).finish();
    // Both have one, the first gets the third, the second is refused, exits, and starts again after 30 s.
    expect([...tally.readySeconds]).toEqual([12, NaN]);
    expect([servers.open[0], tally.failedStarts[0], tally.crashLoops[0]]).toEqual([2, 3, 1]);
  });

  test('a client that is about to be refused holds a slot for a while', () => {
    const fleet = { instances: 3, retry: NO_RETRY, bootSeconds: 0 };
    const made = storm(fleet, {}, { limit: 4, capacity: 1 });
    const run = runOf(made, { ...ONCE, refusedSlotSeconds: 2 });
    run.finish();
    expect([...run.tally.admitted, ...run.tally.refused]).toEqual([1, 2]);
  });

  test("handshakes queue for the server's vCPUs", () => {
    const ready = (vcpus: number): readonly number[] => [
      ...tallyOf({ instances: 4, connectTimeoutSeconds: 20 }, {}, { vcpus }, { serverHandshakeSeconds: 2 })
        .readySeconds,
    ];
    expect(ready(1)).toEqual([13, 15, 20, 20]);
    expect(ready(4)).toEqual([13, 13, 13, 13]);
  });
});

describe('a connector', () => {
  const path = { name: 'path', slots: 2, scaledSlots: 2, scalingSeconds: 30, scalesAtOnce: false };

  test('carries so many handshakes at the same time', () => {
    const tally = tallyOf({ instances: 5, path: 0 }, { paths: [path] });
    expect([...tally.readySeconds]).toEqual([11, 11, 12, 12, 13]);
  });

  test('begins to scale with the first handshake that waits', () => {
    const made = { ...path, slots: 1, scaledSlots: 10, scalingSeconds: 2.5 };
    const tally = tallyOf({ instances: 5, path: 0 }, { paths: [made] });
    // One at a time from 10 s; at 12.5 s the last two enter.
    expect([...tally.readySeconds]).toEqual([11, 12, 13, 13.5, 13.5]);
  });

  test('scales once, however many wait', () => {
    const made = { ...path, slots: 0, scaledSlots: 100, scalingSeconds: 20 };
    const fleet = { instances: 50, path: 0, connectTimeoutSeconds: 0 };
    const scaledAfter = Array.from({ length: 100 }, (_, seed) => {
      const own = { ...ONCE, connectorScalingSpreadPercent: 100 };
      return runOf(storm(fleet, { paths: [made] }), own, seed).finish().tally.lastChange - 11;
    });
    // Evenly from 0 to 20 s; were each of the 50 to draw a time of its own, the first would come at once.
    expect(scaledAfter.reduce((sum, each) => sum + each, 0) / 100).toBeGreaterThan(5);
  });

  test('of an unknown size carries nothing until it has scaled, from the beginning', () => {
    const made = { ...path, slots: 0, scaledSlots: Infinity, scalesAtOnce: true };
    const tally = tallyOf({ path: 0 }, { paths: [made] });
    // Attempts from 10, 16, 22 and 28 s: the fourth is in line at 30 s.
    expect([...tally.readySeconds, tally.attempts[0], tally.timedOut[0]]).toEqual([31, 4, 3]);
  });
});

describe('what failed a start', () => {
  const NOTHING = { name: 'path', slots: 0, scaledSlots: 0, scalingSeconds: 30, scalesAtOnce: false };
  const FULL = { background: 97 };

  test('the limit', () => {
    expect(causesOf(tallyOf({}, {}, FULL, ONCE))).toEqual({ exhausted: 1 });
  });

  test('the network, with attempts that time out', () => {
    expect(causesOf(tallyOf({ path: 0 }, { paths: [NOTHING] }, {}, ONCE))).toEqual({ networkNotReady: 1 });
  });

  test('the network, with an attempt that waits until the deadline', () => {
    const fleet = { path: 0, connectTimeoutSeconds: 0 };
    const tally = tallyOf(fleet, { paths: [NOTHING] }, {}, ONCE);
    expect([causesOf(tally), tally.attempts[0], tally.abandoned[0]]).toEqual([{ networkNotReady: 1 }, 1, 1]);
  });

  test('the network first, then the limit: waiting for longer would not have helped', () => {
    const scales = { ...NOTHING, scaledSlots: 10, scalingSeconds: 15 };
    for (const deadlineSeconds of [20, 75])
      expect(causesOf(tallyOf({ path: 0, deadlineSeconds }, { paths: [scales] }, FULL, ONCE))).toEqual({
        exhausted: 1,
      });
    expect(causesOf(tallyOf({ path: 0, deadlineSeconds: 8 }, { paths: [scales] }, FULL, ONCE))).toEqual({
      networkNotReady: 1,
    });
  });

  test('the deadline', () => {
    const steps = [{ server: 0, connections: 31, atOnce: 1 }];
    expect(causesOf(tallyOf({ steps }, {}, {}, ONCE))).toEqual({ deadlineTooShort: 1 });
  });

  test('a connect timeout that is shorter than a handshake', () => {
    const tally = tallyOf({ connectTimeoutSeconds: 0.5 }, {}, {}, ONCE);
    expect([causesOf(tally), tally.timedOut[0], tally.admitted[0]]).toEqual([{ deadlineTooShort: 1 }, 20, 0]);
  });

  test('the probe', () => {
    const probe = { ...FLEET.probe, failureThreshold: 1 };
    expect(causesOf(tallyOf({ probe }, {}, {}, ONCE))).toEqual({ probeTooShort: 1 });
  });

  test('the probe, where all connections are open in the end', () => {
    const probe = { ...FLEET.probe, failureThreshold: 2 };
    const run = runOf(storm({ probe, migrationSeconds: 5 }, {}, FULL), ONCE);
    // Refused at 11 s, admitted at 13, still migrating when the last probe gives up at 15 s.
    run.snapshotAt(11.5);
    run.servers.release(0, 0, 1);
    expect(causesOf(run.finish().tally)).toEqual({ probeTooShort: 1 });
  });

  test('the limit, where the probe ends what cannot succeed', () => {
    const probe = { ...FLEET.probe, failureThreshold: 2 };
    expect(causesOf(tallyOf({ probe }, {}, FULL, ONCE))).toEqual({ exhausted: 1 });
  });
});

describe('trying again', () => {
  const FULL = { background: 97 };

  test('the back-off doubles up to its longest', () => {
    const retry = { attempts: 5, initialSeconds: 1, maxSeconds: 4, breakerFailures: 0, breakerSeconds: 0 };
    const { events, tally } = runOf(storm({ retry, deadlineSeconds: 60 }, {}, FULL), ONCE).finish();
    expect(tally.attempts[0]).toBe(5);
    // 10 s + 5 handshakes + pauses of 1, 2, 4 and 4 s.
    expect([tally.lastChange, events.happened > 0]).toEqual([26, true]);
  });

  test('the breaker opens after so many failures in a row', () => {
    const retry = { attempts: 4, initialSeconds: 1, maxSeconds: 1, breakerFailures: 2, breakerSeconds: 9 };
    const { tally } = runOf(storm({ retry, deadlineSeconds: 60 }, {}, FULL), ONCE).finish();
    // 11 refused, 13 refused and open until 22, 23 refused and open until 32, 33 refused.
    expect([tally.attempts[0], tally.lastChange]).toEqual([4, 33]);
  });

  test('a success ends the failures in a row', () => {
    const retry = { attempts: 9, initialSeconds: 1, maxSeconds: 1, breakerFailures: 2, breakerSeconds: 100 };
    const run = runOf(storm({ retry, steps: [{ server: 0, connections: 2, atOnce: 1 }] }, {}, FULL), ONCE);
    // Refused at 11 s, admitted at 13, refused at 14, admitted at 16: a probe at 20 s finds it.
    for (const seconds of [11.5, 14.5]) {
      run.snapshotAt(seconds);
      run.servers.release(0, 0, 1);
    }
    expect([...run.finish().tally.readySeconds]).toEqual([20]);
  });

  test('without a number of attempts until the deadline', () => {
    const { tally } = runOf(storm({ deadlineSeconds: 8.5 }, {}, FULL), ONCE).finish();
    // At 10, 12, 14, 16 and 18 s; the last one is under way when the instance gives up.
    expect([...tally.attempts, ...tally.refused, ...tally.abandoned]).toEqual([5, 4, 1]);
    expect(tally.lastChange).toBe(18.5);
  });
});

test('a run without an end is refused', () => {
  const retry = { ...FLEET.retry, initialSeconds: 0, maxSeconds: 0 };
  const probe = { ...FLEET.probe, periodSeconds: 1_000_000 };
  const made = storm({ retry, deadlineSeconds: 1_000_000, probe }, { connectionSeconds: 0 }, { capacity: 0 });
  expect(() => runOf(made).finish(1000)).toThrow(
    new RangeError('a run of more than 1000 events is not simulated'),
  );
});
