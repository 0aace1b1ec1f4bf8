import type { Environment } from '../../capacity/declaration';
import { keysOf } from '../../capacity/paths';
import type { Reading } from '../../terraform/plan/reading';
import { questionsOf, type Question } from './questions';
import { commentKey, commentLines, sourceOf, type Comment, type Comments } from './source';

/** An environment drafted from what exists. */
export interface Draft {
  readonly name: string;
  readonly environment: Environment;
  readonly questions: readonly Question[];
  readonly comments: Comments;
}

/** Drafts of what is live after a plan, or of what a state says: every resource is a reference. */
export function draftsOf(reading: Reading): readonly Draft[] {
  return Object.entries(reading.after.environments).map(([name, read]) => {
    const environment = asReferences(read);
    const questions = questionsOf(name, environment, reading);
    return { name, environment, questions, comments: commentsOf(name, environment, reading, questions) };
  });
}

/** Drafts as one TypeScript file of `environments/`. */
export function draftText(drafts: readonly Draft[], file: string, notes: readonly string[]): string {
  return [
    "import type { Environment } from '../capacity/declaration';",
    '',
    ...commentLines(
      `Drafted from ${file}. Everything is a reference: it is counted, and nothing of it is deployed or changed from here.`,
      '',
    ),
    ...commentLines(
      'Each TODO(question) is a line that a human must answer. What Terraform holds is what is declared there, not what somebody changed by hand.',
      '',
    ),
    ...notes.flatMap((note) => commentLines(`Not understood: ${note}`, '')),
    ...drafts.flatMap(({ name, environment, comments }) => [
      '',
      `export const ${identifier(name)} = ${sourceOf(environment, comments)} as const satisfies Environment;`,
    ]),
    '',
  ].join('\n');
}

/** `acme-staging` as `acmeStaging`. Prefixed where TypeScript reserves the word. */
export function identifier(name: string): string {
  const camel = name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  return RESERVED.has(camel) ? `${camel}Environment` : camel;
}

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

/** Fields that a reference does not need: they say how to create, and none is created. */
function asReferences(read: Environment): Environment {
  const { network, connectors, databases, redis, services, jobs, ...rest } = read;
  const { privateServicesAccess, subnets } = network;
  return compact({
    ...rest,
    state: { backend: 'gcs', bucket: `${read.project}-terraform-state` },
    network: {
      ...network,
      ownership: 'reference',
      privateServicesAccess: { ...privateServicesAccess, ownership: 'reference' },
      ...(subnets && { subnets: owned(subnets) }),
    },
    connectors: owned(connectors),
    databases: owned(databases),
    redis: owned(redis),
    services: owned(services),
    jobs: owned(jobs),
  });
}

function owned<T extends object>(
  collection: Readonly<Record<string, T>> | undefined,
): Record<string, T> | undefined {
  if (!collection || Object.keys(collection).length === 0) return undefined;
  const reference = { ownership: 'reference' };
  return Object.fromEntries(
    Object.entries(collection).map(([key, item]) => [key, { ...reference, ...item, ...reference }]),
  );
}

/** Without fields that are not given. */
function compact(environment: Readonly<Record<keyof Environment, unknown>> | object): Environment {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as Environment;
}

function commentsOf(
  name: string,
  environment: Environment,
  { addresses, readFrom }: Reading,
  questions: readonly Question[],
): Comments {
  const comments = new Map<string, Comment[]>();
  const add = (path: readonly string[], ...texts: readonly Comment[]): void => {
    const key = commentKey(anchored(environment, path));
    comments.set(key, [...(comments.get(key) ?? []), ...texts]);
  };
  if (environment.origin)
    add(
      ['origin'],
      'Remove it once startup, keepalive and monitoring are declared here too: it keeps rules about them silent.',
    );
  for (const [at, address] of addresses) {
    const [from, path = ''] = at.split(' ');
    if (from === name) add(keysOf(path), address);
  }
  for (const { environment: from, path, source } of readFrom) if (from === name) add(keysOf(path), source);
  for (const { path, question, example } of questions)
    add(path, `TODO(question) ${question}`, ...(example === undefined ? [] : [{ code: example }]));
  return comments;
}

/** The path, or the nearest one above it whose object is there, so that no comment is lost. */
function anchored(environment: Environment, path: readonly string[]): readonly string[] {
  const parent = path.slice(0, -1);
  const at = parent.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
    environment,
  );
  return parent.length === 0 || (typeof at === 'object' && at !== null)
    ? path
    : anchored(environment, parent);
}
