import type { Environment, Service } from '../declaration';
import { entries } from './look-up';
import type { Problem } from './shape-error';
import type { Path } from './show';

/** Services whose revisions do not get all the traffic together, or more than all of it. */
export function* findWrongTraffic({ services }: Environment, path: Path): Iterable<Problem> {
  for (const [key, service] of entries(services)) yield* inService(service, [...path, 'services', key]);
}

function* inService({ latestTraffic, revisions }: Service, path: Path): Iterable<Problem> {
  const others = entries(revisions).reduce((sum, [, { traffic }]) => sum + traffic, 0);
  if (latestTraffic === undefined) {
    if (others > 100)
      yield { path: [...path, 'revisions'], text: `get ${others} % of the traffic; allowed is at most 100` };
  } else if (latestTraffic + others !== 100) {
    const text = `given ${latestTraffic}; allowed is ${Math.max(0, 100 - others)}, since revisions get ${others} % of the traffic`;
    yield {
      path: [...path, 'latestTraffic'],
      text:
        others > 100
          ? `given ${latestTraffic}, and revisions get ${others} % of the traffic; allowed is 100 together`
          : text,
    };
  }
}
