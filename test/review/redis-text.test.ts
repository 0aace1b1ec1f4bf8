import { evaluate } from '../../capacity/evaluate';
import type { Declaration } from '../../capacity/declaration';
import { resultText } from '../../review/text';
import { TODAY } from '../support/declare';
import { withRedis } from '../support/examples/redis';

const redisLine = (declaration: Declaration): string | undefined =>
  resultText(evaluate(declaration, { today: TODAY }), {
    colors: false,
    sourceOf: (file) => ({ file, prefix: '' }),
  })
    .split('\n')
    .find((line) => line.startsWith('  cache clients'));

test('the clients of a Redis instance are a line', () => {
  expect(redisLine(withRedis())).toBe(
    '  cache clients   limit 65000 (Memorystore)   steady 20, rollout 40, redeploy 60, overshoot 30',
  );
});

test('what does not fit, or cannot be known, says so', () => {
  const small = withRedis({ version: 'REDIS_6_X' }, { 'services.api.caches.main.connections': 300 });
  expect(redisLine(small)).toBe(
    '  cache clients   limit 1000 (REDIS_6_X with TLS and 1 GB)   steady 600, rollout 1200 OVER, redeploy 1800 OVER, overshoot 900',
  );
  const unknown = withRedis({}, { 'services.api.processes': undefined });
  expect(redisLine(unknown)).toContain('steady at least 20 UNKNOWN, rollout at least 40 UNKNOWN');
});
