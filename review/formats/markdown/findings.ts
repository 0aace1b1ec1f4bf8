import { givenText } from '../../finding-text';
import type { Review } from '../../review';
import { moreLine } from '../../table';
import { findingBody } from '../finding-body';
import type { FormatStyle } from '../format';
import { ranked, type Ranked } from '../ranked';
import { block, code, folded, prose } from './escape';
import { itemsOf, type Item, type Section } from './fit';
import { ofEnvironment } from './names';

/** Findings that the change makes, in full; those that were there and those that are gone folded. */
export function findingSections(review: Review, style: FormatStyle): readonly Section[] {
  const all = ranked(review);
  const itemsWhere = (is: (one: Ranked) => boolean, isFull = true): Pick<Section, 'items' | 'total'> =>
    itemsOf(all.filter(is), (one) => {
      const item = findingItem(one, review, style);
      return isFull ? item : { full: item.short };
    });
  const fold =
    (noun: string) =>
    (shown: readonly string[], more: number): string =>
      folded(`${shown.length + more} ${noun}`, [...shown, ...moreLine(more)].join('\n\n'));
  return [
    {
      noun: review.before ? 'new findings' : 'findings',
      importance: 1,
      ...itemsWhere(({ finding, status }) => status === 'new' && !finding.acknowledgedBy),
      frame: (shown, more) =>
        [`### ${review.before ? 'New findings' : 'Findings'}`, ...shown, ...moreLine(more)].join('\n\n'),
    },
    {
      noun: 'findings that were there before',
      importance: 9,
      ...itemsWhere(({ finding, status }) => status === 'unchanged' && !finding.acknowledgedBy),
      frame: fold('unchanged'),
    },
    {
      noun: 'fixed findings',
      importance: 8,
      ...itemsWhere(({ status }) => status === 'fixed', false),
      frame: fold('fixed'),
    },
    {
      noun: 'accepted findings',
      importance: 7,
      ...itemsWhere(
        ({ finding, status }) => status !== 'fixed' && finding.acknowledgedBy !== undefined,
        false,
      ),
      frame: fold('accepted'),
    },
  ];
}

function findingItem({ finding, blocks }: Ranked, review: Review, style: FormatStyle): Required<Item> {
  const { at, environment, owner, rule, severity, subject } = finding;
  const place = at?.environment ?? environment;
  const location = style.locate?.(place, at?.path ?? subject) ?? { file: review.sourceOf(place).file };
  const line = location.line === undefined ? location.file : `${location.file}:${location.line}`;
  const head = [
    `**${severity}${blocks ? ', blocks' : ''}** ${code(rule)}`,
    ofEnvironment(review)(place, code(at ? `${at.path}${givenText(at.value)}` : subject)),
    code(line),
    ...(location.address === undefined ? [] : [code(location.address)]),
    ...(owner === undefined ? [] : [`owner ${prose(owner)}`]),
  ].join(' · ');
  const lines = findingBody(finding, review);
  return {
    full: `${head}\n\n${block(lines)}`,
    short: `${head}\n\n${block([lines[0]])}`,
  };
}
