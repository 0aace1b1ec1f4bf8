import type { Plan } from './workspace';

/**
 * Synthesized Terraform with the values that Terraform plans in place of those that are written. References stay
 * as they are written: what they point to, only an apply tells.
 */
export function asPlanned<T extends { readonly resource?: unknown }>(
  stack: T,
  { planned_values: planned }: Plan,
): T {
  const values = new Map(
    planned.root_module.resources?.map((each) => [`${each.type}.${each.name}`, each.values]),
  );
  const resource = Object.entries((stack.resource ?? {}) as Resources).map(([type, named]) => {
    const replaced = Object.entries(named).map(([name, written]) => {
      const found = values.get(`${type}.${name}`);
      if (!found) throw new Error(`${type}.${name} is not planned`);
      return [name, replace(written, found)] as const;
    });
    return [type, Object.fromEntries(replaced)] as const;
  });
  return { ...stack, resource: Object.fromEntries(resource) };
}

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function replace(written: unknown, planned: unknown): unknown {
  if (typeof written === 'string' && written.includes('${')) return written;
  if (Array.isArray(written)) {
    if (!Array.isArray(planned) || planned.length !== written.length) return planned;
    return written.map((each, index) => replace(each, planned[index]));
  }
  if (typeof written !== 'object' || written === null) return planned;
  // A block that is written as an object is planned as a list of one.
  const block = (Array.isArray(planned) ? planned[0] : planned) as Readonly<Record<string, unknown>> | null;
  const members = Object.entries(written).map(([name, value]) => {
    const isArgument = block !== null && name in block;
    return [name, isArgument ? replace(value, block[name]) : value] as const;
  });
  return Object.fromEntries(members);
}
