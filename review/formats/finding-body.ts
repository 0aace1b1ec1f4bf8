import type { Finding } from '../../capacity/finding';
import { findingText } from '../finding-text';
import type { Review } from '../review';
import { plain } from './plain';

/** All that the text says of a finding below its first line, the headline first; each on one line, whatever it holds. */
export function findingBody(finding: Finding, { sourceOf }: Review): readonly [string, ...string[]] {
  const style = { colors: false, sourceOf: (environment: string) => plain(sourceOf(environment)) };
  const [, headline, ...lines] = findingText(plain(finding), style).split('\n');
  return [headline!.trim(), ...lines.map((line) => line.replace(/^ {2}/, ''))];
}
