import { parseTree, type Node } from 'jsonc-parser';
import { regionsOf, type Finder } from './locate-region';

/** Finds values in the text of a JSON declaration; of keys that are not written, the nearest that is around them. */
export function jsonFinder(text: string): Finder {
  const root = parseTree(text);
  const region = regionsOf(text);
  return (keys) => {
    const found = root && nearest(root, keys);
    if (!found || found === root) return undefined;
    return region(found.offset, found.offset + found.length);
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
