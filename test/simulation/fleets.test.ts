import type { Parameters } from '../../simulation';
import type { StartingFleet, Storm, StormServer } from '../../simulation/storm';
import type { Tally } from '../../simulation/tally';
import { FLEET, OUTGOING, runOf, storm } from '../support/storm';

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

describe('an instance that failed', () => {
  const FULL = { background: 97 };
  const fleet = { retry: NO_RETRY, bootSeconds: 0 };

  test('starts again no sooner than the crash loop allows, as long as it is observed', () => {
    // It fails a second after each start: at 0, 30, 60 and 90 s.
    const tally = tallyOf(fleet, {}, FULL, { observationSeconds: 119 });
    expect([tally.failedStarts[0], tally.crashLoops[0], tally.lastChange]).toEqual([4, 1, 91]);
  });

  test('starts again later and later with a back-off that grows', () => {
    const grows = { restartBackoffFactor: 2, restartBackoffMaxSeconds: 60, observationSeconds: 160 };
    // 0, 30, 90 (60 later), 150 (60 at most).
    expect(tallyOf(fleet, {}, FULL, grows).lastChange).toBe(151);
  });

  test('counts as started only in its first start', () => {
    const made = { name: 'path', slots: 0, scaledSlots: 9, scalingSeconds: 20, scalesAtOnce: true };
    const tally = tallyOf({ path: 0, deadlineSeconds: 5 }, { paths: [made] });
    expect([tally.started[0], tally.ready[0], tally.readySeconds[0]]).toEqual([0, 1, 41]);
  });

  test('leaves its connections until keepalive ends them when a probe has killed it', () => {
    const probe = { ...FLEET.probe, failureThreshold: 2 };
    const run = runOf(storm({ migrationSeconds: 60, probe }), ONCE);
    const held = (seconds: number): readonly number[] => run.snapshotAt(seconds).held;
    // Killed at 15 s, ended 60 s later: everybody else, left behind, api, outgoing.
    expect(held(14.9)).toEqual([0, 0, 1, 0]);
    expect(held(15)).toEqual([0, 1, 0, 0]);
    expect(held(74.9)).toEqual([0, 1, 0, 0]);
    expect(held(75)).toEqual([0, 0, 0, 0]);
  });

  test('closes them when it exits', () => {
    const steps = [{ server: 0, connections: 50, atOnce: 1 }];
    const run = runOf(storm({ steps }), { ...ONCE, slotReleaseSeconds: 0.5 });
    expect(run.snapshotAt(40).held[2]).toBe(30);
    expect(run.snapshotAt(40.5).held).toEqual([0, 0, 0, 0]);
  });
});

describe('the outgoing fleet', () => {
  const connected = [OUTGOING];

  test('holds what it has until the first new instance is ready, then drains', () => {
    const run = runOf(storm({}, { connected }));
    const outgoing = (seconds: number): number => run.snapshotAt(seconds).held[3]!;
    expect([outgoing(0), outgoing(10.9), outgoing(70.9)]).toEqual([30, 30, 30]);
    // Ready at 11 s: under way for 60 s, idle for 900 s.
    expect([outgoing(71), outgoing(970.9), outgoing(971)]).toEqual([20, 20, 0]);
  });

  test('stays where no new instance becomes ready', () => {
    const { servers } = runOf(storm({}, { connected }, { capacity: 30 }), ONCE).finish();
    expect([...servers.held]).toEqual([0, 0, 0, 30]);
  });

  test('stays beside a candidate', () => {
    const { servers, tally } = runOf(storm({}, { connected: [{ ...OUTGOING, drains: false }] })).finish();
    expect([tally.started[0], servers.heldBy(0, 3)]).toEqual([1, 30]);
  });

  test('has no more than the server gave it, and ends with nothing', () => {
    const run = runOf(storm({ steps: [] }, { connected }, { capacity: 17 }));
    expect(run.snapshotAt(0).held).toEqual([0, 0, 0, 17]);
    expect(run.finish().servers.heldBy(0, 3)).toBe(0);
  });

  test('a new instance opens its load when it is ready, and does not fail with it', () => {
    const load = [{ server: 0, connections: 80, atOnce: 1 }];
    const { servers, tally } = runOf(storm({ load }, { connected })).finish();
    expect([tally.started[0], tally.admitted[0], tally.refused[0]]).toEqual([1, 77, 4]);
    expect([servers.peak[0], servers.heldBy(0, 2)]).toEqual([97, 77]);
  });
});
