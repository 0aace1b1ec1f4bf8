/**
 * Reads a field by its path, such as `services.backend.maxInstances`; `undefined` where any part is missing.
 * A key that has dots stands in brackets: `loadBalancer.hosts["api.example.com"].service`.
 */
export function getPath(root: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

/** A copy of `root` with the field at `path` set; parts that are missing are created. */
export function withPath<T>(root: T, path: string, value: unknown): T {
  return setIn(root, keysOf(path), value) as T;
}

/** The keys of a path. */
export function keysOf(path: string): readonly string[] {
  return [...path.matchAll(/\["([^"]*)"\]|([^.[]+)/g)].map(([, inBrackets, plain]) => inBrackets ?? plain!);
}

function setIn(root: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const record = isRecord(root) ? root : {};
  return { ...record, [key]: setIn(record[key], rest, value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
