import { counted, firstOf } from '../../capacity/words';
import type { Reading } from './reading';

const MOST_NOTES = 50;
const MOST_SOURCES = 200;

/** Whether what is live before it comes with it. */
export function isPlanned({ kind }: Reading): boolean {
  return kind === 'plan';
}

const MOST_NAMES = 8;

/** Services and jobs of which nothing says that they use a database: that is not the same as that they use none. */
function uncounted({ after }: Reading): readonly string[] {
  const all = Object.entries(after.environments);
  if (!all.some(([, { databases = {} }]) => Object.keys(databases).length > 0)) return [];
  return all.flatMap(([name, { jobs = {}, services = {} }]) => {
    const without = [...pathsWithout('services', services), ...pathsWithout('jobs', jobs)];
    if (without.length === 0) return [];
    return [
      `${name} ${firstOf(without, MOST_NAMES)}: nothing says that a database is used, and none is counted; a sidecar can (--sidecar)`,
    ];
  });
}

function pathsWithout(
  collection: string,
  workloads: Readonly<Record<string, { readonly pools?: object }>>,
): readonly string[] {
  return Object.entries(workloads).flatMap(([key, { pools }]) =>
    pools === undefined ? [`${collection}.${key}`] : [],
  );
}

/**
 * What a report rests on: what was not understood first, then what only an apply tells, then where numbers come from
 * that Terraform does not name as such.
 */
export function readingNotes(reading: Reading): readonly string[] {
  const { notes, readFrom, unknowns } = reading;
  const open = unknowns.map(
    ({ address, attribute, environment, path }) =>
      `${environment} ${path} is not known before the apply: ${attribute} of ${address}`,
  );
  const sources = readFrom.map(({ environment, path, source }) => `${environment} ${path} from ${source}`);
  return [
    ...cut(notes, MOST_NOTES, 'notes'),
    ...uncounted(reading),
    ...cut(open, MOST_NOTES, 'values that only an apply tells'),
    ...cut(sources, MOST_SOURCES, 'numbers that were read from settings'),
  ];
}

/**
 * That nothing was compared, where no client of any database was counted: a report without findings would look as if
 * all were well.
 */
export function nothingCounted({ after }: Reading): string | undefined {
  const environments = Object.values(after.environments);
  const isCounted = environments.some(
    ({ clients = {}, jobs = {}, services = {} }) =>
      Object.keys(clients).length > 0 ||
      [...Object.values(services), ...Object.values(jobs)].some(({ pools }) => pools !== undefined),
  );
  if (isCounted) return undefined;
  const count = (items: readonly (object | undefined)[]): number =>
    items.reduce<number>((sum, each) => sum + Object.keys(each ?? {}).length, 0);
  const workloads = count(environments.flatMap(({ jobs, services }) => [jobs, services]));
  const databases = count(environments.map((environment) => environment.databases));
  if (workloads + databases === 0)
    return 'no connection was counted: no service, job or database is left after it';
  const has = [
    workloads === 1 ? '1 service or job' : `${workloads} services and jobs`,
    counted(databases, 'database'),
  ].join(' and ');
  return `no connection was counted: of ${has}, nothing says which uses which; a sidecar can (--sidecar)`;
}

function cut(lines: readonly string[], most: number, what: string): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `and ${more} more ${what}`] : lines;
}
