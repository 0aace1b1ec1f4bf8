import type { Declaration, Environment, Service } from './declaration';

/**
 * The same declaration with the numbers of earlier revisions written out. A revision that is live keeps them, so
 * an edit of its service, tried on this, does not reach it.
 */
export function spelledOut(declaration: Declaration): Declaration {
  const services = Object.values(declaration.environments).flatMap((each) =>
    Object.values(each.services ?? {}),
  );
  if (services.every(({ revisions }) => !revisions)) return declaration;
  return { ...declaration, environments: mapValues(declaration.environments, inEnvironment) };
}

function inEnvironment(environment: Environment): Environment {
  const { services } = environment;
  return services ? { ...environment, services: mapValues(services, inService) } : environment;
}

function inService(service: Service): Service {
  const {
    minInstances = 0,
    maxInstances = Infinity,
    processes,
    pools = {},
    caches = {},
    revisions,
  } = service;
  if (!revisions) return service;
  return {
    ...service,
    revisions: mapValues(revisions, (own) => ({
      ...own,
      minInstances: own.minInstances ?? minInstances,
      maxInstances: own.maxInstances ?? maxInstances,
      ...((own.processes ?? processes) !== undefined && { processes: own.processes ?? processes }),
      pools: own.pools ?? pools,
      caches: own.caches ?? caches,
    })),
  };
}

function mapValues<T>(values: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
