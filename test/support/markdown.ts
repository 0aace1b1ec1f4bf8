import { parsers } from 'prettier/plugins/markdown';

/** A node of parsed Markdown. */
export interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

/** Parses Markdown with the parser that formats this project's pages; tables as GitHub has them. */
export async function parseMarkdown(text: string): Promise<MarkdownNode> {
  const parse = parsers.markdown.parse as (
    text: string,
    options: object,
  ) => MarkdownNode | Promise<MarkdownNode>;
  return await parse(text, {});
}

/** Every node of a type below a node. */
export function nodesOf(type: string, node: MarkdownNode): readonly MarkdownNode[] {
  const inside = (node.children ?? []).flatMap((child) => nodesOf(type, child));
  return node.type === type ? [node, ...inside] : inside;
}
