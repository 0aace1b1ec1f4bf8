import { UNKNOWN, type View } from './view';

/** An environment variable of a container. */
export interface Variable {
  readonly name: string;
  /** Its value; of one from a secret, the secret. */
  readonly view: View;
  readonly isSecret: boolean;
  /** The value, where it is known and no secret. */
  readonly text?: string;
}

/** A container of a service or a job. */
export interface Container {
  readonly name: string;
  readonly view: View;
  readonly image: string | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
  /** `command` and `args`, as far as they are known. */
  readonly words: readonly string[];
  /** Whether the Cloud SQL sockets are mounted into it. */
  readonly mountsSockets: boolean;
}

/** The containers of a template: of Cloud Run's second API, or of the first. */
export function containersOf(template: View): readonly Container[] {
  return template.at('containers').list().map(containerOf);
}

function containerOf(view: View, index: number): Container {
  const variables = new Map<string, Variable>();
  for (const each of view.at('env').list()) {
    const name = each.at('name').known();
    if (name !== undefined) variables.set(name, variableOf(name, each));
  }
  const words = ['command', 'args'].flatMap((part) =>
    Array.isArray(view.at(part).value)
      ? (view.at(part).value as unknown[]).flatMap((word) =>
          typeof word === 'string' && word.length < 10_000 ? word.split(/\s+/) : [],
        )
      : [],
  );
  return {
    name: view.at('name').known() ?? `container-${index + 1}`,
    view,
    image: view.at('image').known(),
    variables,
    words,
    mountsSockets: view
      .at('volume_mounts')
      .list()
      .some((mount) => mount.at('mount_path').known()?.startsWith('/cloudsql') ?? false),
  };
}

function variableOf(name: string, view: View): Variable {
  for (const source of ['value_source', 'value_from']) {
    const secret = view.at(source, 'secret_key_ref');
    const named = secret.at(source === 'value_source' ? 'secret' : 'name');
    if (named.isSet) return { name, view: named, isSecret: true };
  }
  const value = view.at('value');
  const text = value.text();
  return { name, view: value, isSecret: false, ...(typeof text === 'string' && text !== '' && { text }) };
}

/** Whether a value may be read as a number or a text: it is known. */
export function isKnown(view: View): boolean {
  return view.text() !== UNKNOWN;
}
