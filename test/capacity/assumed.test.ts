import type { Declaration } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { withField, withFields } from '../support/declare';

const assumed = (declaration: Declaration): readonly string[] =>
  evaluate(declaration, { today: '2026-11-22' })
    .environments[0]!.assumptions.filter(({ name }) => name === 'managedPoolingLogin')
    .map(({ what }) => what);

test('an IAM login through the managed pooler is assumed to work', () => {
  const pooled = withFields({
    'databases.main.managedPooling': {},
    'services.api.pools.main.via': 'managed-pooler',
  });
  expect(assumed(pooled)).toEqual(['Managed Connection Pooling of main lets IAM users log in.']);
  expect(assumed(withField('services.api.pools.main.user', 'app', pooled))).toEqual([]);
  expect(assumed(withField('services.api.pools.main.via', 'direct', pooled))).toEqual([]);
});
