// Reports what .ci/compare and .ci/review-plans left in a folder.
//   node .ci/report.mjs comment FOLDER   writes the comment, the summary of the job, and FOLDER/capacity.sarif
//   node .ci/report.mjs block FOLDER     ends with the highest status that was found
// The folder was made by code of the pull request, and this token may write: what is in it is text, never a program, and
// nothing in it may lead to another file.
// @ts-check
import { appendFileSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bodyOf, comment } from './comment.mjs';

const [action, folder = '.'] = process.argv.slice(2);
const CHECK = join(folder, 'capacity-check');
const REVIEW = join(folder, 'capacity-review');

if (action === 'comment') process.exitCode = await report();
else if (action === 'block') process.exitCode = block();
else throw new Error('allowed is comment or block');

/** Where the token may not comment, as in a pull request from a fork, the summary has the review all the same. */
async function report() {
  const { env } = process;
  const body = bodyOf(parts());
  writeSarif();
  if (env['GITHUB_STEP_SUMMARY']) appendFileSync(env['GITHUB_STEP_SUMMARY'], `${body}\n`);
  const { ok, status, statusText } = await comment(body, {
    api: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    pullRequest: env['PULL_REQUEST'] ?? '',
    token: env['GITHUB_TOKEN'] ?? '',
  }).catch((/** @type {Error} */ { message }) => ({ ok: false, status: 0, statusText: message }));
  if (ok) return 0;
  if (status === 403) {
    console.log(
      '::notice::the token may not comment on this pull request: the summary of the job has the review',
    );
    return 0;
  }
  console.log(`::error::the comment was not written: ${statusText || status}`);
  return 1;
}

/** The reviews of the plans; without plans, or where it says why this blocks, the comparison of what is declared. */
function parts() {
  const reviews = filesIn(REVIEW, '.md').map(text);
  if (reviews.length > 0)
    return [...(statusIn(CHECK) > 0 ? filesIn(CHECK, '.md').map(text) : []), ...reviews];
  const failed =
    process.env['PLAN'] === 'failure' ? ['The plans could not be made: see the job `plan`.'] : [];
  const declared = filesIn(CHECK, '.md').map(text);
  return declared.length > 0
    ? [...failed, ...declared]
    : ['Nothing could be compared: see the job `compare`.', ...failed];
}

/** One file with a run for each report: code scanning takes no two runs of one category. */
function writeSarif() {
  const reviews = filesIn(REVIEW, '.sarif');
  const files = reviews.length > 0 ? reviews : filesIn(CHECK, '.sarif');
  const logs = files.map((file) => ({
    id: `capacity/${basename(file, '.sarif')}/`,
    log: JSON.parse(text(file)),
  }));
  const [first] = logs;
  if (!first) return;
  const runs = logs.flatMap(({ id, log }) =>
    log.runs.map((/** @type {object} */ run) => ({ ...run, automationDetails: { id } })),
  );
  writeFileSync(join(folder, 'capacity.sarif'), JSON.stringify({ ...first.log, runs }));
}

function block() {
  const { COMPARE = '', PLAN = '' } = process.env;
  if (COMPARE !== 'success' || !['success', 'skipped'].includes(PLAN)) {
    console.log(`::error::could not be checked: compare ended with ${COMPARE}, plan with ${PLAN}`);
    return 2;
  }
  const status = Math.max(statusIn(CHECK), PLAN === 'success' ? statusIn(REVIEW) : 0);
  if (status === 1)
    console.log('::error::the capacity does not fit: the comment on the pull request says why');
  if (status > 1) console.log('::error::the capacity could not be checked: the logs of the jobs say why');
  return status;
}

/**
 * What a job found. Nothing, or anything else than a status, is no pass.
 * @param {string} parent
 */
function statusIn(parent) {
  const file = join(parent, 'status');
  const status = isFile(file) ? text(file) : '';
  return /^[012]$/.test(status) ? Number(status) : 2;
}

/**
 * @param {string} parent
 * @param {string} ending
 */
function filesIn(parent, ending) {
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent).filter((name) => name.endsWith(ending));
  return names
    .sort()
    .map((name) => join(parent, name))
    .filter(isFile);
}

/**
 * No link: it could lead to what only this job may read.
 * @param {string} path
 */
function isFile(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** @param {string} file */
function text(file) {
  return readFileSync(file, 'utf8').trim();
}
