import { effectOf } from '../../../capacity/google-cloud/effects';

const REPLACES = 'REPLACES the instance: the cache is lost, and its address changes';
const RESETS = 'RESETS every connection for a minute or two';

test.each([
  ['tier', 'BASIC', 'STANDARD_HA', REPLACES],
  ['transitEncryption', false, true, REPLACES],
  ['connectMode', 'direct-peering', 'private-service-access', REPLACES],
  ['project', undefined, 'other', REPLACES],
  ['region', undefined, 'europe-west1', REPLACES],
  ['version', 'REDIS_7_2', 'REDIS_6_X', REPLACES],
  ['version', 'REDIS_6_X', 'REDIS_7_0', RESETS],
  ['memoryGb', 1, 5, RESETS],
  ['memoryGb', 5, 1, RESETS],
  ['auth', false, true, 'in place'],
  ['owner', undefined, 'team-data', 'changes nothing that is deployed'],
  ['deletionProtection', true, false, 'in place'],
  ['host', 'redis', null, 'new revision'],
])('%s of a Redis instance from %s to %s', (field, from, to, text) => {
  expect(effectOf(`redis.cache.${field}`, from, to).text).toBe(text);
});
