import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import type { Declaration } from '../capacity/declaration';
import { asDeclaration, escaped, parseJson, ShapeError } from '../capacity/shape';
import { InputError } from './input-error';

const LARGEST_MEGABYTES = 10;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'is not readable: permission denied',
  EPERM: 'is not readable: permission denied',
  ELOOP: 'is a symbolic link to itself',
  ENAMETOOLONG: 'does not exist: the name is too long',
  ERR_INVALID_ARG_VALUE: 'is no file name',
};

/**
 * Reads a declaration from a JSON file.
 *
 * @throws InputError when the file cannot be read or its shape is wrong
 */
export function readDeclaration(file: string): Declaration {
  return orInputError(() => {
    const value = parseJson(readText(file), file);
    if (isReport(value))
      throw new ShapeError(file, '', 'is the report of a check, and only a base may be one');
    refuseTerraform(value, file);
    return asDeclaration(value, file);
  });
}

/**
 * Reads the base of a comparison: a declaration, or the JSON report of an earlier check, which holds one.
 *
 * @throws InputError when the file cannot be read, its shape is wrong, or the report holds no declaration
 */
export function readBase(file: string): Declaration {
  return orInputError(() => {
    const value = parseJson(readText(file), file);
    refuseTerraform(value, file);
    if (!isReport(value)) return asDeclaration(value, file);
    if (value.declaration === undefined)
      throw new ShapeError(file, '', 'is a report without the declaration that it is about');
    return asDeclaration(value.declaration, `${file}: declaration`);
  });
}

function isReport(value: unknown): value is { readonly declaration?: unknown } {
  return typeof value === 'object' && value !== null && 'summary' in value;
}

/** What `terraform show -json` prints says which version of its form it has. */
function refuseTerraform(value: unknown, file: string): void {
  if (typeof value === 'object' && value !== null && 'format_version' in value)
    throw new ShapeError(
      file,
      '',
      'is a plan or a state of Terraform; allowed is a declaration, which `capacity init --from` drafts from it',
    );
}

/**
 * The text of a regular file that is not too large.
 *
 * @throws InputError
 */
export function readText(file: string): string {
  const bytes = readBytes(file, LARGEST_MEGABYTES);
  if (!isUtf8(bytes)) throw new InputError(`${named(file)}: is not UTF-8`);
  return bytes.toString('utf8');
}

/**
 * The bytes of a regular file that is not too large.
 *
 * @throws InputError
 */
export function readBytes(file: string, largestMegabytes: number): Buffer {
  try {
    // Before it is opened, since opening a pipe waits for a writer.
    refuseUnlessSmallFile(file, statSync(file), largestMegabytes);
    const descriptor = openSync(file, 'r');
    try {
      refuseUnlessSmallFile(file, fstatSync(descriptor), largestMegabytes);
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new InputError(`${named(file)}: ${REASONS[code] ?? `cannot be read: ${code}`}`);
  }
}

function refuseUnlessSmallFile(
  file: string,
  stats: ReturnType<typeof statSync>,
  largestMegabytes: number,
): void {
  if (!stats?.isFile())
    throw new InputError(`${named(file)}: ${stats?.isDirectory() ? 'is a directory' : 'is no regular file'}`);
  const megabytes = Number(stats.size) / 1024 ** 2;
  if (megabytes > largestMegabytes)
    throw new InputError(`${named(file)}: is ${megabytes.toFixed(1)} MB; at most ${largestMegabytes} MB`);
}

/** A file as messages call it. */
export function named(file: string): string {
  return file === '' ? '""' : escaped(file);
}

/** Runs what may find a wrong shape; an InputError says it to the user. */
export function orInputError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ShapeError ? new InputError(error.message) : error;
  }
}
