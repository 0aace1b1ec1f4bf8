// The one comment on a pull request.
// @ts-check

/** Finds the comment again; every review ends with it. */
const MARKER = '<!-- capacity-stack -->';
const AUTHOR = 'github-actions[bot]';

/** GitHub takes no longer body. In bytes: however it counts characters, they are no more. */
const LONGEST = 65_536;
const ELSEWHERE = 'The artifacts of this run have all of it.';

/**
 * The body of the comment. Where the parts are too long together, their folded details are left out, and then whole
 * parts, from the last one on.
 * @param {readonly string[]} parts Markdown
 */
export function bodyOf(parts) {
  const kept = parts.map((part) => part.replaceAll(MARKER, '').trim());
  let left = 0;
  const body = () => {
    const note =
      left > 0 ? [`${left} more of ${parts.length} reviews do not fit into a comment. ${ELSEWHERE}`] : [];
    return [...kept, ...note, MARKER].join('\n\n');
  };
  const isTooLong = () => Buffer.byteLength(body()) > LONGEST;
  for (let last = kept.length - 1; last >= 0 && isTooLong(); last--)
    kept[last] = withoutDetails(kept[last] ?? '');
  for (; kept.length > 0 && isTooLong(); left++) kept.pop();
  return body();
}

/**
 * Only whole lines: what a review quotes cannot end a section.
 * @param {string} text
 */
function withoutDetails(text) {
  const rest = text.replace(/^<details>[\s\S]*?\n<\/details>$/gm, '').replace(/\n{3,}/g, '\n\n');
  const short = `${rest.trim()}\n\n_The details do not fit into a comment. ${ELSEWHERE}_`;
  return short.length < text.length ? short : text;
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
    const own = comments.find(({ body, user }) => user?.login === AUTHOR && body.endsWith(MARKER));
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
