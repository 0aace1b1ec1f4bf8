import { parseTree, type Node } from 'jsonc-parser';
import type { Finder } from './locate';

/** Finds values in the text of a JSON declaration; of keys that are not written, the nearest that is around them. */
export function jsonFinder(text: string): Finder {
  const root = parseTree(text);
  const lines = lineStarts(text);
  return (keys) => {
    const found = root && nearest(root, keys);
    if (!found || found === root) return undefined;
    const line = lines.findLastIndex((start) => start <= found.offset);
    return { line: line + 1, column: found.offset - lines[line]! + 1 };
  };
}

function nearest(node: Node, [key, ...rest]: readonly string[]): Node {
  if (key === undefined) return node;
  const child = childOf(node, key);
  return child ? nearest(child, rest) : node;
}

function childOf({ type, children = [] }: Node, key: string): Node | undefined {
  if (type === 'array') return children[Number(key)];
  return children.find(({ children: [name] = [] }) => name?.value === key)?.children?.[1];
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: ending, index }) => index + ending.length)];
}
