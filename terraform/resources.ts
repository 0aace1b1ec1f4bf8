/** A JSON object. */
export type Block = Readonly<Record<string, unknown>>;

/** Resources of one type in synthesized Terraform JSON. */
export function resourcesOf(configuration: unknown, type: string): readonly Block[] {
  const resources = block(block(configuration)['resource'])[type];
  return Object.values(block(resources)).map(block);
}

/** A nested block, which Terraform JSON writes as an object or as a list of one; empty where it is missing. */
export function block(value: unknown): Block {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Block) : {};
}

/** Nested blocks, one or many. */
export function blocks(value: unknown): readonly Block[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(block);
}

/** The last part of a resource's path, such as a connector's name; references keep their whole text. */
export function lastSegment(value: unknown): string {
  return typeof value === 'string' ? value.slice(value.lastIndexOf('/') + 1) : '';
}
