import { htmlPage } from '../../../../review/formats/html';
import { declare, ENVIRONMENT, withField, withFields } from '../../../support/declare';
import { hostileReview, INJECTIONS, largeReview, manyEnvironments } from '../../../support/html-page';
import { reviewed } from '../../../support/review';
import { REVIEWED, reviewAgainstProduction } from '../../../support/reviews';

const unsafe = htmlPage(reviewAgainstProduction(REVIEWED['unsafe-raise']));
const hostile = htmlPage(hostileReview());

const PAGES: readonly (readonly [name: string, page: string])[] = [
  ...Object.entries(REVIEWED).map(
    ([name, declaration]) => [name, htmlPage(reviewAgainstProduction(declaration))] as const,
  ),
  ['hostile', hostile],
  ['nothing', htmlPage(reviewed({ schemaVersion: 1, environments: {} }))],
  ['an environment alone', htmlPage(reviewed(declare(ENVIRONMENT)))],
];

/** Text of a page, without tags and styles. */
function textOf(page: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return page
    .slice(page.indexOf('<body>'))
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);
}

/** Elements that load something, or that run. */
const LOADING = [
  'script',
  'img',
  'iframe',
  'object',
  'embed',
  'link',
  'base',
  'form',
  'video',
  'audio',
  'use',
  'image',
];

/** Elements that have no end. */
const VOID = ['meta', 'br', 'wbr', 'hr', 'img', 'input', 'link'];

describe.each(PAGES)('%s', (_, page) => {
  test('every element ends where it should', () => {
    const open: string[] = [];
    const tags = page.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi);
    for (const [, end, name] of tags) {
      if (VOID.includes(name!)) continue;
      if (end === '/') expect(open.pop()).toBe(name);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });

  test('every anchor leads somewhere, and no id is there twice', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    const links = [...page.matchAll(/(?:href="#|url\(#)([^")]+)[")]/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('it needs nothing else, and runs nothing', () => {
    const tags = [...page.matchAll(/<([a-z][a-z0-9]*)([^<>]*)>/gi)];
    const elements = new Set(tags.map(([, name]) => name!.toLowerCase()));
    expect(LOADING.filter((name) => elements.has(name))).toEqual([]);
    const attributes = tags.flatMap(([, , rest]) => [...rest!.matchAll(/ ([^\s=]+)="([^"]*)"/g)]);
    const unquoted = tags.map(([, , rest]) => rest!.replace(/ [^\s=]+="[^"]*"/g, '').trim());
    expect(unquoted.filter((rest) => rest !== '')).toEqual([]);
    const names = new Set(attributes.map(([, name]) => name!));
    expect(
      [...names].filter((name) =>
        /^(?:on.*|src|srcset|action|data|xlink:href|poster|background)$/.test(name),
      ),
    ).toEqual([]);
    expect(attributes.filter(([, name, value]) => name === 'href' && !value!.startsWith('#'))).toEqual([]);
    const styles = attributes.filter(([, name]) => name === 'style').map(([, , value]) => value!);
    expect(styles.filter((style) => !/^(?:--hue:var\(--hue-\d\)|[a-z0-9:;-]+)$/.test(style))).toEqual([]);
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;">`,
    );
    expect(/<style>([\s\S]*?)<\/style>/.exec(page)![1]).not.toMatch(/url\(|@import|expression/);
  });

  test('every chart has words and numbers beside it', () => {
    const figures = [...page.matchAll(/<figure[\s\S]*?<\/figure>/g)].map(([figure]) => figure);
    for (const figure of figures) {
      expect(figure).toMatch(/<div class="chart" role="img" aria-label="[^"]{20,}">/);
      expect(figure).toMatch(
        /<details><summary>[^<]+<\/summary><div class="scroll">\s*<table>[\s\S]*<tbody>\s*<tr/,
      );
      expect(figure.match(/<svg /g)).toHaveLength(2);
    }
    expect(figures.length).toBe((page.match(/<svg /g) ?? []).length / 2);
  });
});

describe('the unsafe raise', () => {
  const text = textOf(unsafe);

  test('leads with the verdict and the signed change', () => {
    expect(unsafe).toContain('<title>1 error blocks this change – capacity review</title>');
    expect(text).toContain('1 error blocks this change');
    expect(text).toContain('+240 connections at rollout of prod-postgres: 196 → 436 of 383 usable, 53 OVER');
  });

  test('has every moment before and after in its bars and in its table', () => {
    const [bars] = /<figure id="environment-1-server-1">[\s\S]*?<\/figure>/.exec(unsafe)!;
    expect(textOf(`<body>${bars}`)).toContain('196 → 436');
    expect(bars).toContain('rollout 196 before, 436, 53 OVER; later-rollout 196 before, 676, 293 OVER');
    expect(bars).toContain(
      '<th scope="rowgroup">rollout</th><td></td><td class="n">196</td><td class="n">436</td><td class="n">+240</td><td class="over">53 OVER</td>',
    );
  });

  test('has the rollout over time with what it assumes', () => {
    expect(text).toContain('Peak 436 of 383 usable, 53 OVER, from 0:10 on.');
    expect(text).toContain('1:10 backend and auth: the last request of the outgoing fleet ends');
    expect(text).toContain(
      'starts in 10.3 s (its startup budget); the outgoing fleet works up to 60 s (request timeout), then keeps what its pools hold up to 900 s (idleInstanceSeconds, assumed).',
    );
  });

  test('has the startup budget, the impact of the change, and what else changes', () => {
    expect(text).toContain('needs 10.3 s of 120 s');
    expect(unsafe).toMatch(/<td class="impact ">new revision<\/td>/);
    expect(text).toMatch(/services\.backend requests at the same time production\s*80\s*320\s*\+240/);
  });

  test('has findings with terms, why and fixes, and the summary leads to them', () => {
    expect(unsafe).toMatch(/<a href="#finding-1"><b>connections\/rollout-budget<\/b>/);
    const [finding] = /<article id="finding-1"[\s\S]*?<\/article>/.exec(unsafe)!;
    expect(textOf(`<body>${finding}`)).toMatch(
      /error connections\/rollout-budget[\s\S]*this deploy needs 436, later deploys 676[\s\S]*16 × 2 × \(5 \+ 5\)[\s\S]*connection 394 is refused[\s\S]*services\.backend\.maxInstances\s*16 → 8[\s\S]*new revision/,
    );
  });
});

describe('without a base', () => {
  test('nothing changes, so nothing is signed', () => {
    const text = textOf(htmlPage(reviewed(declare(ENVIRONMENT))));
    expect(text).toContain('Nothing blocks this declaration');
    expect(text).not.toMatch(/before this change|new findings|[+−]\d+ connections/i);
  });

  test('what is over, unknown or without bound is said in words', () => {
    expect(textOf(htmlPage(reviewed(withField('services.api.maxInstances', 20))))).toContain('150 OVER');
    const unknown = textOf(htmlPage(reviewed(withField('services.api.pools.main', { database: 'main' }))));
    expect(unknown).toContain('at least 0');
    expect(unknown).toContain('UNKNOWN');
    const partly = textOf(htmlPage(reviewed(withField('services.api.processes', undefined))));
    expect(partly).toContain('at least 12');
    const unlimited = textOf(htmlPage(reviewed(withField('services.api.maxInstances', undefined))));
    expect(unlimited).toMatch(/0 \+ unlimited\s*OVER/);
  });
});

test('where nothing has a number there is a table, and no empty chart', () => {
  const page = htmlPage(reviewed(withField('services.api.maxInstances', undefined)));
  expect(page).not.toContain('<figure id="environment-1-server-1">');
  expect(textOf(page)).toMatch(/No number to draw\.[\s\S]*steady\s*0 \+ unlimited\s*OVER/);
});

test('what is accepted is listed with its status', () => {
  const accepted = { subject: 'databases.main', reason: 'load test', owner: 'team-api' };
  const text = textOf(
    htmlPage(
      reviewed(
        withFields({
          'services.api.maxInstances': 20,
          acknowledgements: [
            { ...accepted, rule: 'connections/steady-budget', expires: '2026-12-31' },
            { ...accepted, rule: 'connections/rollout-budget', expires: '2026-11-21' },
          ],
        }),
      ),
    ),
  );
  expect(text).toMatch(/connections\/steady-budget\s*test · databases\.main\s*in-force\s*2026-12-31/);
  expect(text).toMatch(/connections\/rollout-budget\s*test · databases\.main\s*EXPIRED\s*2026-11-21/);
  expect(text).toContain('by team-api until 2026-12-31: load test');
  expect(text).toContain('1 accepted');
});

test('an assumption says whether the environment declares it', () => {
  const text = textOf(htmlPage(reviewed(withField('assumptions', { connectionSeconds: 1 }))));
  expect(text).toMatch(/connectionSeconds\s*test\s*1 s\s*declared here, 0\.3 s otherwise/);
  expect(text).toMatch(/overshootPercent\s*test\s*10 %\s*assumed/);
});

test('a deletion that protection stops is said before everything else', () => {
  const [change] = reviewAgainstProduction(REVIEWED['connector-shrink']).changes;
  const review = reviewAgainstProduction(REVIEWED['connector-shrink']);
  const changes = [
    ...review.changes,
    { ...change!, subject: 'databases.prod-postgres', action: 'delete' as const, isProtected: true },
  ];
  const page = htmlPage({ ...review, changes });
  expect([...page.matchAll(/<td class="impact [a-z]*">([^<]*)<\/td>/g)].map(([, word]) => word)).toEqual([
    'BLOCKED',
    'REPLACE',
  ]);
  expect(textOf(page)).toContain(
    'deletion protection is on: the apply stops here, after other changes were made',
  );
});

describe('hostile names', () => {
  test.each(INJECTIONS)('%j is text', (injection) => {
    const shown = injection
      .replaceAll('\u001b', '\\u001b')
      .replaceAll('\n', '\\u000a')
      .replaceAll('\u202e', '\\u202e');
    expect(textOf(hostile)).toContain(shown);
  });

  test('no control character is left', () => {
    expect(hostile).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('what is too much for a page', () => {
  const page = htmlPage(largeReview(400));
  const text = textOf(page);

  test('is left out, and said', () => {
    expect(page.match(/<figure /g)!.length).toBeLessThanOrEqual(25);
    expect(text).toContain('388 more servers are not drawn; the summary has their worst moments.');
    expect(text).toContain('… and 370 more servers');
    expect(text).toContain('… and 100 more');
    expect(text).toContain('388 more services are in the table.');
  });

  test('what is over is drawn before what fits', () => {
    const fits = htmlPage(largeReview(20, 2));
    expect(fits).toContain('<h3>db-0</h3>');
    const last = htmlPage(largeReview(20, 2, 20));
    expect(last).toContain('<h3>db-19</h3>');
    expect(last).not.toContain('<h3>db-12</h3>');
  });

  test('many environments have a section each up to a number, and those that fit are folded', () => {
    const many = htmlPage(manyEnvironments(24));
    expect(many.match(/<section id="environment-/g)).toHaveLength(20);
    expect(many.match(/<span class="soft">not changed<\/span>/g)).toHaveLength(20);
    expect(textOf(many)).toContain('4 more environments are not drawn.');
    expect(textOf(many)).toContain('2 errors block this declaration');
  });

  test('so that the page stays one that a browser opens', () => {
    expect(page.length).toBeLessThan(2_000_000);
  });
});

// In another process too: another one wrote the golden files.
test('the same review is the same page', () => {
  expect(htmlPage(reviewAgainstProduction(REVIEWED['unsafe-raise']))).toBe(unsafe);
});

test('of a candidate nobody knows when the traffic moves', () => {
  const events = (rollout: string): readonly string[] => {
    const page = htmlPage(reviewed(withField('services.api.rollout', rollout)));
    const [, list] = /<ol class="events">(.*?)<\/ol>/s.exec(page)!;
    return list!
      .split('</li>')
      .map((item) => item.replace(/<[^>]*>/g, '').trim())
      .filter(Boolean);
  };
  expect(events('candidate')).toEqual(['0:00 api: new instances reach the database']);
  expect(events('all-at-once')).toHaveLength(4);
});
