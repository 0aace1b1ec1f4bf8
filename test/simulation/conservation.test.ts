import fc from 'fast-check';
import type { Parameters } from '../../simulation';
import type { Run } from '../../simulation/run';
import { LEFT_BEHIND, type ConnectedFleet, type StartingFleet, type Storm } from '../../simulation/storm';
import { CAUSES } from '../../simulation/tally';
import { FLEET, OUTGOING, runOf, storm } from '../support/storm';

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const seconds = (max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: max * 10 }).map((n) => n / 10);

const step = fc.record({ server: fc.constant(0), connections: small(6, 1), atOnce: fc.constant(1) });
const starting: fc.Arbitrary<StartingFleet> = fc.record({
  service: fc.constant(0),
  client: fc.constant(2),
  instances: small(12),
  processes: small(3),
  path: fc.constantFrom(-1, 0),
  warmUpSeconds: fc.constantFrom(0, 8),
  steps: fc.array(
    step.chain((each) => small(each.connections, 1).map((atOnce) => ({ ...each, atOnce }))),
    { maxLength: 3 },
  ),
  load: fc.array(step, { maxLength: 2 }),
  bootSeconds: seconds(5),
  migrationSeconds: fc.constantFrom(0, 3),
  connectTimeoutSeconds: small(4),
  deadlineSeconds: small(20),
  probe: fc.record({
    initialDelaySeconds: small(5),
    periodSeconds: small(10, 1),
    timeoutSeconds: fc.constant(1),
    failureThreshold: small(4, 1),
  }),
  retry: fc.record({
    attempts: fc.constantFrom(1, 3, Infinity),
    initialSeconds: seconds(1),
    maxSeconds: seconds(3),
    breakerFailures: small(3),
    breakerSeconds: small(5),
  }),
});

const outgoing: fc.Arbitrary<ConnectedFleet> = fc.record({
  service: fc.constant(0),
  client: fc.constant(3),
  instances: small(6, 1),
  held: small(5).map((held) => [held]),
  load: small(5).map((load) => [load]),
  drains: fc.constant(true),
  requestTimeoutSeconds: seconds(60),
  idleSeconds: seconds(90),
});

const storms: fc.Arbitrary<Storm> = fc
  .record({
    fleets: fc.array(starting, { minLength: 1, maxLength: 2 }),
    connected: fc.array(outgoing, { maxLength: 2 }),
    capacity: small(60),
    background: small(10),
    vcpus: small(2, 1),
    lingerSeconds: fc.constantFrom(0, 7, 90),
    slots: small(3),
    scaledSlots: small(9),
    scalesAtOnce: fc.boolean(),
  })
  .map(({ capacity, connected, fleets, scaledSlots, scalesAtOnce, slots, ...server }) =>
    storm(
      {},
      {
        starting: fleets,
        connected,
        paths: [{ name: 'path', slots, scaledSlots, scalingSeconds: 6, scalesAtOnce }],
        connectionSeconds: 0.2,
        crashLoopSeconds: 9,
      },
      { capacity, limit: capacity + 3, ...server },
    ),
  );

const parameters: fc.Arbitrary<Partial<Parameters>> = fc.record({
  observationSeconds: fc.constantFrom(0, 60),
  startSpreadSeconds: fc.constantFrom(0, 2),
  connectionTailRatio: fc.constantFrom(1, 4),
  serverHandshakeSeconds: fc.constantFrom(0, 0.05),
  refusedSlotSeconds: fc.constantFrom(0, 0.5),
  slotReleaseSeconds: fc.constantFrom(0, 0.02),
  exitLeavesConnectionsPercent: fc.constantFrom(0, 50, 100),
  killLeavesConnectionsPercent: fc.constantFrom(0, 50, 100),
  drainSpreadPercent: fc.constantFrom(0, 100),
});

function forAllStorms(check: (made: Storm, run: Run, seed: number) => void): void {
  fc.assert(
    fc.property(storms, parameters, small(1_000_000), (made, own, seed) => {
      check(made, runOf(made, own, seed), seed);
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);

test('every attempt ends exactly once', () => {
  let seen = 0;
  forAllStorms((_, run) => {
    const { abandoned, admitted, attempts, refused, timedOut } = run.finish().tally;
    attempts.forEach((count, fleet) => {
      expect(admitted[fleet]! + refused[fleet]! + timedOut[fleet]! + abandoned[fleet]!).toBe(count);
    });
    seen += sum(attempts);
  });
  expect(seen).toBeGreaterThan(10_000);
});

test('open connections never exceed what the server has, and are those that clients hold', () => {
  const times = Array.from({ length: 170 }, (_, index) => index * 0.7);
  forAllStorms(({ servers: [server] }, run) => {
    const wrong = times.filter((at) => {
      const { held } = run.snapshotAt(at);
      const open = sum(held);
      return Math.min(...held) < 0 || open !== run.servers.open[0] || open > server!.capacity;
    });
    expect(wrong).toEqual([]);
    expect(run.finish().servers.peak[0]).toBeLessThanOrEqual(server!.capacity);
  });
});

test('in the end a drained revision holds nothing, nothing is left behind, and everybody else is as before', () => {
  let drained = 0;
  forAllStorms(({ servers: [server] }, run) => {
    const { servers, tally } = run.finish();
    expect(servers.heldBy(0, LEFT_BEHIND)).toBe(0);
    expect(servers.heldBy(0, 0)).toBe(Math.min(server!.background, server!.capacity));
    if (sum(tally.ready) === 0) return;
    drained += 1;
    expect(servers.heldBy(0, 3)).toBe(0);
  });
  expect(drained).toBeGreaterThan(50);
});

test('in the end only ready instances hold connections, at most their start and their load', () => {
  forAllStorms(({ starting: fleets }, run) => {
    const { servers, tally } = run.finish();
    const least = sum(fleets.map((fleet, index) => tally.ready[index]! * perInstance(fleet, fleet.steps)));
    const most = sum(
      fleets.map((fleet, index) => tally.ready[index]! * perInstance(fleet, [...fleet.steps, ...fleet.load])),
    );
    expect(servers.heldBy(0, 2)).toBeGreaterThanOrEqual(least);
    expect(servers.heldBy(0, 2)).toBeLessThanOrEqual(most);
  });
});

test('an instance is ready once, and has one first cause unless its first start succeeds', () => {
  forAllStorms(({ starting: fleets }, run) => {
    const { tally } = run.finish();
    fleets.forEach(({ instances }, fleet) => {
      const failed = sum(CAUSES.map((cause) => tally.causeCount(fleet, cause)));
      expect(tally.started[fleet]! + failed).toBe(instances);
      expect(tally.ready[fleet]).toBeLessThanOrEqual(instances);
      expect(tally.crashLoops[fleet]).toBeLessThanOrEqual(failed);
    });
    const ready = tally.readySeconds.filter((each) => !Number.isNaN(each));
    expect(ready.length).toBe(sum(tally.ready));
  });
});

test('the same seed gives the same run', () => {
  fc.assert(
    fc.property(storms, small(1_000_000), (made, seed) => {
      const outcome = (): unknown => {
        const { events, servers, tally } = runOf(made, { retryJitterPercent: 50 }, seed).finish();
        return [events.happened, events.now, [...servers.held], [...tally.readySeconds], [...tally.causes]];
      };
      expect(outcome()).toEqual(outcome());
    }),
    { numRuns: 50, seed: 20_261_122 },
  );
});

test('what a storm of 10 instances costs grows no faster than in proportion', () => {
  const eventsOf = (instances: number): number => {
    const fleet = { ...FLEET, instances, path: 0, steps: [{ server: 0, connections: 20, atOnce: 1 }] };
    const made = storm(
      fleet,
      {
        connected: [{ ...OUTGOING, instances }],
        paths: [
          { name: 'path', slots: instances, scaledSlots: instances, scalingSeconds: 1, scalesAtOnce: false },
        ],
        connectionSeconds: 0.3,
      },
      { limit: instances * 30, capacity: instances * 30 },
    );
    return runOf(made).finish().events.happened;
  };
  expect(eventsOf(10_000) / eventsOf(10)).toBeCloseTo(1000, 0);
});

function perInstance({ processes }: StartingFleet, steps: StartingFleet['steps']): number {
  return processes * sum(steps.map(({ connections }) => connections));
}
