/** A function that is computed once for each object it is given: for models, which never change. */
export function once<T extends object, R>(compute: (of: T) => R): (of: T) => R {
  const computed = new WeakMap<T, { readonly result: R }>();
  return (of) => {
    const before = computed.get(of);
    if (before) return before.result;
    const result = compute(of);
    computed.set(of, { result });
    return result;
  };
}
