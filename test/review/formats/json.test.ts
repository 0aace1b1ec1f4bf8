import { render } from '../../../review/formats';
import { reportOf, type Report } from '../../../review/report';
import { hostileReview } from '../../support/hostile-review';
import { production, REVIEWED, reviewAgainstProduction } from '../../support/reviews';

test('the comparison of an unsafe raise', () => {
  const { comparison, changes, environments, notes } = reportOf(
    reviewAgainstProduction(REVIEWED['unsafe-raise']),
  );
  const [budget] = comparison!.budgets;
  expect(budget).toMatchObject({
    id: 'shop-production:europe-west1:prod-postgres',
    name: 'prod-postgres',
    kind: 'database',
    environment: 'production',
    isChanged: true,
    usable: { before: 383, after: 383 },
  });
  expect(budget!.moments[1]).toEqual({
    name: 'rollout',
    before: { demand: 196, verdict: 'fits', left: 187 },
    after: { demand: 436, verdict: 'over', left: -53 },
    change: 240,
  });
  expect(comparison!.capacities).toContainEqual({
    environment: 'production',
    subject: 'services.backend',
    what: 'instances at most',
    unit: '',
    before: 4,
    after: 16,
    change: 12,
  });
  expect(comparison!.fixed).toEqual([]);
  expect(changes).toEqual([
    {
      environment: 'production',
      subject: 'services.backend',
      type: 'google_cloud_run_v2_service',
      address: null,
      owner: 'team-core',
      action: 'update',
      effect: { kind: 'new-revision', text: 'new revision' },
      isProtected: true,
      fields: [
        {
          path: 'services.backend.maxInstances',
          from: 4,
          to: 16,
          effect: { kind: 'new-revision', text: 'new revision' },
          isKept: false,
        },
      ],
    },
  ]);
  const [finding] = environments[0]!.findings;
  expect(finding).toMatchObject({
    status: 'new',
    blocks: true,
    inBaseline: false,
    measure: { growth: null, certain: 436, isUnknown: false },
  });
  expect(notes).toEqual([]);
});

test('an environment that nobody changed has nothing that changed', () => {
  const { comparison, changes } = reportOf(reviewAgainstProduction(production()));
  expect(comparison!.budgets.map(({ isChanged }) => isChanged)).toEqual([false]);
  expect(comparison!.capacities).toEqual([]);
  expect(changes).toEqual([]);
});

test('hostile texts reach a reader of the JSON as they are, and a terminal without effect', () => {
  const review = hostileReview();
  const text = render(review, 'json', { colors: false });
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect((JSON.parse(text) as Report).notes).toEqual(review.notes);
});
