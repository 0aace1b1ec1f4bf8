import { listOf, own } from './json';

/** What each resource depends on, by its address, as Terraform noted it at the last apply: through others too. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/**
 * Reads from a plan what the live resources depend on. Terraform changes those first. A resource that is new has no
 * state, and so is not in it.
 *
 * @param plan - JSON of `terraform show -json`
 */
export function dependenciesIn(plan: unknown): Dependencies {
  const dependencies = new Map<string, readonly string[]>();
  // A list instead of a recursion: nesting must not exhaust the stack.
  const open: unknown[] = [own(own(own(plan, 'prior_state'), 'values'), 'root_module')];
  while (open.length > 0) {
    const module = open.pop();
    for (const child of listOf(own(module, 'child_modules'))) open.push(child);
    for (const resource of listOf(own(module, 'resources'))) {
      const address = own(resource, 'address');
      if (typeof address !== 'string' || own(resource, 'mode') === 'data') continue;
      const on = listOf(own(resource, 'depends_on')).filter((other) => typeof other === 'string');
      dependencies.set(address, on);
    }
  }
  return dependencies;
}

/** An address without the keys of its instances, as dependencies are written. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}
