import { timeLineText } from '../../review/time-line-text';
import type { TimeLine, TimePoint } from '../../simulation';

const point = (seconds: number, open: readonly number[], ready = 0, refusals = 0): TimePoint => ({
  seconds,
  starting: 0,
  ready,
  refusals,
  open,
});

const LINE: TimeLine = {
  run: 0,
  services: ['api', 'auth'],
  database: 'main',
  limit: 24,
  reserved: 4,
  instances: 14,
  clients: ['everybody else', 'api', 'api outgoing'],
  points: [
    point(0, [2, 0, 6]),
    point(1, [2, 4, 6], 1),
    point(2, [2, 8, 6], 2),
    point(3, [2, 12, 6], 13, 7),
    point(4, [2, 12, 6], 13, 7),
    point(5, [2, 12, 0], 14, 7),
  ],
};

test('connections against the limit, and when instances became ready or were refused', () => {
  expect(timeLineText(LINE, false)).toBe(
    [
      'one run: api, auth on main, limit 24 − reserved 4 = 20',
      '            |      ',
      '            |      ',
      '          20|---██-',
      '            |   ██ ',
      '            |  ███ ',
      '            |  █▒▒▒',
      '            | ██▒▒▒',
      '            | █▒▒▒▒',
      '            |██▒▒▒▒',
      '            |█▒▒▒▒▒',
      '            |█▒▒▒▒▒',
      '            |░░░░░░',
      '           0+------',
      '                5 s',
      '       ready  11+ 1',
      '     refused    x',
      '             ░ everybody else  ▒ api  █ api outgoing',
    ].join('\n'),
  );
});

test('without refusals there is no line for them; what has no limit is drawn against its peak', () => {
  const text = timeLineText(
    { ...LINE, limit: Infinity, reserved: 0, points: [point(0, [0, 0, 0]), point(1, [0, 6, 6], 2)] },
    false,
  );
  expect(text).not.toContain('refused');
  expect(text.split('\n').slice(0, 2)).toEqual(['one run: api, auth on main', '          12| █']);
});

test('never wider than 80 columns, and each column shows the end of its time', () => {
  const points = Array.from({ length: 120 }, (_, index) =>
    point(index / 10, [2, index > 118 ? 8 : 0, 6], index > 118 ? 1 : 0),
  );
  const lines = timeLineText({ ...LINE, points }, false).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
  expect(lines.find((line) => line.startsWith('       ready'))).toMatch(/ 1$/);
  expect(lines[14]).toMatch(/^ {13}0\.1 s {2,}\d.* 11\.9 s$/);
});

test('colors only on request', () => {
  expect(timeLineText(LINE, false)).not.toContain('\u001b');
});
