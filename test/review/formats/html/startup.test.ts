import { buildModel } from '../../../../capacity/model';
import { startupFigure } from '../../../../review/formats/html/startup';
import { withFields } from '../../../support/declare';

const figureOf = (fields: Readonly<Record<string, unknown>>) =>
  startupFigure('startup', buildModel(withFields(fields)).environments[0]!)?.text;

test('what a connector makes a start wait is part of its network, as in the budget', () => {
  // 20 × 10 handshakes × 0.3 s / 20 = 3 s in line, and 10 × 0.3 s of its own; with the boot of 10 s it needs 16 s.
  const text = figureOf({
    'services.api.maxInstances': 20,
    'services.api.pools.main': { database: 'main', driver: 'asyncpg', size: 10 },
  })!;
  expect(text).toContain('api needs 16 s of 40 s');
  expect(text).toContain(
    '<th scope="row">api</th><td class="n">3 s</td><td class="n">3 s</td><td class="n">0 s</td><td class="n">10 s</td><td class="n">16 s</td>',
  );
  expect(text).toContain('network warm-up, and the line of a connector');
});

test('a path that carries everybody at once takes no time', () => {
  expect(figureOf({})).not.toContain('network warm-up');
});

test('without a pool there is none', () => {
  expect(figureOf({ 'services.api.pools': undefined })).toBeUndefined();
});
