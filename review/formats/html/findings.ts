import type { Finding } from '../../../capacity/finding';
import { formulaOf, sumText } from '../../../capacity/terms';
import { editText } from '../../finding-text';
import type { Review } from '../../review';
import type { FormatStyle } from '../format';
import { ranked, type Ranked } from '../ranked';
import { fixesOf } from './fixes';
import { markup, type Content, type Markup } from './markup';
import { capped, moreItem, moreRow, pathCode } from './words';

/** Findings in full; the rest are a line each, as many as a page can hold. */
const MOST_FULL = 60;
const MOST_LINES = 300;
const MOST_TERMS = 20;

/** Where a path of an environment's declaration stands. */
type Locate = NonNullable<FormatStyle['locate']>;

/** The findings with where each of them stands in the page. */
export interface Findings {
  readonly section: Markup;
  /** `undefined` for one that is not in the page in full. */
  readonly anchorOf: (finding: Finding) => string | undefined;
  readonly count: number;
}

/** Every finding: the new ones open; the unchanged, the fixed and the accepted ones folded. */
export function findingsOf(review: Review, locate: Locate): Findings {
  const all = ranked(review);
  const blocks = new Set(all.filter((one) => one.blocks).map(({ finding }) => finding));
  const of = (is: (one: Ranked) => boolean): readonly Finding[] =>
    all.filter(is).map(({ finding }) => finding);
  // What was there before and still blocks is as urgent as what is new.
  const isOpen = ({ blocks: isBlocking, status }: Ranked): boolean => status === 'new' || isBlocking;
  const open = of((one) => isOpen(one) && !one.finding.acknowledgedBy);
  const unchanged = of((one) => one.status === 'unchanged' && !isOpen(one) && !one.finding.acknowledgedBy);
  const accepted = of(({ finding, status }) => status !== 'fixed' && finding.acknowledgedBy !== undefined);
  const fixed = of(({ status }) => status === 'fixed');
  const full = [...open, ...unchanged, ...accepted].slice(0, MOST_FULL);
  const anchors = new Map(full.map((finding, index) => [finding, `finding-${index + 1}`]));
  const anchorOf = (finding: Finding): string | undefined => anchors.get(finding);
  const list = (findings: readonly Finding[]): Markup => findingList(findings, { locate, blocks, anchorOf });
  const fold = (
    findings: readonly Finding[],
    what: string,
    show: (findings: readonly Finding[]) => Markup,
  ): Content =>
    findings.length > 0 &&
    markup`<details class="more-findings"><summary>${findings.length} ${what}</summary>${show(findings)}</details>
`;
  const none = review.before ? 'Nothing new.' : 'Nothing to report.';
  return {
    anchorOf,
    count: open.length,
    section: markup`<section id="findings"><h2>${review.before ? 'New findings' : 'Findings'}</h2>
${open.length > 0 ? list(open) : markup`<p class="soft">${none}</p>`}
${fold(unchanged, 'unchanged', list)}${fold(fixed, 'fixed by this change', lines)}${fold(accepted, 'accepted', list)}</section>
`,
  };
}

interface Context {
  readonly locate: Locate;
  readonly blocks: ReadonlySet<Finding>;
  readonly anchorOf: Findings['anchorOf'];
}

function findingList(findings: readonly Finding[], context: Context): Markup {
  const full = findings.filter((finding) => context.anchorOf(finding) !== undefined);
  const rest = findings.filter((finding) => context.anchorOf(finding) === undefined);
  return markup`${full.map((finding, index) => article(finding, context, full.slice(0, index)))}${rest.length > 0 && lines(rest)}`;
}

function lines(findings: readonly Finding[]): Markup {
  return markup`<ul class="lines">${capped(findings, MOST_LINES, line, moreItem())}</ul>`;
}

function article(
  finding: Finding,
  { anchorOf, blocks, locate }: Context,
  printed: readonly Finding[],
): Markup {
  const isBlocking = blocks.has(finding);
  const { acknowledgedBy: accepted, docs, environment, headline, note, owner, rule, severity, why } = finding;
  const word = severity === 'error' && !isBlocking ? 'error, accepted' : severity;
  return markup`<article id="${anchorOf(finding)}" class="${severity}">
<h3><span class="severity ${isBlocking ? 'error' : severity === 'error' ? 'info' : severity}">${word}</span> ${rule}</h3>
<p class="where">${whereOf(finding, locate)}<span class="soft"> · ${environment}${owner !== undefined && markup` · owner ${owner}`}</span></p>
<p class="headline">${headline}</p>
${finding.terms.length > 0 && termsOf(finding)}
<dl><dt>why</dt><dd>${why}</dd>${note !== undefined && markup`<dt>note</dt><dd>${note}</dd>`}${
    accepted &&
    markup`<dt>accepted</dt><dd>by ${accepted.owner} until ${accepted.expires}: ${accepted.reason}</dd>`
  }${fixesOf(finding, printed, anchorOf)}<dt>docs</dt><dd>${pathCode(docs)}</dd></dl>
</article>
`;
}

function whereOf({ at, environment, subject }: Finding, locate: Locate): Markup {
  const { file, line: number, address } = locate(at?.environment ?? environment, at?.path ?? subject);
  const value =
    at && (at.value === undefined ? ' is not set' : markup` = <code>${editText(at.value)}</code>`);
  const place = number === undefined ? file : `${file}:${number}`;
  return markup`${pathCode(at?.path ?? subject)}${value} <span class="soft">in ${place}${address !== undefined && markup` · ${pathCode(address)}`}</span>`;
}

function termsOf({ environment: here, terms }: Finding): Markup {
  return markup`<div class="scroll"><table class="terms"><tbody>
${capped(
  terms,
  MOST_TERMS,
  (
    term,
  ) => markup`<tr><th scope="row">${term.environment !== here && `${term.environment}: `}${pathCode(term.path)} <span class="soft">${term.label}</span></th><td class="formula">${formulaOf(term)}</td><td class="n">${sumText(term)}</td></tr>
`,
  moreRow(3, 'terms'),
)}</tbody></table></div>`;
}

function line({ environment, headline, rule, severity, subject }: Finding): Markup {
  return markup`<li><b>${severity}</b> ${rule} <span class="soft">${environment}</span> ${pathCode(subject)}: ${headline}</li>
`;
}
