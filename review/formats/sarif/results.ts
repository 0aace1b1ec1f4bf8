import { createHash } from 'node:crypto';
import type { Location, LogicalLocation, Result, Suppression } from 'sarif';
import { findingKey, type Finding } from '../../../capacity/finding';
import type { Review } from '../../review';
import type { FormatStyle } from '../format';
import { findingBody } from '../finding-body';
import { plain } from '../plain';
import type { Ranked } from '../ranked';
import { LEVELS } from './rules';

/** One finding. One that a change has mended stays in the log as absent, so that a reader sees it go. */
export function resultOf(
  { finding, status }: Ranked,
  review: Review,
  style: FormatStyle,
): Omit<Result, 'ruleIndex'> {
  const safe = plain(finding);
  const suppressions = suppressionsOf(safe, status);
  return {
    ruleId: safe.rule,
    ...(status === 'fixed' ? { kind: 'pass', level: 'none' } : { level: LEVELS[safe.severity] }),
    message: { text: messageText(finding, review) },
    locations: [locationOf(safe, review, style)],
    partialFingerprints: fingerprints(finding),
    ...(review.before && { baselineState: status === 'fixed' ? 'absent' : status }),
    ...(suppressions.length > 0 && { suppressions: [...suppressions] }),
    properties: {
      environment: safe.environment,
      subject: safe.subject,
      ...(safe.owner !== undefined && { owner: safe.owner }),
    },
  };
}

/** The headline first: it is the title of an alert. Below it, all that the text says. */
function messageText(finding: Finding, review: Review): string {
  const [headline, ...lines] = findingBody(finding, review);
  return literal([`${headline}.`, ...lines].join('\n'));
}

/** A text in which nothing is a link or a placeholder, as SARIF 3.11.5 and 3.11.6 read `[text](target)` and `{0}`. */
function literal(text: string): string {
  return text.replaceAll('](', '] (').replace(/\{(\d+)\}/g, '{ $1 }');
}

function locationOf(finding: Finding, { sourceOf }: Review, { locate }: FormatStyle): Location {
  const environment = finding.at?.environment ?? finding.environment;
  const path = finding.at?.path ?? finding.subject;
  const {
    file,
    line = 1,
    column = 1,
    endColumn,
    address,
  } = locate?.(environment, path) ?? {
    file: sourceOf(environment).file,
  };
  const declared: LogicalLocation = { fullyQualifiedName: `${environment}.${path}`, kind: 'member' };
  const resource: LogicalLocation[] =
    address === undefined ? [] : [{ fullyQualifiedName: plain(address), kind: 'resource' }];
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file),
      // Code scanning shows nothing without a region: the top of a file stands for all of it.
      region: { startLine: line, startColumn: column, endLine: line, endColumn: endColumn ?? column },
    },
    logicalLocations: [...resource, declared],
  };
}

/** A relative name is from the root of the repository. */
function artifactOf(file: string): { readonly uri: string; readonly uriBaseId?: string } {
  const uri = plain(file).split('/').map(encodeURIComponent).join('/');
  return uri.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

/**
 * The same for the same finding, wherever its number stands. Code scanning only knows alerts again by
 * `primaryLocationLineHash`, of which the part after the colon counts the same line.
 */
function fingerprints(finding: Finding): Record<string, string> {
  const key = createHash('sha256').update(findingKey(finding)).digest('hex').slice(0, 16);
  return { 'capacityFinding/v1': key, primaryLocationLineHash: `${key}:1` };
}

function suppressionsOf(
  { acknowledgedBy: accepted, inBaseline }: Finding,
  status: Ranked['status'],
): readonly Suppression[] {
  const external = (justification: string): Suppression => ({
    kind: 'external',
    status: 'accepted',
    justification,
  });
  // Code scanning reads no baseline state: without this it would open an alert for what is gone.
  if (status === 'fixed') return [external('gone with this change')];
  return [
    ...(accepted
      ? [external(`acknowledged by ${accepted.owner} until ${accepted.expires}: ${accepted.reason}`)]
      : []),
    ...(inBaseline ? [external('in the baseline, and not worse')] : []),
  ];
}
