import type { ReadFrom, UnknownValue } from './reading';
import type { Resource } from './resource';
import { UNKNOWN, type View } from './view';

/** What a reading says about itself: what only an apply tells, what comes from where, what was not understood. */
export interface Report {
  readonly unknowns: UnknownValue[];
  readonly readFrom: ReadFrom[];
  readonly notes: Set<string>;
  readonly questions: Question[];
}

/** A note that asks for fields: what a sidecar answers is asked no more. */
export interface Question {
  readonly environment: string;
  /** Path of the service or job, such as `services.api`. */
  readonly path: string;
  /** Fields below that path, such as `processes` and `pools.main`. */
  readonly missing: readonly string[];
  /** The note that asks for so many of them. */
  readonly noteOf: (missing: readonly string[]) => string;
}

/** An empty report. */
export function newReport(): Report {
  return { unknowns: [], readFrom: [], notes: new Set(), questions: [] };
}

/** Where something that is read of a resource goes. */
export interface Target {
  readonly report: Report;
  readonly environment: string;
  /** Path in the declaration, such as `services.api`. */
  readonly path: string;
}

const MOST = 1_000_000;

/** The attribute of a view: `template.scaling.max_instance_count`. */
export function attributeOf({ steps }: View): string {
  return steps.filter((step) => typeof step === 'string').join('.');
}

/** Says that only an apply tells a value. */
export function isNotKnown({ report, environment, path }: Target, field: string, view: View): void {
  const { address } = view.resource;
  report.unknowns.push({ environment, path: `${path}.${field}`, address, attribute: attributeOf(view) });
}

/** Says where a value comes from that Terraform does not name as such. */
export function isFrom({ report, environment, path }: Target, field: string, source: string): void {
  report.readFrom.push({ environment, path: `${path}.${field}`, source });
}

/** Says what was not understood. */
export function note({ report }: Pick<Target, 'report'>, resource: Resource, text: string): void {
  report.notes.add(`${resource.address}: ${text}`);
}

/** Asks for fields that nothing says. */
export function ask(
  { report, environment, path }: Target,
  { address }: Resource,
  missing: readonly string[],
  textOf: (missing: readonly string[]) => string,
): void {
  const noteOf = (some: readonly string[]): string => `${address}: ${textOf(some)}`;
  report.questions.push({ environment, path, missing, noteOf });
  report.notes.add(noteOf(missing));
}

/**
 * A whole number that a declaration takes; `unknown` where only an apply tells it, or where what is written is no
 * such number, and then that is said.
 */
export function countAt(target: Target, field: string, view: View): number | 'unknown' | undefined {
  const text = view.text();
  if (text === UNKNOWN) {
    isNotKnown(target, field, view);
    return 'unknown';
  }
  if (text === undefined) {
    if (!view.isSet) return undefined;
  } else {
    const count = countOf(text);
    if (count !== undefined) return count;
  }
  note(
    target,
    view.resource,
    `${attributeOf(view)} is no whole number from 0 to ${MOST}: it counts as not known`,
  );
  return 'unknown';
}

/** A whole number from 0 to 1,000,000 of a text. */
export function countOf(text: string): number | undefined {
  if (!/^\s*\d{1,7}(\.0*)?\s*$/.test(text)) return undefined;
  const count = Number(text);
  return count <= MOST ? count : undefined;
}
