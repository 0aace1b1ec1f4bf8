import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

const BOT = { login: 'github-actions[bot]' };
const MARKER = '<!-- capacity-stack -->';
const COMMENTS = '/repos/acme/shop/issues/7/comments';

let folder: string;
let comments: Comment[];
let mayWrite: boolean;
let requests: string[];
let server: Server;

/** The part of GitHub's API that the comment needs, a page of 100 at a time. */
beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      requests.push(`${request.method} ${pathname} ${request.headers.authorization}`);
      const answer = (status: number, json: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
      };
      const page = Number(searchParams.get('page'));
      if (request.method === 'GET') answer(200, comments.slice(100 * (page - 1), 100 * page));
      else if (!mayWrite) answer(403, { message: 'Resource not accessible by integration' });
      else if (request.method === 'PATCH') {
        comments.find(({ id }) => pathname.endsWith(`/comments/${id}`))!.body = body;
        answer(200, {});
      } else {
        comments.push({ id: comments.length + 1, user: BOT, body });
        answer(201, {});
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-report-'));
  comments = [];
  requests = [];
  mayWrite = true;
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? '' : (JSON.parse(text) as { body: string }).body;
}

function put(file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

function run(action: string, variables: Readonly<Record<string, string>> = {}): Promise<[number, string]> {
  const env = {
    PATH: process.env['PATH'],
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_TOKEN: 'token',
    PULL_REQUEST: '7',
    ...variables,
  };
  return new Promise((resolve) => {
    const program = join(__dirname, '../../.ci/report.mjs');
    const child = execFile(process.execPath, [program, action, folder], { env }, (_, stdout, stderr) => {
      resolve([child.exitCode!, `${stdout}${stderr}`]);
    });
  });
}

test('it writes one comment, and renews it', async () => {
  put('capacity-check/check.md', 'staging fits\n');
  expect(await run('comment')).toEqual([0, '']);
  put('capacity-check/check.md', 'staging is over\n');
  expect(await run('comment')).toEqual([0, '']);
  expect(comments).toEqual([{ id: 1, user: BOT, body: `staging is over\n\n${MARKER}` }]);
  expect(requests).toEqual([
    `GET ${COMMENTS} Bearer token`,
    `POST ${COMMENTS} Bearer token`,
    `GET ${COMMENTS} Bearer token`,
    'PATCH /repos/acme/shop/issues/comments/1 Bearer token',
  ]);
});

test('it finds its comment behind a hundred others, and leaves those alone that quote it', async () => {
  put('capacity-check/check.md', 'new');
  comments = Array.from({ length: 100 }, (_, id) => ({
    id,
    user: { login: 'somebody' },
    body: `quoted ${MARKER}`,
  }));
  comments.push(
    { id: 100, user: BOT, body: 'another bot comment' },
    { id: 101, user: BOT, body: `old\n\n${MARKER}` },
  );
  expect(await run('comment')).toEqual([0, '']);
  expect(comments).toHaveLength(102);
  expect(comments[101]!.body).toBe(`new\n\n${MARKER}`);
  expect(comments[99]!.body).toBe(`quoted ${MARKER}`);
});

test('where the token only reads, as in a fork, the summary has the review', async () => {
  mayWrite = false;
  put('capacity-check/check.md', 'staging fits');
  expect(await run('comment')).toEqual([
    0,
    '::notice::the token may not comment on this pull request: the summary of the job has the review\n',
  ]);
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(`staging fits\n\n${MARKER}\n`);
});

test('another refusal is an error', async () => {
  put('capacity-check/check.md', 'staging fits');
  const [status, output] = await run('comment', { GITHUB_API_URL: 'http://127.0.0.1:1' });
  expect(status).toBe(1);
  expect(output).toBe('::error::the comment was not written: fetch failed\n');
});

test('the reviews of the plans come in place of the comparison of what is declared', async () => {
  put('capacity-check/check.md', 'declared');
  put('capacity-check/status', '0\n');
  put('capacity-review/staging.md', `plan of staging\n\n${MARKER}`);
  put('capacity-review/production.md', `plan of production\n\n${MARKER}`);
  await run('comment', { PLAN: 'success' });
  expect(comments[0]!.body).toBe(`plan of production\n\nplan of staging\n\n${MARKER}`);
});

test('where only the comparison says why it blocks, it comes too', async () => {
  put('capacity-check/check.md', `declared\n\n${MARKER}`);
  put('capacity-check/status', '1\n');
  put('capacity-review/staging.md', `plan of staging\n\n${MARKER}`);
  await run('comment', { PLAN: 'success' });
  expect(comments[0]!.body).toBe(`declared\n\nplan of staging\n\n${MARKER}`);
});

test('a link in an artifact leads nowhere', async () => {
  put('secret', 'the token of this job');
  put('capacity-check/check.md', 'declared');
  for (const name of ['other.md', 'other.sarif', 'status'])
    symlinkSync(join(folder, 'secret'), join(folder, 'capacity-check', name));
  expect(await run('comment', { PLAN: 'skipped' })).toEqual([0, '']);
  expect(comments[0]!.body).toBe(`declared\n\n${MARKER}`);
  expect(await run('block', { COMPARE: 'success', PLAN: 'skipped' })).toEqual(UNCHECKED);
});

test('plans that could not be made are not passed over', async () => {
  put('capacity-check/check.md', 'declared');
  await run('comment', { PLAN: 'failure' });
  expect(comments[0]!.body).toBe(
    `The plans could not be made: see the job \`plan\`.\n\ndeclared\n\n${MARKER}`,
  );
});

test('a comparison that is missing is said', async () => {
  await run('comment', { PLAN: 'skipped' });
  expect(comments[0]!.body).toBe(`Nothing could be compared: see the job \`compare\`.\n\n${MARKER}`);
});

const DETAILS = (size: number): string =>
  `<details><summary>all</summary>\n\n${'é'.repeat(size)}\n\n</details>`;
const WITHOUT = '_The details do not fit into a comment. The artifacts of this run have all of it._';

test.each([
  [65_536, 'keeps'],
  [65_537, 'loses'],
])('a comment of %i bytes %s the details of its last part', async (length, outcome) => {
  const around = Buffer.byteLength(`production\n\n${DETAILS(0)}\n\nstaging\n\n${DETAILS(500)}\n\n${MARKER}`);
  const rest = length - around;
  put(
    'capacity-review/production.md',
    `production${'.'.repeat(rest % 2)}\n\n${DETAILS(Math.floor(rest / 2))}`,
  );
  put('capacity-review/staging.md', `staging\n\n${DETAILS(500)}`);
  await run('comment');
  const [{ body }] = comments as [Comment];
  expect(body).toContain(`\n\n${DETAILS(Math.floor(rest / 2))}`);
  expect(body.endsWith(`staging\n\n${outcome === 'keeps' ? DETAILS(500) : WITHOUT}\n\n${MARKER}`)).toBe(true);
});

test('what a review quotes does not end its details', async () => {
  put(
    'capacity-review/a.md',
    `a\n\n<details><summary>s</summary>\n\nx </details> y\n${'z'.repeat(70_000)}\n\n</details>`,
  );
  await run('comment');
  expect(comments[0]!.body).toBe(`a\n\n${WITHOUT}\n\n${MARKER}`);
});

test('parts that do not fit are counted', async () => {
  for (const name of ['a', 'b', 'c']) put(`capacity-review/${name}.md`, name.repeat(40_000));
  await run('comment');
  expect(comments[0]!.body).toBe(
    `${'a'.repeat(40_000)}\n\n2 more of 3 reviews do not fit into a comment. The artifacts of this run have all of it.\n\n${MARKER}`,
  );
});

test('code scanning gets one run for each report, each with a category of its own', async () => {
  const log = (name: string): string =>
    JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name } } }] });
  put('capacity-check/check.sarif', log('check'));
  put('capacity-review/staging.sarif', log('staging'));
  put('capacity-review/production.sarif', log('production'));
  await run('comment');
  expect(JSON.parse(readFileSync(join(folder, 'capacity.sarif'), 'utf8'))).toEqual({
    version: '2.1.0',
    runs: [
      { tool: { driver: { name: 'production' } }, automationDetails: { id: 'capacity/production/' } },
      { tool: { driver: { name: 'staging' } }, automationDetails: { id: 'capacity/staging/' } },
    ],
  });
});

const FITS = [0, ''] as const;
const OVER = [1, '::error::the capacity does not fit: the comment on the pull request says why\n'] as const;
const UNCHECKED = [2, '::error::the capacity could not be checked: the logs of the jobs say why\n'] as const;
const FAILED = [2, '::error::could not be checked: compare ended with success, plan with failure\n'] as const;

test.each([
  ['both fit', '0', '0', 'success', FITS],
  ['without plans', '0', undefined, 'skipped', FITS],
  ['the declared capacity does not fit', '1', undefined, 'skipped', OVER],
  ['a plan does not fit', '0', '1', 'success', OVER],
  ['a plan could not be reviewed', '1', '2', 'success', UNCHECKED],
  ['nothing was left', undefined, undefined, 'skipped', UNCHECKED],
  ['the comparison left nothing', undefined, '0', 'success', UNCHECKED],
  ['the plans left nothing', '0', undefined, 'success', UNCHECKED],
  ['an empty status', '', undefined, 'skipped', UNCHECKED],
  ['no status', 'fits', undefined, 'skipped', UNCHECKED],
  ['an unknown status', '-1', undefined, 'skipped', UNCHECKED],
  ['Terraform failed', '0', undefined, 'failure', FAILED],
] as const)('blocking: %s', async (_, check, review, plan, outcome) => {
  if (check !== undefined) put('capacity-check/status', `${check}\n`);
  if (review !== undefined) put('capacity-review/status', `${review}\n`);
  expect(await run('block', { COMPARE: 'success', PLAN: plan })).toEqual(outcome);
});
