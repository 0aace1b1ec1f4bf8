import { CloudRunV2Service } from '@cdktf/provider-google/lib/cloud-run-v2-service';
import { Testing } from 'cdktf';
import { declaration } from '../../environments';
import { declare, ENVIRONMENT, withField } from './declare';
import { synthesizeChecked } from './synthesize';
import './matchers';
import 'cdktf/lib/testing/adapters/jest';

Testing.setupJest();

const REFUSED = withField('services.api.maxInstances', 20);

test('what fits is synthesized, for cdktf’s own matchers', () => {
  expect(synthesizeChecked(declaration, 'production')).toHaveResourceWithProperties(CloudRunV2Service, {
    name: 'backend',
    deletion_protection: true,
  });
});

test('what a rule refuses is thrown as a user reads it', () => {
  expect(() => synthesizeChecked(REFUSED, 'test')).toThrow(
    /^error connections\/steady-budget {3}test {2}services\.api\.maxInstances = 20 {3}owner team-api\n {2}steady needs 120; 90 usable/,
  );
});

test('a wrong shape is thrown in one line', () => {
  expect(() => synthesizeChecked(withField('services.api.maxInstances', '4'), 'test')).toThrow(
    /^declaration: environments\.test\.services\.api\.maxInstances: given "4".*$/,
  );
});

test('toFit', () => {
  expect(declare(ENVIRONMENT)).toFit('test');
  expect(REFUSED).not.toFit('test');
  expect(() => {
    expect(REFUSED).toFit('test');
  }).toThrow(/^test is refused:\n\nerror connections\/steady-budget/);
});

test('toBeRefusedBy', () => {
  expect(REFUSED).toBeRefusedBy('connections/steady-budget', 'test');
  expect(REFUSED).not.toBeRefusedBy('connector/machine-type', 'test');
  expect(() => {
    expect(REFUSED).toBeRefusedBy('connector/machine-type', 'test');
  }).toThrow('test is refused by connections/steady-budget, connections/rollout-budget');
});
