import type { Edit, Finding, Fix } from '../../../capacity/finding';
import { markup, type Markup } from './markup';
import { pathCode, valueText } from './words';

/**
 * The fixes of a finding, as terms of a list.
 *
 * @param printed - findings above it: fixes that stand there are not repeated
 */
export function fixesOf(
  finding: Finding,
  printed: readonly Finding[],
  anchorOf: (finding: Finding) => string | undefined,
): Markup | undefined {
  const { fixes, environment } = finding;
  if (fixes.length === 0) return undefined;
  const same = printed.find((other) => hasSameFixes(other, finding));
  if (same) {
    const anchor = anchorOf(same);
    return markup`<dt>fix</dt><dd>as for ${anchor === undefined ? same.rule : markup`<a href="#${anchor}">${same.rule}</a>`}</dd>`;
  }
  const head = fixes.length > 1 ? 'any one of' : fixes[0]!.together ? 'all together' : 'this';
  const counts = fixes.some(({ leaves }) => leaves !== null);
  return markup`<dt>fix</dt><dd><p>${head}</p><div class="scroll"><table class="fixes"><thead><tr><th scope="col">edit</th><th scope="col">from → to</th>${
    counts && markup`<th scope="col" class="n">leaves</th>`
  }<th scope="col">applying it</th></tr></thead>
${fixes.map((fix) => fixRows(fix, environment, counts))}</table></div></dd>`;
}

function fixRows(fix: Fix, here: string, counts: boolean): Markup {
  const pathOf = (edit: Edit): Markup =>
    markup`${edit.environment !== here && `${edit.environment}: `}${pathCode(edit.path)}`;
  const together = fix.together ?? [];
  return markup`<tbody><tr><td>${pathOf(fix)}</td><td>${changeOf(fix)}</td>${
    counts && markup`<td class="n">${fix.leaves ?? ''}</td>`
  }<td class="text">${fix.effect}</td></tr>
${together.map(
  (
    edit,
  ) => markup`<tr><td>and ${pathOf(edit)}</td><td>${changeOf(edit)}</td>${counts && markup`<td></td>`}<td></td></tr>
`,
)}</tbody>`;
}

function changeOf({ from, to }: Edit): Markup {
  if (!Array.isArray(from) || !Array.isArray(to))
    return markup`<del>${valueText(from)}</del> → <ins>${valueText(to)}</ins>`;
  // Of a list, what changes is easier to see than the two lists.
  const [before, after]: [readonly string[], readonly string[]] = [from, to];
  const added = after.filter((item) => !before.includes(item)).map((item) => markup`<ins>+ ${item}</ins> `);
  const removed = before.filter((item) => !after.includes(item)).map((item) => markup`<del>− ${item}</del> `);
  return markup`${added}${removed}`;
}

function hasSameFixes(one: Finding, other: Finding): boolean {
  return one.environment === other.environment && JSON.stringify(one.fixes) === JSON.stringify(other.fixes);
}
