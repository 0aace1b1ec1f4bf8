import type { Review } from '../../review';
import { verdictWord } from '../../text';
import type { FormatStyle } from '../format';
import { changesSection } from './changes';
import { acceptedSection, assumptionsSection, notesSection } from './closing';
import { environmentSections } from './environments';
import { findingsOf } from './findings';
import { markup, Markup } from './markup';
import { STYLE } from './style';
import { headline, summary } from './summary';

/** Nothing is loaded and nothing runs, whatever a name contains. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Links to environments. */
const MOST_LINKS = 8;

/** A review as one HTML file that needs nothing else: no script, no request. */
export function htmlPage(review: Review, { locate }: Pick<FormatStyle, 'locate'> = {}): string {
  const findings = findingsOf(
    review,
    locate ?? ((environment) => ({ file: review.sourceOf(environment).file })),
  );
  const changes = changesSection(review);
  const accepted = acceptedSection(review);
  const assumptions = assumptionsSection(review);
  const notes = notesSection(review);
  const { environments } = review.result;
  const links: readonly (Markup | false)[] = [
    link('summary', 'Summary'),
    ...environments
      .slice(0, MOST_LINKS)
      .map((environment, index) =>
        link(`environment-${index + 1}`, environment.name, verdictWord(environment)),
      ),
    changes !== undefined && link('changes', 'What applying it does', review.changes.length),
    link('findings', review.before ? 'New findings' : 'Findings', findings.count),
    accepted !== undefined && link('accepted', 'Accepted'),
    assumptions !== undefined && link('assumptions', 'Assumptions'),
    notes !== undefined && link('notes', 'Notes', review.notes.length),
  ];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${headline(review)} – capacity review</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<nav aria-label="Sections"><ul>${links}</ul></nav>
<main>
${summary(review, findings.anchorOf)}${environmentSections(review)}${changes}${findings.section}${accepted}${assumptions}${notes}</main>
</body>
</html>`.text;
}

function link(id: string, name: string, what?: string | number): Markup {
  return markup`<li><a href="#${id}">${name}</a>${what !== undefined && markup` <span${typeof what === 'string' && markup` class="${what}"`}>${what}</span>`}</li>`;
}
