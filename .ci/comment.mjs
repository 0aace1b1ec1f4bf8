// The one comment on a pull request.
// @ts-check

/** Finds the comment again. */
const MARKER = '<!-- capacity-stack: pull request -->';
/** GitHub takes no longer body. */
export const LONGEST = 65_536;
const AUTHOR = 'github-actions[bot]';

/**
 * The body of the comment. Where the parts are too long together, their folded details are left out, from the last
 * part on.
 * @param {readonly string[]} parts Markdown
 */
export function bodyOf(parts) {
  const kept = [...parts];
  const joined = () => [MARKER, ...kept].join('\n\n');
  for (let last = kept.length - 1; last >= 0 && joined().length > LONGEST; last--)
    kept[last] = withoutDetails(kept[last] ?? '');
  if (joined().length <= LONGEST) return joined();
  const note = '\n\nThe rest is too long for a comment. The artifacts of this run have all of it.';
  const cut = joined().slice(0, LONGEST - note.length);
  return `${cut.slice(0, cut.lastIndexOf('\n'))}${note}`;
}

/** @param {string} text */
function withoutDetails(text) {
  const short = text.replace(/<details>[\s\S]*?<\/details>/g, '');
  return `${short.trim()}\n\nThe details are too long for a comment. The artifacts of this run have them.`;
}

/**
 * Renews the comment that an earlier run wrote, or writes the first one.
 * @param {string} body
 * @param {{ api: string, repository: string, pullRequest: string, token: string }} where
 * @returns {Promise<Response>} the answer of the request that wrote, or of the first one that was refused
 */
export async function comment(body, where) {
  const issues = `/repos/${where.repository}/issues`;
  const comments = `${issues}/${where.pullRequest}/comments`;
  const { refused, id } = await earlier(comments, where);
  if (refused) return refused;
  return id === undefined
    ? request('POST', comments, where, { body })
    : request('PATCH', `${issues}/comments/${id}`, where, { body });
}

/**
 * The comment that an earlier run wrote. Somebody who quotes it has the marker too, but is not its author.
 * @param {string} path
 * @param {{ api: string, token: string }} where
 * @returns {Promise<{ id?: number, refused?: Response }>}
 */
async function earlier(path, where) {
  for (let page = 1; ; page++) {
    const response = await request('GET', `${path}?per_page=100&page=${page}`, where);
    if (!response.ok) return { refused: response };
    /** @type {readonly { id: number, body: string, user: { login: string } | null }[]} */
    const comments = await response.json();
    const own = comments.find(({ body, user }) => user?.login === AUTHOR && body.startsWith(MARKER));
    if (own || comments.length < 100) return own ? { id: own.id } : {};
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ api: string, token: string }} where
 * @param {unknown} [json]
 */
function request(method, path, { api, token }, json) {
  return fetch(`${api}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}
