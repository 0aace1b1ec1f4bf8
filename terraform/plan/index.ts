import type { Declaration } from '../../capacity/declaration';
import { asDeclaration, ShapeError } from '../../capacity/shape';
import { dependenciesIn } from '../dependencies';
import { own } from '../json';
import type { Sidecar } from '../sidecar';
import { documentOf } from './document';
import { declarationOf, isPlaced, readMoment } from './model';
import { momentsOf } from './moments';
import { placesOf } from './places';
import { plannedChanges } from './planned-changes';
import type { Reading } from './reading';
import { newReport } from './report';
import { conventionTable } from './settings';
import { seenText } from './seen';
import { withSidecar } from './with-sidecar';

export { ENDED_IN_ERROR } from './moments';
export { isPlanned, nothingCounted, readingNotes } from './notes';
export type { PlannedChange, ReadFrom, Reading, UnknownValue } from './reading';

/** How to read. */
export interface ReadOptions {
  /** Name of the environment, or the start of the names of several. */
  readonly name?: string;
  /** Names by `project region`, such as those of a base. */
  readonly names?: ReadonlyMap<string, string>;
  /** What Terraform cannot know. */
  readonly sidecar?: Sidecar;
  /** What messages call the sidecar. */
  readonly sidecarFile?: string;
}

/**
 * Reads the JSON of Terraform, of anybody's configuration: `terraform show -json` of a plan or of a state, or
 * `cdk.tf.json`.
 *
 * @param value - the parsed JSON
 * @param file - what messages call it
 * @throws ShapeError where it is nothing that can be reviewed
 */
export function readTerraform(value: unknown, file: string, options: ReadOptions = {}): Reading {
  const document = documentOf(value, file);
  const { after, before, defaults, unchanged, notes, referencesOf, writtenOf } = momentsOf(document);
  const resources = [...after.resources, ...(before?.resources ?? [])].filter(isPlaced);
  if (!resources.some(({ mode }) => mode === 'managed'))
    throw new ShapeError(file, '', seenText(after, before));
  const places = placesOf(resources, defaults, options.name, options.names);
  const shells = resources.filter(({ mode }) => mode === 'managed').map(places.of);
  const conventions = conventionTable(
    options.sidecar?.conventions?.map((row) => ({
      ...row,
      source: 'sidecar',
      standing: 'reported' as const,
    })),
  );
  const report = newReport();
  const all = { conventions, places, shells };
  const now = readMoment(after, referencesOf(after), all, report);
  // What the live resources do not say is no news of this plan.
  const was =
    before && readMoment(before, referencesOf(before), all, newReport(), { moment: now, unchanged });
  const read = [...(was?.reader.read ?? []), ...now.reader.read];
  const byAddress = new Map(read.map(([{ id }, place]) => [id, place]));
  const reading: Reading = {
    kind: document.kind,
    after: declarationOf(now.environments),
    ...(was && { before: declarationOf(was.environments) }),
    changes: plannedChanges(
      own(document.value, 'resource_changes'),
      (address) => byAddress.get(address),
      writtenOf,
      dependenciesIn(document.value),
    ),
    addresses: new Map(
      read.map(([{ address }, { environment, subject }]) => [`${environment} ${subject}`, address]),
    ),
    unknowns: report.unknowns,
    readFrom: report.readFrom,
    notes: [...notes, ...report.notes],
  };
  const whole = options.sidecar
    ? withSidecar(reading, options.sidecar, options.sidecarFile ?? 'sidecar', report.questions)
    : reading;
  asDeclaration(whole.after, file);
  // What both have was checked just now.
  if (whole.before) asDeclaration(different(whole.before, whole.after), `${file}: prior_state`);
  return whole;
}

/** A declaration without the services and jobs that are the very same in another one. */
function different(declaration: Declaration, other: Declaration): Declaration {
  const environments = Object.entries(declaration.environments).map(([name, environment]) => {
    const same = other.environments[name];
    const rest = <T>(
      items: Readonly<Record<string, T>> = {},
      others: Readonly<Record<string, T>> = {},
    ): Record<string, T> =>
      Object.fromEntries(Object.entries(items).filter(([key, item]) => others[key] !== item));
    const services = rest(environment.services, same?.services);
    return [name, { ...environment, services, jobs: rest(environment.jobs, same?.jobs) }] as const;
  });
  return { ...declaration, environments: Object.fromEntries(environments) };
}
