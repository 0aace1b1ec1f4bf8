import type { Assumed } from '../../../capacity/assumed';
import type { EnvironmentResult } from '../../../capacity/evaluate';
import { ASSUMPTIONS } from '../../../capacity/google-cloud/assumptions';
import { entryOf } from '../../../capacity/google-cloud/fact';
import type { Review } from '../../review';
import { markup, type Markup } from './markup';
import { capped, moreRow, pathCode } from './words';

const MOST_ROWS = 200;
const MOST_NOTES = 200;

/** What was accepted, and until when; and what stands in the baseline. */
export function acceptedSection({ result }: Review): Markup | undefined {
  const accepted = result.environments.flatMap(({ acknowledgements, name }) =>
    acknowledgements.map((acknowledgement) => ({ ...acknowledgement, environment: name })),
  );
  const baseline = result.environments.flatMap((environment) => environment.baseline);
  if (accepted.length + baseline.length === 0) return undefined;
  return markup`<section id="accepted"><h2>Accepted</h2>
${
  accepted.length > 0 &&
  markup`<h3>Acknowledgements</h3>
<div class="scroll"><table class="accepted"><thead><tr><th scope="col">finding</th><th scope="col">status</th><th scope="col">until</th><th scope="col">owner</th><th scope="col">reason</th></tr></thead><tbody>
${capped(
  accepted,
  MOST_ROWS,
  ({ environment, expires, owner, reason, rule, status, subject }) =>
    markup`<tr><th scope="row" class="text">${rule}<br><span class="soft">${environment} · ${pathCode(subject)}</span></th><td class="${status === 'expired' && 'over'}">${status === 'expired' ? 'EXPIRED' : status}</td><td class="n">${expires}</td><td>${owner}</td><td class="text">${reason}</td></tr>
`,
  moreRow(5, 'acknowledgements'),
)}</tbody></table></div>`
}
${
  baseline.length > 0 &&
  markup`<h3>Baseline</h3>
<div class="scroll"><table><thead><tr><th scope="col">finding</th><th scope="col">status</th></tr></thead><tbody>
${capped(
  baseline,
  MOST_ROWS,
  ({ environment, rule, status, subject }) =>
    markup`<tr><th scope="row" class="text">${rule} <span class="soft">${environment} · ${pathCode(subject)}</span></th><td>${BASELINE[status]}</td></tr>
`,
  moreRow(2, 'entries'),
)}</tbody></table></div>`
}</section>
`;
}

const BASELINE: Readonly<Record<EnvironmentResult['baseline'][number]['status'], string>> = {
  known: 'known, and not worse',
  worse: 'WORSE: it blocks',
  unknown: 'UNKNOWN whether it is worse: it blocks',
  gone: 'gone: the entry can be removed',
};

/** Every assumption that the numbers rest on, with its value, how well it is founded, and where it comes from. */
export function assumptionsSection({ result }: Review): Markup | undefined {
  const rows = assumptionRows(result.environments);
  if (rows.length === 0) return undefined;
  return markup`<section id="assumptions"><h2>Assumptions</h2>
<p class="soft">Numbers that nobody publishes, and what was not declared. An environment overrides the named ones under <code>assumptions</code>.</p>
<div class="scroll"><table class="assumptions"><thead><tr><th scope="col">assumption</th><th scope="col" class="n">value</th><th scope="col">standing</th><th scope="col">what, and where it comes from</th></tr></thead><tbody>
${capped(
  rows,
  MOST_ROWS,
  ({ assumed: { name, source, unit, value, what }, environments, standing }) =>
    markup`<tr><th scope="row"><code>${name}</code><br><span class="soft">${environments.join(', ')}</span></th><td class="n">${value === null ? '–' : `${value} ${unit}`}</td><td>${standing}</td><td class="text">${what}<br><span class="soft">${source}</span></td></tr>
`,
  moreRow(4, 'assumptions'),
)}</tbody></table></div></section>
`;
}

interface AssumptionRow {
  readonly assumed: Assumed;
  readonly standing: string;
  readonly environments: string[];
}

/** Environments that assume the same share a row. */
function assumptionRows(environments: readonly EnvironmentResult[]): readonly AssumptionRow[] {
  const rows = new Map<string, AssumptionRow>();
  for (const { name, model, assumptions } of environments)
    for (const assumed of assumptions) {
      const own = Object.hasOwn(model.declared.assumptions ?? {}, assumed.name);
      const standard = entryOf<{ readonly value: number; readonly unit: string }>(ASSUMPTIONS, assumed.name);
      const standing =
        own && standard ? `declared here, ${standard.value} ${standard.unit} otherwise` : 'assumed';
      const key = JSON.stringify([assumed, standing]);
      const row = rows.get(key) ?? { assumed, standing, environments: [] };
      row.environments.push(name);
      rows.set(key, row);
    }
  return [...rows.values()];
}

/** What the report rests on beside the assumptions. */
export function notesSection({ notes }: Review): Markup | undefined {
  if (notes.length === 0) return undefined;
  return markup`<section id="notes"><h2>Notes</h2>
<ul class="notes">${capped(
    notes,
    MOST_NOTES,
    (note) => markup`<li>${note}</li>
`,
    (more) => markup`<li class="more">… and ${more} more</li>`,
  )}</ul></section>
`;
}
