import type { Declaration } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { SERVICE, withField, withFields } from '../support/declare';

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

test('a revision that leaves numbers out is assumed to have those of its service', () => {
  const revisions = (declaration: Declaration, base?: Declaration): readonly string[] =>
    evaluate(declaration, { today: '2026-11-22', ...(base && { base }) })
      .environments[0]!.assumptions.filter(({ name }) => name === 'revisions')
      .map(({ what }) => what);
  const split = (revision: object) => withField('services.api.revisions', { 'api-1': revision });
  const whole = { traffic: 50, maxInstances: 2, processes: 1, pools: SERVICE.pools };
  const text = "Earlier revisions of api have the service's numbers where they name none.";
  expect(revisions(split(whole))).toEqual([]);
  for (const field of ['maxInstances', 'processes', 'pools'] as const) {
    const { [field]: _, ...rest } = whole;
    expect(revisions(split(rest))).toEqual([text]);
  }
  expect(revisions(split({ ...whole, traffic: 0 }))).toEqual([text]);
  expect(revisions(split({ ...whole, traffic: 0, minInstances: 1 }))).toEqual([]);
  expect(revisions(split({ traffic: 50 }), split({ traffic: 50 }))).toEqual([]);
  expect(revisions(withField('services.api.pools', {}, split({ traffic: 50 })))).toEqual([]);
});
