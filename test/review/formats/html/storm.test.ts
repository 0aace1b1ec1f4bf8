import type { Declaration } from '../../../../capacity/declaration';
import { buildModel } from '../../../../capacity/model';
import { htmlPage } from '../../../../review/formats/html';
import { stormFigure } from '../../../../review/formats/html/storm';
import { reviewOf } from '../../../../review/review';
import { simulate } from '../../../../simulation';
import { declare, ENVIRONMENT, TODAY, withFields } from '../../../support/declare';
import { reviewed } from '../../../support/review';

const CLIENT = { database: 'main', connections: 92, reason: 'BI', owner: 'team-bi' };
const modelOf = (declaration: Declaration) => buildModel(declaration).environments[0]!;
const figureOf = (fields: Readonly<Record<string, unknown>> = {}) =>
  stormFigure('storm', modelOf(withFields(fields)))?.text;

test('shows the share that starts with its interval, as the simulation has it', () => {
  const model = modelOf(withFields({ 'clients.bi': CLIENT, 'assumptions.crashLoopSeconds': 400 }));
  const text = stormFigure('storm', model)!.text;
  const [, runs] = /(\d+) runs, seed 1\./.exec(text)!;
  const { started, timeLine } = simulate(model, { runs: Number(runs), seed: 1 });
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  expect(text).toContain(
    `Under these assumptions ${percent(started.share)} of 2 instances start the first time (95 % interval ${percent(started.low)} to ${percent(started.high)}): it misses the 99 % objective.`,
  );
  expect(text).toContain('First failures: exhausted (53300) 100 %.');
  const last = timeLine!.points.at(-1)!;
  expect(text).toContain(`${last.ready} of 2 are ready, and ${last.refusals} attempts were refused.`);
});

test('names every assumption one step away, with its value', () => {
  const model = modelOf(withFields({ 'assumptions.connectionSeconds': 0.7 }));
  const text = stormFigure('storm', model)!.text;
  const { assumptions } = simulate(model, { runs: 1, seed: 1 });
  expect(assumptions.length).toBeGreaterThan(20);
  for (const { name } of assumptions) expect(text).toContain(`<code>${name}</code>`);
  expect(text).toContain(
    '<code>assumptions.connectionSeconds</code></th><td class="n">0.7 s</td><td>assumed</td>',
  );
  expect(text.indexOf('<summary>These assumptions</summary>')).toBeGreaterThan(0);
});

test('draws each client against the limit and the slots, and lists its numbers', () => {
  const text = figureOf()!;
  expect(text).toMatch(
    /aria-label="Connections to main in one run of the storm of api\. Under the assumptions below, 100 % of 2 /,
  );
  for (const words of ['limit 100', 'slots 93', 'api outgoing']) expect(text).toContain(words);
  expect(text).toContain('<th scope="row" class="n">0:00</th><td class="n">0</td><td class="n">12</td>');
});

test('is the same for the same declaration, and another for another', () => {
  expect(figureOf()).toBe(figureOf());
  expect(figureOf({ 'services.api.maxInstances': 3 })).not.toBe(figureOf());
});

test('says why there is none: a number without a bound, and a storm that is too large', () => {
  expect(figureOf({ 'services.api.maxInstances': undefined })).toBe(
    '<p class="soft">Not simulated: services.api.maxInstances: the instances of revision latest are unlimited.</p>\n',
  );
  expect(figureOf({ 'services.api.maxInstances': 833, 'databases.main.maxConnections': 6000 })).toContain(
    '<figure',
  );
  expect(figureOf({ 'services.api.maxInstances': 834, 'databases.main.maxConnections': 6000 })).toBe(
    '<p class="soft">Not simulated: more than 5000 connections are played by capacity simulate only.</p>\n',
  );
});

test('without a service that has a pool there is nothing', () => {
  expect(figureOf({ 'services.api.pools': undefined })).toBeUndefined();
});

test('of many environments the first three are played, and the others say where they are', () => {
  const environments = Object.fromEntries(
    [1, 2, 3, 4, 5].map((number) => [
      `test-${number}`,
      { ...declare(ENVIRONMENT).environments['test']!, project: `example-${number}` },
    ]),
  );
  const page = htmlPage(
    reviewOf(
      { schemaVersion: 1, environments },
      { today: TODAY, sourceOf: (name) => ({ file: name, prefix: '' }) },
    ),
  );
  expect(page.match(/<figure id="environment-\d-storm">/g)).toHaveLength(3);
  expect(page.match(/Not simulated: capacity simulate plays it\./g)).toHaveLength(2);
});

test('in a comparison it is played with what is live, as the budget beside it', () => {
  const live = withFields({ 'services.api.maxInstances': 9 });
  const page = htmlPage(reviewed(declare(ENVIRONMENT), live));
  // 9 × 6 of the live fleet are connected before the first of the new one starts.
  expect(page).toContain('<th scope="row" class="n">0:00</th><td class="n">0</td><td class="n">54</td>');
  expect(page).not.toContain('The live fleet of api has the declared numbers');
});
