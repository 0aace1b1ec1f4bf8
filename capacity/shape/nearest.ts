/** The one of `names` that was probably meant by `given`, if any is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  if (given.length > 100) return undefined;
  const target = plain(given);
  const scored = names
    .map((name) => ({ name, distance: startOf(target, name) ? 1 : distance(target, plain(name)) }))
    .filter((each) => each.distance <= Math.max(1, Math.floor(each.name.length / 4)))
    .sort((a, b) => a.distance - b.distance);
  return scored[0]?.name;
}

/** `max_instances` and `MaxInstances` are spellings of `maxInstances`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** `overshoot` is the start of `overshootPercent`. */
function startOf(target: string, name: string): boolean {
  return target.length > 3 && plain(name).startsWith(target);
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
