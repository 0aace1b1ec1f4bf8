import { readFileSync } from 'node:fs';
import { EXAMPLES, examplePage, renewedExample } from './support/example-pages';
import { LIVE, plannedExample, planFile, type PlannedExample } from './support/example-plans';
import { withTerraform } from './support/terraform/with-terraform';

test('there are three examples', () => {
  expect(EXAMPLES).toEqual(['another-teams-database', 'existing-terraform', 'shared-vpc']);
});

test.each(EXAMPLES)(
  '%s prints what its page shows',
  (name) => {
    expect(renewedExample(name)).toBe(readFileSync(examplePage(name), 'utf8'));
  },
  30_000,
);

withTerraform('the plans of the examples', () => {
  test.each(Object.keys(LIVE) as PlannedExample[])(
    'the recorded plan of %s is what Terraform makes of it',
    async (name) => {
      expect(JSON.parse(readFileSync(planFile(name), 'utf8'))).toEqual(
        JSON.parse(await plannedExample(name)),
      );
    },
    30_000,
  );
});
