import { clock, clockTicks, ticks } from '../../../../../review/formats/html/charts/scale';

test.each([
  [100, 5, [0, 20, 40, 60, 80, 100]],
  [101, 5, [0, 50, 100]],
  [1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [4450, 10, [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000]],
  [0, 5, [0]],
])('ticks up to %p, at most %p of them', (max, most, expected) => {
  expect(ticks(max, most)).toEqual(expected);
});

test('steps of a clock', () => {
  expect(clockTicks(100, 4)).toEqual([0, 30, 60, 90]);
  expect(clockTicks(1500, 10)).toEqual([0, 300, 600, 900, 1200, 1500]);
  expect(clockTicks(100_000, 4)).toEqual([0, 50_000, 100_000]);
});

test('time on a clock', () => {
  expect([0, 9.6, 60, 3599, 3600, 5461].map(clock)).toEqual([
    '0:00',
    '0:10',
    '1:00',
    '59:59',
    '1:00:00',
    '1:31:01',
  ]);
});
