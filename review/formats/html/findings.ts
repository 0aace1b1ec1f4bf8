import { blocking } from '../../../capacity/evaluate';
import type { Finding } from '../../../capacity/finding';
import { inWords } from '../../../capacity/quantity';
import { formulaOf } from '../../../capacity/terms';
import { comparedFindings, type Review } from '../../review';
import { fixesOf } from './fixes';
import { markup, type Markup } from './markup';
import { capped, moreRow, pathCode, valueText } from './words';

/** Findings in full; the rest are a line each, as many as a page can hold. */
const MOST_FULL = 60;
const MOST_LINES = 300;
const MOST_TERMS = 20;

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** The findings with where each of them stands in the page. */
export interface Findings {
  readonly section: Markup;
  /** `undefined` for one that is not in the page in full. */
  readonly anchorOf: (finding: Finding) => string | undefined;
  readonly count: number;
}

/** Every finding: the new ones open, the unchanged and the fixed ones folded. */
export function findingsOf(review: Review): Findings {
  const compared = comparedFindings(review);
  const blocks = new Set(review.result.environments.flatMap(({ findings }) => blocking(findings)));
  const of = (status: string): readonly Finding[] =>
    ranked(
      compared.filter((one) => one.status === status).map(({ finding }) => finding),
      blocks,
    );
  const [fresh, unchanged, fixed] = [of('new'), of('unchanged'), of('fixed')];
  // What was there before and still blocks is as urgent as what is new.
  const open = [...fresh, ...unchanged.filter((finding) => blocks.has(finding))];
  const rest = unchanged.filter((finding) => !blocks.has(finding));
  const anchors = new Map(
    [...open, ...rest].slice(0, MOST_FULL).map((finding, index) => [finding, `finding-${index + 1}`]),
  );
  const anchorOf = (finding: Finding): string | undefined => anchors.get(finding);
  const list = (findings: readonly Finding[]): Markup => findingList(findings, review, blocks, anchorOf);
  const none = review.before ? 'Nothing new.' : 'Nothing to report.';
  return {
    anchorOf,
    count: open.length,
    section: markup`<section id="findings"><h2>${review.before ? 'New findings' : 'Findings'}</h2>
${open.length > 0 ? list(open) : markup`<p class="soft">${none}</p>`}
${rest.length > 0 && markup`<details class="more-findings"><summary>${rest.length} unchanged</summary>${list(rest)}</details>`}
${
  fixed.length > 0 &&
  markup`<details class="more-findings"><summary>${fixed.length} fixed by this change</summary><ul class="lines">${capped(
    fixed,
    MOST_LINES,
    line,
    (more) => markup`<li class="more">… and ${more} more</li>`,
  )}</ul></details>`
}</section>
`,
  };
}

/** What blocks first, then by severity; within it in the order of the rules. */
function ranked(findings: readonly Finding[], blocks: ReadonlySet<Finding>): readonly Finding[] {
  const rank = (finding: Finding): number =>
    blocks.has(finding) ? 0 : 1 + SEVERITIES.indexOf(finding.severity) + (finding.acknowledgedBy ? 0.5 : 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

function findingList(
  findings: readonly Finding[],
  review: Review,
  blocks: ReadonlySet<Finding>,
  anchorOf: Findings['anchorOf'],
): Markup {
  const full = findings.filter((finding) => anchorOf(finding) !== undefined);
  const rest = findings.filter((finding) => anchorOf(finding) === undefined);
  return markup`${full.map((finding, index) => {
    const printed = full.slice(0, index);
    return article(finding, { review, printed, anchorOf, isBlocking: blocks.has(finding) });
  })}${
    rest.length > 0 &&
    markup`<ul class="lines">${capped(
      rest,
      MOST_LINES,
      line,
      (more) => markup`<li class="more">… and ${more} more</li>`,
    )}</ul>`
  }`;
}

interface Context {
  readonly review: Review;
  readonly printed: readonly Finding[];
  readonly anchorOf: Findings['anchorOf'];
  readonly isBlocking: boolean;
}

function article(finding: Finding, { review, printed, anchorOf, isBlocking }: Context): Markup {
  const { acknowledgedBy: accepted, docs, environment, headline, note, owner, rule, severity, why } = finding;
  const word = severity === 'error' && !isBlocking ? 'error, accepted' : severity;
  return markup`<article id="${anchorOf(finding)}" class="${severity}">
<h3><span class="severity ${isBlocking ? 'error' : severity === 'error' ? 'info' : severity}">${word}</span> ${rule}</h3>
<p class="where">${whereOf(finding, review)}<span class="soft"> ${environment}${owner !== undefined && markup` · owner ${owner}`}</span></p>
<p class="headline">${headline}</p>
${finding.terms.length > 0 && termsOf(finding)}
<dl><dt>why</dt><dd>${why}</dd>${note !== undefined && markup`<dt>note</dt><dd>${note}</dd>`}${
    accepted &&
    markup`<dt>accepted</dt><dd>by ${accepted.owner} until ${accepted.expires}: ${accepted.reason}</dd>`
  }${fixesOf(finding, printed, anchorOf)}<dt>docs</dt><dd>${pathCode(docs)}</dd></dl>
</article>
`;
}

function whereOf({ at, environment, subject }: Finding, { sourceOf }: Review): Markup {
  const { file, prefix } = sourceOf(at?.environment ?? environment);
  const path = pathCode(`${prefix}${at ? at.path : subject}`);
  const value =
    at && (at.value === undefined ? ' is not set' : markup` = <code>${valueText(at.value)}</code>`);
  return markup`${path}${value} <span class="soft">in ${file}</span>`;
}

function termsOf({ environment: here, terms }: Finding): Markup {
  return markup`<div class="scroll"><table class="terms"><tbody>
${capped(
  terms,
  MOST_TERMS,
  (
    term,
  ) => markup`<tr><th scope="row">${term.environment !== here && `${term.environment}: `}${pathCode(term.path)}</th><td>${term.label}</td><td class="formula">${formulaOf(term)}</td><td class="n">${inWords(term.connections)}</td></tr>
`,
  moreRow(4, 'terms'),
)}</tbody></table></div>`;
}

function line({ environment, headline, rule, severity, subject }: Finding): Markup {
  return markup`<li><b>${severity}</b> ${rule} <span class="soft">${environment}</span> ${pathCode(subject)}: ${headline}</li>
`;
}
