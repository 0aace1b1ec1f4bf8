import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { keysOf } from '../capacity/paths';
import type { TextStyle } from '../review/finding-text';
import type { FormatStyle } from '../review/formats';
import { InputError } from './input-error';
import { jsonFinder } from './locate-json';
import type { Finder } from './locate-region';
import { typescriptFinder } from './locate-typescript';
import { readText } from './read-declaration';

/** This project, where `environments/` is. */
const PROJECT = join(__dirname, '..');

/**
 * Where the numbers of declarations stand: JSON files as they were given, environments of this project in their
 * TypeScript files. What is not written there is at the nearest thing around it that is.
 */
export function declarationLocator(sourceOf: TextStyle['sourceOf']): NonNullable<FormatStyle['locate']> {
  const finders = new Map<string, Finder | undefined>();
  return (environment, path) => {
    const { file, prefix } = sourceOf(environment);
    const absolute = file.endsWith('.ts') ? resolve(PROJECT, file) : resolve(file);
    if (!finders.has(absolute)) finders.set(absolute, finderOf(absolute, environment));
    return { file: fromRepository(absolute), ...finders.get(absolute)?.(keysOf(`${prefix}${path}`)) };
  };
}

/**
 * Where the numbers of a Terraform plan come from: the plan's file, and in it the resource.
 *
 * @param addresses - Terraform addresses by environment and path, such as `staging services.api`
 */
export function planLocator(
  file: string,
  addresses: ReadonlyMap<string, string>,
): NonNullable<FormatStyle['locate']> {
  const named = fromRepository(resolve(file));
  return (environment, path) => {
    const keys = path.split('.');
    // The longest part of the path that a resource stands for.
    const parts = keys.map((_, index) => keys.slice(0, keys.length - index).join('.'));
    const address = parts.flatMap((part) => addresses.get(`${environment} ${part}`) ?? [])[0];
    return { file: named, ...(address !== undefined && { address }) };
  };
}

/** A file that cannot be read any more, or is not what it was, has no lines; its name is known. */
function finderOf(file: string, environment: string): Finder | undefined {
  try {
    const text = readText(file);
    return file.endsWith('.ts') ? typescriptFinder(text, environment) : jsonFinder(text);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The name that a code host knows a file by: from the root of its repository, with slashes. */
export function fromRepository(file: string): string {
  const root = repositoryOf(dirname(file)) ?? process.cwd();
  const inside = relative(root, file);
  return (inside.startsWith('..') ? file : inside).split(sep).join('/');
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
