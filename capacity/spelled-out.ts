import type { Declaration, Environment, Outgoing, Service } from './declaration';

/**
 * The same declaration with the numbers of what is live written out: earlier revisions, and a declared outgoing fleet.
 * They keep them, so an edit of the service, tried on this, does not reach them.
 */
export function spelledOut(declaration: Declaration): Declaration {
  const services = Object.values(declaration.environments).flatMap((each) =>
    Object.values(each.services ?? {}),
  );
  if (services.every(({ outgoing, revisions }) => !outgoing && !revisions)) return declaration;
  return { ...declaration, environments: mapValues(declaration.environments, inEnvironment) };
}

function inEnvironment(environment: Environment): Environment {
  const { services } = environment;
  return services ? { ...environment, services: mapValues(services, inService) } : environment;
}

function inService(service: Service): Service {
  const { outgoing, revisions } = service;
  return {
    ...service,
    ...(outgoing && { outgoing: withNumbersOf(service, outgoing) }),
    ...(revisions && { revisions: mapValues(revisions, (own) => withNumbersOf(service, own)) }),
  };
}

/** A live fleet with what it does not say of itself. */
function withNumbersOf<T extends Outgoing>(
  { minInstances = 0, maxInstances = Infinity, processes, pools = {}, caches = {} }: Service,
  own: T,
): T {
  return {
    ...own,
    minInstances: own.minInstances ?? minInstances,
    maxInstances: own.maxInstances ?? maxInstances,
    ...((own.processes ?? processes) !== undefined && { processes: own.processes ?? processes }),
    pools: own.pools ?? pools,
    caches: own.caches ?? caches,
  };
}

function mapValues<T>(values: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
