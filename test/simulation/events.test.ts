import fc from 'fast-check';
import { Events, Kind } from '../../simulation/events';

function drained(events: Events): readonly (readonly [at: number, who: number])[] {
  const all: [number, number][] = [];
  for (let event = events.next(); event; event = events.next()) all.push([event.at, event.who]);
  return all;
}

test('events come in the order of their times, then in that in which they were planned', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 300 }), (times) => {
      const events = new Events();
      times.forEach((at, who) => {
        events.plan(at, Kind.Start, who, 0);
      });
      const expected = times.map((at, who) => [at, who] as const).sort(([a, i], [b, j]) => a - b || i - j);
      expect(drained(events)).toEqual(expected);
      expect(events.happened).toBe(times.length);
    }),
    { seed: 20_261_122 },
  );
});

test('the same while new ones are planned', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { maxLength: 300 }),
      (steps) => {
        const events = new Events();
        const open: number[] = [];
        for (const [wait, takes] of steps) {
          events.plan(events.now + wait, Kind.Retry, 0, 0);
          open.push(events.now + wait);
          if (!takes) continue;
          open.sort((a, b) => a - b);
          expect(events.nextAt).toBe(open[0]);
          expect(events.next()!.at).toBe(open.shift());
        }
        expect(drained(events).map(([at]) => at)).toEqual(open.sort((a, b) => a - b));
        expect(events.nextAt).toBe(Infinity);
      },
    ),
    { seed: 20_261_122 },
  );
});

test('an event keeps what was planned with it, and turns the clock', () => {
  const events = new Events();
  events.plan(3, Kind.Released, 4, 5, 6);
  expect(events.next()).toEqual({ at: 3, kind: Kind.Released, who: 4, generation: 5, count: 6 });
  expect([events.now, events.next()]).toEqual([3, undefined]);
});

test('of one moment, what ends a start or an attempt comes last', () => {
  const events = new Events();
  [Kind.TimedOut, Kind.Deadline, Kind.Killed, Kind.Answered, Kind.Ready].forEach((kind, who) => {
    events.plan(1, kind, who, 0);
  });
  expect(drained(events).map(([, who]) => who)).toEqual([3, 4, 0, 1, 2]);
});
