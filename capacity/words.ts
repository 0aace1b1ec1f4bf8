/** `1 error`, `2 errors`, `2 entries`. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** `api, web and 3 more`: the first of a list, and how many more there are. */
export function firstOf(items: readonly string[], most: number): string {
  const more = items.length - most;
  return `${items.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A value of a declaration. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'not set';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Name of a client by its path, such as `backend`. */
export function keyOfClient({ path }: { readonly path: string }): string {
  return path.split('.').slice(1).join('.');
}

/** The same with its environment, where that is not the reader's. */
export function clientName(
  client: { readonly environment: string; readonly path: string },
  here: string,
): string {
  const { environment } = client;
  return environment === here ? keyOfClient(client) : `${environment}: ${keyOfClient(client)}`;
}
