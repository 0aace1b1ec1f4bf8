import type { Budget } from '../../../capacity/budget';
import { certainOf, type Term } from '../../../capacity/terms';
import { clientName } from '../../../capacity/words';
import { HUES, type Key, type Tone } from './charts/palette';

/** A client of a budget with its colour: the same in every chart of the budget. */
export interface Client {
  readonly name: string;
  readonly letter: string;
  readonly hue: string;
  /** Whether a term is of this client. */
  readonly owns: (term: Term) => boolean;
}

/** Clients that have a colour of their own; the rest share one. */
const MOST_CLIENTS = HUES.length - 1;

/** The clients of a budget: the largest by name, the others together. */
export function clientsOf({
  environment,
  moments,
}: Pick<Budget, 'environment' | 'moments'>): readonly Client[] {
  const sizes = new Map<string, { readonly term: Term; size: number }>();
  for (const { terms } of moments) {
    const inMoment = new Map<string, { readonly term: Term; size: number }>();
    for (const term of terms) {
      const id = idOf(term);
      const client = inMoment.get(id) ?? { term, size: 0 };
      client.size += certainOf(term);
      inMoment.set(id, client);
    }
    for (const [id, client] of inMoment) if (client.size >= (sizes.get(id)?.size ?? 0)) sizes.set(id, client);
  }
  const bySize = [...sizes].sort(([, a], [, b]) => b.size - a.size);
  const named = bySize.slice(0, bySize.length <= HUES.length ? HUES.length : MOST_CLIENTS);
  const own = new Set(named.map(([id]) => id));
  const others = bySize.length - named.length;
  return [
    ...named.map(([id, { term }], index) => ({
      name: clientName(term, environment),
      letter: String.fromCharCode(65 + index),
      hue: HUES[index]!,
      owns: (other: Term) => idOf(other) === id,
    })),
    ...(others === 0
      ? []
      : [
          {
            name: `${others} other clients`,
            letter: String.fromCharCode(65 + named.length),
            hue: HUES[MOST_CLIENTS]!,
            owns: (other: Term) => !own.has(idOf(other)),
          },
        ]),
  ];
}

/** A client's key for a chart. */
export function keyOf({ name, letter, hue }: Client, tone: Tone): Key {
  return { name, letter, hue, tone };
}

function idOf({ environment, path }: Term): string {
  return `${environment}\n${path}`;
}
