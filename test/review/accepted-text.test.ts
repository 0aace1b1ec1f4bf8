import { baselineLines } from '../../review/accepted-text';

test.each([
  ['known', 'known, and not worse'],
  ['worse', 'worse now, so it counts'],
  ['unknown', 'nobody knows whether it is worse, so it counts'],
  ['gone', 'gone: remove it from the baseline'],
] as const)('an entry of the baseline that is %s', (status, text) => {
  const entry = {
    environment: 'test',
    rule: 'a/b',
    subject: 'services.api',
    headline: 'h',
    certain: 0,
    status,
  };
  expect(baselineLines([entry])).toEqual([`in the baseline a/b services.api   ${text}`]);
});
