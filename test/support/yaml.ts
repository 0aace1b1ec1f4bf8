import { parsers } from 'prettier/plugins/yaml';

/** A node of the tree that prettier's YAML parser makes, as far as it is read here. */
interface Node {
  readonly type: string;
  readonly children?: readonly (Node | null)[];
  readonly value?: string;
}

/**
 * A YAML document as plain data. Only what workflows use: no anchors, no tags, no merge keys.
 *
 * @throws Error on anything else, and on a key that is given twice
 */
export function parseYaml(text: string): unknown {
  const root = (parsers.yaml.parse as (text: string, options: object) => Node)(text, {});
  const documents = children(root).filter(({ type }) => type === 'document');
  if (documents.length !== 1) throw new Error(`${documents.length} documents; allowed is one`);
  const body = children(documents[0]!).find(({ type }) => type === 'documentBody')!;
  return dataOf(children(body)[0]);
}

function dataOf(node: Node | undefined): unknown {
  switch (node?.type) {
    case 'mapping':
    case 'flowMapping':
      return mapping(node);
    case 'sequence':
    case 'flowSequence':
      return children(node).map((item) => dataOf(item.type.endsWith('Item') ? children(item)[0] : item));
    case 'plain':
      return scalar(node.value!);
    case 'quoteDouble':
    case 'quoteSingle':
    case 'blockLiteral':
    case 'blockFolded':
      return node.value!;
    case undefined:
    case 'null':
      return null;
    default:
      throw new Error(`YAML ${node!.type} is not read`);
  }
}

function mapping(node: Node): Readonly<Record<string, unknown>> {
  const entries = children(node).map((item) => {
    const [key, value] = children(item).map((side) => dataOf(children(side)[0]));
    return [String(key), value] as const;
  });
  const keys = entries.map(([key]) => key);
  if (new Set(keys).size < keys.length) throw new Error(`a key is given twice: ${keys.join(', ')}`);
  return Object.fromEntries(entries);
}

function scalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function children(node: Node): readonly Node[] {
  return (node.children ?? []).filter((child) => child !== null);
}
