import { demandInWords } from '../../../capacity/moments';
import { blocking } from '../../../capacity/evaluate';
import type { Finding } from '../../../capacity/finding';
import { inWords } from '../../../capacity/quantity';
import { counted } from '../../../capacity/words';
import { budgetChanges, signed, type BudgetChange, type MomentChange } from '../../comparison';
import type { Review } from '../../review';
import { ONLY_WARN, summaryParts } from '../../text';
import { interruptions } from './changes';
import { markup, type Markup } from './markup';
import { capped, leftText, moreItem, moreRow } from './words';

const MOST_SERVERS = 30;
const MOST_BLOCKING = 8;

/** What a reader needs first: whether something blocks, by how much it changes, what is left of every server. */
export function summary(review: Review, anchorOf: (finding: Finding) => string | undefined): Markup {
  const { environments } = review.result;
  const blocks = blockingOf(review);
  const servers = budgetChanges(review).filter(({ kind }) => kind !== 'redis-clients');
  return markup`<header id="summary">
<p class="kind">Capacity review of ${environments.map(({ name }) => name).join(', ')}</p>
<h1 class="${blocks.length > 0 ? 'over' : 'fits'}">${headline(review)}</h1>
${lead(review, servers)}${interruptions(review)}
<p class="counts">${summaryParts(review.result).join(' · ')}</p>
${
  blocks.length > 0 &&
  markup`<ul class="blocks">${capped(
    blocks,
    MOST_BLOCKING,
    (finding) => markup`<li>${linked(finding, anchorOf(finding))}</li>
`,
    moreItem(markup`under <a href="#findings">findings</a>`),
  )}</ul>`
}
${servers.length > 0 && serversTable(servers, review.before !== undefined)}
</header>
`;
}

/** Whether something blocks, as a sentence. */
export function headline(review: Review): string {
  const errors = blockingOf(review).length;
  const what = review.before ? 'this change' : 'this declaration';
  if (errors > 0) return `${counted(errors, 'error blocks', 'errors block')} ${what}`;
  return `Nothing blocks ${what}`;
}

function blockingOf({ result }: Review): readonly Finding[] {
  return result.environments.flatMap(({ findings }) => blocking(findings));
}

function linked({ rule, headline: line, environment }: Finding, anchor: string | undefined): Markup {
  const text = markup`<b>${rule}</b> <span class="soft">${environment}</span> ${line}`;
  return anchor === undefined ? text : markup`<a href="#${anchor}">${text}</a>`;
}

/**
 * The signed change of the moment that decides, on the server with the least left of those that change; without a
 * base there is no change to lead with.
 */
function lead({ before }: Review, servers: readonly BudgetChange[]): Markup | undefined {
  if (!before) return undefined;
  const [first] = servers
    .flatMap((server) => {
      const moment = decisiveOf(server.moments);
      return server.isChanged && server.after && moment ? [{ server, moment, left: leftOf(moment) }] : [];
    })
    .sort((a, b) => a.left - b.left);
  if (!first) {
    const text = servers.some(({ isChanged }) => isChanged)
      ? 'A server is no longer declared, and nothing else changes.'
      : markup`<strong>±0</strong> connections at every moment of every database`;
    return markup`<p class="lead">${text}</p>`;
  }
  const { moment, server } = first;
  const { before: was, after, change, name } = moment;
  const sum = was ? `${demandInWords(was)} → ${demandInWords(after!)}` : demandInWords(after!);
  return markup`<p class="lead">${change !== undefined && markup`<strong>${signed(change)}</strong> `}connections at ${name} of ${server.name}: ${sum} of ${inWords(server.after!.usable)} usable, <span class="${after!.verdict}">${leftText(after!)}</span></p>`;
}

function serversTable(servers: readonly BudgetChange[], isCompared: boolean): Markup {
  const columns = isCompared ? 6 : 4;
  return markup`<div class="scroll"><table class="servers"><thead><tr><th scope="col">server, decisive moment</th>${
    isCompared && markup`<th scope="col" class="n">before</th>`
  }<th scope="col" class="n">${isCompared ? 'after' : 'demand'}</th>${
    isCompared && markup`<th scope="col" class="n">change</th>`
  }<th scope="col" class="n roomy">usable</th><th scope="col" class="n">result</th></tr></thead><tbody>
${capped(servers, MOST_SERVERS, (server) => serverRow(server, isCompared), moreRow(columns, 'servers'))}</tbody></table></div>`;
}

function serverRow(server: BudgetChange, isCompared: boolean): Markup {
  const { environment, name, after, moments } = server;
  const worst = decisiveOf(moments);
  const label = markup`<th scope="row">${name} <span class="soft">${environment}</span>${worst && markup`<br><span class="soft">${worst.name}</span>`}</th>`;
  if (!after || !worst?.after)
    return markup`<tr>${label}<td colspan="${isCompared ? 5 : 3}">not declared any more</td></tr>
`;
  const { before, change } = worst;
  return markup`<tr>${label}${
    isCompared && markup`<td class="n">${before ? demandInWords(before) : '–'}</td>`
  }<td class="n">${demandInWords(worst.after)}</td>${
    isCompared && markup`<td class="n">${change === undefined ? '–' : signed(change)}</td>`
  }<td class="n roomy">${inWords(after.usable)}</td><td class="n ${worst.after.verdict}">${leftText(worst.after)}</td></tr>
`;
}

/**
 * The moment with the least left among those that can block; this deploy before later ones where both are over. What
 * is not known or has no bound is worse than all.
 */
function decisiveOf(moments: readonly MomentChange[]): MomentChange | undefined {
  const sorted = moments
    .filter(({ name, after }) => after && !ONLY_WARN.includes(name))
    .map((moment) => ({ moment, left: leftOf(moment) }))
    .sort((a, b) => a.left - b.left);
  const [worst] = sorted;
  if (worst?.moment.name !== 'later-rollout') return worst?.moment;
  return (sorted.find(({ left, moment }) => left < 0 && moment.name !== 'later-rollout') ?? worst).moment;
}

function leftOf({ after }: MomentChange): number {
  return after?.left ?? (after?.verdict === 'fits' ? Infinity : -Infinity);
}
