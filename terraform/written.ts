/** Blocks below which nothing decides about capacity any more. */
const DEEPEST = 8;

/**
 * Paths of everything that the configuration of a resource writes: `template.scaling.max_instance_count`, and the
 * blocks above it. Blocks are not numbered.
 *
 * @param expressions - as a plan's `configuration` has them
 */
export function writtenPaths(expressions: unknown): ReadonlySet<string> {
  const paths = new Set<string>();
  collect(expressions, '', 0, paths);
  return paths;
}

function collect(value: unknown, path: string, depth: number, paths: Set<string>): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const block of value as readonly unknown[]) collect(block, path, depth + 1, paths);
    return;
  }
  // What has a value or refers to one is an expression, not a block.
  if (Object.hasOwn(value, 'constant_value') || Object.hasOwn(value, 'references')) return;
  for (const [name, inner] of Object.entries(value)) {
    const below = path === '' ? name : `${path}.${name}`;
    paths.add(below);
    collect(inner, below, depth + 1, paths);
  }
}
