import { evaluate } from '../../capacity/evaluate';
import { errorsOf } from '../../capacity/trials';
import { TODAY, withField } from '../support/declare';

test('an error that a comparison has lowered is one for a fix: it must not come with it', () => {
  const over = withField('services.api.maxInstances', 16);
  const { findings } = evaluate(over, { today: TODAY, base: over }).environments[0]!;
  const steady = findings.find(({ rule }) => rule === 'connections/steady-budget')!;
  expect(steady).toMatchObject({ severity: 'warning', isLowered: true });
  expect(errorsOf([steady])).toEqual([
    { key: expect.stringContaining('connections/steady-budget') as string, excess: 6 },
  ]);
  expect(errorsOf([{ ...steady, isLowered: undefined }])).toEqual([]);
});
