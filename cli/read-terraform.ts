import { isUtf8 } from 'node:buffer';
import { parseJson } from '../capacity/shape';
import { readTerraform, type ReadOptions, type Reading } from '../terraform/plan';
import { asSidecar } from '../terraform/sidecar-shape';
import { InputError } from './input-error';
import { named, orInputError, readBytes, readText } from './read-declaration';

/** Texts of JavaScript end at 512 MB. */
const LARGEST_MEGABYTES = 450;
/** Up to that size, a second parser looks for line and column of what is wrong. */
const LARGEST_TO_EXPLAIN = 10_000_000;

/** How to read a file of Terraform. */
export interface ReadFileOptions extends Pick<ReadOptions, 'name' | 'names'> {
  /** File of the sidecar. */
  readonly sidecar?: string;
}

/**
 * Reads a plan, a state or a configuration of Terraform from a file of JSON.
 *
 * @throws InputError when it cannot be read, or holds nothing that can be reviewed
 */
export function readTerraformFile(file: string, options: ReadFileOptions = {}): Reading {
  return readingOf(readTerraformJson(file), file, options);
}

/**
 * Reads a plan, a state or a configuration of Terraform from the JSON of a file.
 *
 * @throws InputError when it holds nothing that can be reviewed
 */
export function readingOf(value: unknown, file: string, options: ReadFileOptions): Reading {
  const { sidecar, ...rest } = options;
  return orInputError(() =>
    readTerraform(value, file, {
      ...rest,
      ...(sidecar !== undefined && {
        sidecar: asSidecar(parseJson(readText(sidecar), sidecar), sidecar),
        sidecarFile: sidecar,
      }),
    }),
  );
}

/**
 * The JSON of a file, which may be large.
 *
 * @throws InputError that says what to do instead, where the file is another one of Terraform's
 */
export function readTerraformJson(file: string): unknown {
  const text = textOf(readBytes(file, LARGEST_MEGABYTES), file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The message of the parser may quote the file, which may hold secrets.
    return orInputError(() => explain(text, file));
  }
}

const SHOW = 'run terraform show -json PLAN > plan.json, and review that';

function textOf(bytes: Buffer, file: string): string {
  const refuse = (problem: string): never => {
    throw new InputError(`${named(file)}: ${problem}`);
  };
  const starts = (...values: readonly number[]): boolean =>
    values.every((value, index) => bytes[index] === value);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return refuse(`is a saved plan, which only Terraform reads; ${SHOW}`);
  if (starts(0x1f, 0x8b)) return refuse('is compressed; unpack it first');
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff))
    return refuse('is UTF-16, which PowerShell writes; save it as UTF-8');
  if (!isUtf8(bytes)) return refuse('is not UTF-8');
  const hasMark = starts(0xef, 0xbb, 0xbf);
  const text = bytes.toString('utf8', hasMark ? 3 : 0);
  return text.trim() === '' ? refuse('is empty; needed is the output of terraform show -json') : text;
}

function explain(text: string, file: string): never {
  if (/^\s*\{"@level"/.test(text))
    throw new InputError(`${named(file)}: is the log of terraform plan -json; ${SHOW}`);
  if (text.length <= LARGEST_TO_EXPLAIN) parseJson(text, file);
  throw new InputError(`${named(file)}: is not JSON`);
}
