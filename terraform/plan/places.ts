import { isObject, listOf, own } from '../json';
import { lastSegment } from '../resources';
import type { Configuration } from './configuration';
import { slug, uniqueNames } from './names';
import { viewOf, type Resource } from './resource';

/** Project and region of a resource. */
export interface Place {
  readonly project: string;
  readonly region: string;
}

/** In place of a project or a region that nothing says. */
export const NOWHERE = 'unknown';

/** What a resource gets that names neither: from its provider. */
export type Defaults = (resource: Resource) => Partial<Place>;

/** Environments by place. */
export interface Places {
  readonly of: (resource: Resource) => Place;
  /** Name of the environment of a place. */
  readonly nameOf: (place: Place) => string;
}

/** Defaults of the providers of a plan. */
export function planDefaults(configuration: Configuration, variables: unknown): Defaults {
  return ({ configured }) => {
    const key = own(configured, 'provider_config_key');
    const provider = own(configuration.providers, typeof key === 'string' ? key : 'google');
    const expressions = own(provider, 'expressions');
    return {
      ...optional('project', valueOf(own(expressions, 'project'), variables)),
      ...optional('region', valueOf(own(expressions, 'region'), variables)),
    };
  };
}

/** Defaults of the provider of a configuration in JSON. */
export function configurationDefaults(configuration: unknown): Defaults {
  const google = own(own(configuration, 'provider'), 'google');
  const provider = (Array.isArray(google) ? listOf(google) : [google]).find(
    (each) => isObject(each) && own(each, 'alias') === undefined,
  );
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && !value.includes('${') ? value : undefined;
  const defaults = {
    ...optional('project', text(own(provider, 'project'))),
    ...optional('region', text(own(provider, 'region'))),
  };
  return () => defaults;
}

/** An expression that is a constant, or a variable of the root module. */
function valueOf(expression: unknown, variables: unknown): string | undefined {
  const constant = own(expression, 'constant_value');
  if (typeof constant === 'string') return constant;
  const [first] = listOf(own(expression, 'references'));
  const name = typeof first === 'string' && first.startsWith('var.') ? first.slice('var.'.length) : undefined;
  const value = name === undefined ? undefined : own(own(variables, name), 'value');
  return typeof value === 'string' ? value : undefined;
}

function optional(key: 'project' | 'region', value: string | undefined): Partial<Place> {
  return value === undefined || value === '' ? {} : { [key]: value };
}

/**
 * Says where every resource is. Where exactly one project or region is known, what names none is there too.
 *
 * @param name - of the one environment, or the start of the names of several
 * @param named - names by `project region`, as a base has them
 */
export function placesOf(
  resources: readonly Resource[],
  defaults: Defaults,
  name: string | undefined,
  named: ReadonlyMap<string, string> = new Map(),
): Places {
  const written = new Map(
    resources.map((resource) => [resource, writtenPlace(resource, defaults(resource))]),
  );
  const onlyProject = only([...written.values()].map(({ project }) => project));
  const onlyRegion = only([...written.values()].map(({ region }) => region));
  const byKey = new Map<string, Place>();
  const known = new Map<Resource, Place>();
  for (const [resource, { project = onlyProject, region = onlyRegion }] of written) {
    const place = { project: project ?? NOWHERE, region: region ?? NOWHERE };
    const key = keyOf(place);
    if (!byKey.has(key)) byKey.set(key, place);
    known.set(resource, byKey.get(key)!);
  }
  const of = (resource: Resource): Place => known.get(resource)!;
  const places = [...byKey.values()];
  return { of, nameOf: namesOf(places, name, named) };
}

function writtenPlace(resource: Resource, defaults: Partial<Place>): Partial<Place> {
  const view = viewOf(resource);
  const project = view.at('project').known() ?? defaults.project;
  const region = view.at('location').known() ?? view.at('region').known();
  return {
    ...(project !== undefined && { project }),
    ...((region ?? defaults.region) !== undefined && {
      // `us-central1` of a self-link.
      region: region === undefined ? defaults.region! : lastSegment(region),
    }),
  };
}

function namesOf(
  places: readonly Place[],
  name: string | undefined,
  named: ReadonlyMap<string, string>,
): (place: Place) => string {
  const projects = new Set(places.map(({ project }) => project));
  const names = new Map<Place, string>();
  const unique = uniqueNames();
  const regions = new Map<string, number>();
  for (const { project } of places) regions.set(project, (regions.get(project) ?? 0) + 1);
  for (const place of [...places].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const isAlone = regions.get(place.project) === 1;
    const parts = [
      ...(name === undefined || projects.size > 1 ? [place.project] : []),
      ...(isAlone ? [] : [place.region]),
    ];
    const wanted =
      named.get(keyOf(place)) ?? slug([...(name === undefined ? [] : [name]), ...parts].join('-'));
    names.set(place, unique(wanted));
  }
  return (place) => names.get(place)!;
}

function keyOf({ project, region }: Place): string {
  return `${project} ${region}`;
}

function only(values: readonly (string | undefined)[]): string | undefined {
  const known = new Set(values.filter((value) => value !== undefined));
  return known.size === 1 ? [...known][0] : undefined;
}
