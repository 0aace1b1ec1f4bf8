import { CONVENTIONS, type Carries, type Convention } from '../conventions';
import { groupBy } from '../../capacity/group';
import { own } from '../json';
import type { Container, Variable } from './container';
import { countOf } from './report';

/** A number that a container was told, and how. */
export interface Setting {
  readonly carries: Carries;
  /** Nothing where it is not known, or is no number. */
  readonly count?: number;
  /** SQLAlchemy's overflow of -1: it has no limit. */
  readonly isUnlimited?: true;
  readonly convention: Convention;
  /** What stands before the name of the variable: `REPORTS` of `REPORTS_DB_POOL_SIZE`. */
  readonly prefix: string;
  /** In words, such as `DB_POOL_SIZE`. */
  readonly name: string;
}

/** Conventions by what they look at. */
export interface ConventionTable {
  readonly byVariable: ReadonlyMap<string, readonly Convention[]>;
  readonly parameters: readonly Convention[];
  readonly options: readonly Convention[];
  readonly rank: ReadonlyMap<Convention, number>;
}

/**
 * The table of known conventions.
 *
 * @param extra - of a sidecar; they count before the known ones
 */
export function conventionTable(extra: readonly Convention[] = []): ConventionTable {
  const all = [...extra, ...CONVENTIONS];
  return {
    byVariable: groupBy(all, ({ variable }) => variable),
    parameters: all.filter(({ parameter }) => parameter !== undefined),
    options: all.filter(({ option, variable }) => option !== undefined && variable === undefined),
    rank: new Map(all.map((convention, index) => [convention, index])),
  };
}

/** The numbers that conventions find in a container, the more telling first. */
export function settingsOf(container: Container, table: ConventionTable): readonly Setting[] {
  const found = inWords(container.words, table.options, 'its command line');
  const inVariables = [...container.variables.values()].flatMap((variable) => inVariable(variable, table));
  const rank = ({ convention }: Setting): number => table.rank.get(convention)!;
  return [...inVariables, ...found].sort((a, b) => rank(a) - rank(b));
}

function inVariable({ name, text }: Variable, table: ConventionTable): readonly Setting[] {
  const parameters = text?.includes('=')
    ? table.parameters.flatMap((convention): readonly Setting[] => {
        const value = parameterOf(text, convention.parameter!);
        const where = `${convention.parameter} in ${name}`;
        return value === undefined ? [] : [made(convention, addressPrefix(name), value, where)];
      })
    : [];
  const { conventions, prefix } = namedBy(name, table);
  return [
    ...parameters,
    ...conventions.flatMap((convention): readonly Setting[] => {
      const { key, option } = convention;
      if (option !== undefined) return inWords(text?.split(/\s+/) ?? [], [convention], name);
      if (key === undefined) return [made(convention, prefix, text, name)];
      const value = text === undefined ? undefined : jsonField(text, key);
      return value === undefined ? [] : [made(convention, prefix, value, `${key} in ${name}`)];
    }),
  ];
}

/** Names that may have the name of a pool before them. */
const TAKES_PREFIX = /^(DB|DATABASE|PG|POSTGRES)/;

function namedBy(
  name: string,
  { byVariable }: ConventionTable,
): { readonly conventions: readonly Convention[]; readonly prefix: string } {
  const whole = byVariable.get(name);
  if (whole) return { conventions: whole, prefix: '' };
  // The longest known name that it ends with.
  for (let at = name.indexOf('_'); at >= 0; at = name.indexOf('_', at + 1)) {
    const rest = name.slice(at + 1);
    const conventions = TAKES_PREFIX.test(rest) ? byVariable.get(rest) : undefined;
    if (conventions) return { conventions, prefix: name.slice(0, at) };
  }
  return { conventions: [], prefix: '' };
}

/** Options of a command line: `-w 4`, `-w4`, `--workers=4`. */
function inWords(
  words: readonly string[],
  conventions: readonly Convention[],
  where: string,
): readonly Setting[] {
  if (words.length === 0) return [];
  return conventions.flatMap((convention): readonly Setting[] => {
    const option = convention.option!;
    const index = words.findIndex(
      (word) => word === option || word.startsWith(`${option}=`) || isShort(word, option),
    );
    if (index < 0) return [];
    const word = words[index]!;
    const value = word === option ? words[index + 1] : word.slice(option.length).replace(/^=/, '');
    return [made(convention, '', value, `${option} in ${where}`)];
  });
}

function isShort(word: string, option: string): boolean {
  return option.length === 2 && word.startsWith(option) && /^\d+$/.test(word.slice(2));
}

function made(convention: Convention, prefix: string, text: string | undefined, name: string): Setting {
  const count = text === undefined ? undefined : countOf(text);
  const isUnlimited = convention.carries === 'maxOverflow' && text?.trim() === '-1';
  return {
    carries: convention.carries,
    convention,
    prefix,
    name,
    ...(count !== undefined && { count }),
    ...(isUnlimited && { isUnlimited }),
  };
}

const ADDRESSES = [
  'DATABASE_URL',
  'DB_URL',
  'DB_HOST',
  'DB_CONNECTION_NAME',
  'DB_FALLBACK_HOST',
  'DB_NAME',
  'DB_USER',
  'DB_PORT',
  'DATABASE_HOST',
  'POSTGRES_HOST',
  'POSTGRES_URL',
  'PGHOST',
  'INSTANCE_CONNECTION_NAME',
];

/** The pool that an address belongs to: `REPORTS` of `REPORTS_DB_HOST`. */
export function addressPrefix(variable: string): string {
  const name = ADDRESSES.find((each) => variable === each || variable.endsWith(`_${each}`));
  return name === undefined ? '' : variable.slice(0, Math.max(0, variable.length - name.length - 1));
}

const DATABASE_NAME =
  /(^|_)(DATABASE|DB|PG|POSTGRES|POSTGRESQL)_?(URL|URI|DSN|HOST|HOSTNAME|NAME|USER|USERNAME|PASS|PASSWORD|PORT|CONNECTION_NAME)$|^PG(HOST|DATABASE|USER|PASSWORD|PORT)$|^(SQLALCHEMY_|SPRING_DATASOURCE_|QUARKUS_DATASOURCE_)|(^|_)INSTANCE_CONNECTION_NAME$|^CLOUD_?SQL_/;

/** Whether a variable's name says that the process uses a database. */
export function saysDatabase(variable: string): boolean {
  return DATABASE_NAME.test(variable);
}

/** A parameter of a URL, or a keyword of a connection string; both are written in any case by their readers. */
function parameterOf(text: string, name: string): string | undefined {
  if (text.length > 10_000) return undefined;
  const wanted = name.toLowerCase();
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const query = isUrl ? (/\?([^#]*)/.exec(text)?.[1] ?? '') : text;
  for (const pair of query.split(isUrl ? '&' : ';')) {
    const [key, value] = pair.split('=');
    if (key?.trim().toLowerCase() === wanted) return value?.trim();
  }
  return undefined;
}

function jsonField(text: string, key: string): string | undefined {
  try {
    const value = own(JSON.parse(text), key);
    return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
  } catch {
    // Python's literals are no JSON; their numbers are found all the same.
    return new RegExp(`['"]${key}['"]\\s*:\\s*(-?\\d+)`).exec(text)?.[1];
  }
}
