import type { Declaration, Service } from '../../capacity/declaration';
import { declare, ENVIRONMENT, SERVICE } from '../support/declare';

/** An environment of so many small services that fit: 20 to a connector, so many to a database. */
export function fleet(services: number, perDatabase: number): Declaration {
  const databases = Math.max(1, Math.ceil(services / perDatabase));
  const connectors = Math.ceil(services / 20);
  const members = Math.ceil(services / databases);
  return declare({
    ...ENVIRONMENT,
    connectors: keyed(connectors, (index) => [
      `path-${index}`,
      {
        ...ENVIRONMENT.connectors.path,
        ipCidrRange: `10.${20 + (index >> 12)}.${(index >> 4) & 255}.${(index & 15) << 4}/28`,
      },
    ]),
    databases: keyed(databases, (index) => [
      `db-${index}`,
      {
        ...ENVIRONMENT.databases.main,
        tier: 'db-custom-96-638976',
        flags: { tcp_keepalives_idle: 1, tcp_keepalives_interval: 1, tcp_keepalives_count: 1 },
        maxConnections: Math.max(100, members * 4),
      },
    ]),
    services: keyed(services, (index) => [
      `service-${index}`,
      service(index % connectors, index % databases),
    ]),
  });
}

function service(connector: number, database: number): Service {
  return {
    ...SERVICE,
    minInstances: 0,
    maxInstances: 1,
    pools: { main: { ...SERVICE.pools.main, database: `db-${database}`, size: 1, maxOverflow: 0 } },
    egress: { kind: 'connector', connector: `path-${connector}` },
  };
}

function keyed<T>(count: number, make: (index: number) => readonly [string, T]): Readonly<Record<string, T>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));
}
