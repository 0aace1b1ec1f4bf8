import type { Redis } from '../../capacity/declaration';
import { deployedProjection } from '../../terraform/deployed';
import { declaredProjection, differences } from '../../terraform/projection';
import { api, JOB, resultOf, synthesizeResult } from '../stacks/support';

const CACHE = { redis: 'cache', connections: 10 };
const REDIS: Redis = { ownership: 'managed', memoryGb: 1, version: 'REDIS_7_2' };
const result = resultOf({
  redis: {
    cache: REDIS,
    theirs: { ...REDIS, ownership: 'reference' },
    far: { ...REDIS, ownership: 'reference', host: '10.0.0.3' },
  },
  ...api({
    caches: {
      main: CACHE,
      theirs: { ...CACHE, redis: 'theirs' },
      far: { ...CACHE, redis: 'far' },
    },
  }),
  jobs: { sweep: { ...JOB, caches: { main: CACHE } } },
});
const written = synthesizeResult(result);

type Arguments = Record<string, unknown>;

/** What differs after some text of the Terraform, or an argument of the instance, was changed. */
function differing(
  edit: (json: string) => string,
  change: (instance: Arguments) => void = () => undefined,
): readonly string[] {
  const configuration = JSON.parse(edit(written)) as {
    resource: Record<string, Record<string, Arguments>>;
  };
  change(configuration.resource['google_redis_instance']!['cache']!);
  return differences(declaredProjection(result.model), deployedProjection(configuration, result.model));
}
const unedited = (json: string) => json;

test('what is written is what was declared', () => {
  expect(differing(unedited)).toEqual([]);
});

test.each([
  ['tier', 'STANDARD_HA', 'tier: declared BASIC, deployed STANDARD_HA'],
  ['memory_size_gb', 5, 'memoryGb: declared 1, deployed 5'],
  ['redis_version', 'REDIS_6_X', 'version: declared REDIS_7_2, deployed REDIS_6_X'],
  ['connect_mode', 'DIRECT_PEERING', 'connectMode: declared private-service-access, deployed direct-peering'],
  ['transit_encryption_mode', 'DISABLED', 'transitEncryption: declared true, deployed false'],
  ['auth_enabled', false, 'auth: declared true, deployed false'],
])('another %s', (argument, value, difference) => {
  expect(differing(unedited, (instance) => (instance[argument] = value))).toEqual([
    `redis.cache.${difference}`,
  ]);
});

test('an address that was typed by hand', () => {
  const typed = differing((json) => json.replaceAll('${google_redis_instance.cache.host}', 'redis'));
  expect(typed).toEqual([
    'jobs.sweep.caches.main.redis: declared cache, deployed redis',
    'services.api.caches.main.redis: declared cache, deployed redis',
  ]);
  expect(differing((json) => json.replace('10.0.0.3', '10.0.0.4'))).toEqual([
    'services.api.caches.far.redis: declared 10.0.0.3, deployed 10.0.0.4',
  ]);
});

test('a number that is not the one that was counted', () => {
  const name = 'THEIRS_REDIS_MAX_CONNECTIONS';
  const changed = differing((json) => json.replace(new RegExp(`("${name}",\\s*"value": )"10"`), '$1"50"'));
  expect(changed).toEqual([`services.api setting ${name}: declared 10, deployed 50`]);
});
