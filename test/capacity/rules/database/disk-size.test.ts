import { findingsOf, withField } from '../../../support/declare';

const findings = (diskGb: number) =>
  findingsOf('database/disk-size', withField('databases.main.diskGb', diskGb));

test('a disk has at least 10 GB', () => {
  expect(findings(10)).toEqual([]);
  expect(findings(11)).toEqual([]);
  expect(findings(9)).toMatchObject([
    {
      severity: 'error',
      subject: 'databases.main.diskGb',
      headline: 'diskGb 9 is below 10 GB',
      fixes: [{ path: 'databases.main.diskGb', from: 9, to: 10, effect: 'in place' }],
    },
  ]);
});
