import type { Edit, Finding, Fix } from '../../../capacity/finding';
import { editText, hasSameFixes, itemsOf } from '../../finding-text';
import { markup, type Markup } from './markup';
import { pathCode } from './words';

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
  const [only] = fixes;
  if (fixes.length === 1 && !only!.together)
    return markup`<dt>fix</dt><dd>${single(only!, environment)}</dd>`;
  const head = fixes.length > 1 ? 'any one of' : 'all together';
  const counts = fixes.some(({ leaves }) => leaves !== null);
  return markup`<dt>fix</dt><dd><p>${head}</p><div class="scroll"><table class="fixes"><thead><tr><th scope="col">edit</th><th scope="col">from → to</th>${
    counts && markup`<th scope="col" class="n">leaves</th>`
  }<th scope="col">applying it</th></tr></thead>
${fixes.map((fix) => fixRows(fix, environment, counts))}</table></div></dd>`;
}

/** One edit needs no table. */
function single(fix: Fix, here: string): Markup {
  return markup`${pathOf(fix, here)} ${changeOf(fix)}${fix.leaves !== null && ` · leaves ${fix.leaves}`} · ${fix.effect}`;
}

function fixRows(fix: Fix, here: string, counts: boolean): Markup {
  const together = fix.together ?? [];
  const left =
    counts &&
    markup`<td class="n">${fix.leaves !== null && markup`<span class="phone">leaves </span>${fix.leaves}`}</td>`;
  return markup`<tbody><tr><td>${pathOf(fix, here)}</td><td>${changeOf(fix)}</td>${left}<td class="text">${fix.effect}</td></tr>
${together.map(
  (
    edit,
  ) => markup`<tr><td>and ${pathOf(edit, here)}</td><td>${changeOf(edit)}</td>${counts && markup`<td></td>`}<td></td></tr>
`,
)}</tbody>`;
}

function pathOf({ environment, path }: Edit, here: string): Markup {
  return markup`${environment !== here && `${environment}: `}${pathCode(path)}`;
}

function changeOf(edit: Edit): Markup {
  const items = itemsOf(edit);
  if (!items) return markup`<del>${editText(edit.from)}</del> → <ins>${editText(edit.to)}</ins>`;
  const added = items.added.map((item) => markup`<ins>+ ${item}</ins> `);
  const removed = items.removed.map((item) => markup`<del>− ${item}</del> `);
  return markup`${added}${removed}`;
}
