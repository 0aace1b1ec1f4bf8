import type { Connector } from '../declaration';
import { CONNECTOR_INSTANCES } from '../google-cloud/vpc-access';
import { connectorMbps } from '../network-path';
import { above, makeAlert, type Advice, type Alert, type Watch } from './alert';
import * as queries from './queries';
import type { Place } from './queries';

/** A connector of this environment's project, and where it is. */
export interface WatchedConnector {
  readonly key: string;
  readonly path: string;
  readonly connector: Connector;
  readonly place: Place;
}

/** Connectors that this stack deploys, and whose metrics its project has. */
export function watchedConnectors({ environment }: Watch): readonly WatchedConnector[] {
  return Object.entries(environment.connectors ?? {}).flatMap(([key, connector]) => {
    const { project = environment.project, region = environment.region } = connector;
    if (connector.ownership === 'reference' || project !== environment.project) return [];
    return [{ key, path: `connectors.${key}`, connector, place: { project, region, name: key } }];
  });
}

/** Bytes a second that a connector carries at its maximum, times a share; `undefined` where its size is not known. */
export function connectorBytes(connector: Connector, percent: number): number | undefined {
  const { max } = connectorMbps(connector);
  return max === undefined ? undefined : (max * 1_000_000 * percent) / 100 / 8;
}

/** Alerts of the connectors. */
export function connectorAlerts(watch: Watch): readonly Alert[] {
  return watchedConnectors(watch).flatMap((watched) => [
    ...instanceAlerts(watch, watched),
    cpuAlert(watch, watched),
    ...throughputAlerts(watch, watched),
  ]);
}

function instanceAlerts(watch: Watch, { key, path, connector, place }: WatchedConnector): readonly Alert[] {
  const { maxInstances } = connector;
  if (maxInstances === undefined) return [];
  return [
    makeAlert(
      watch,
      {
        kind: 'connector-instances',
        name: key,
        subject: path,
        severity: 'warning',
        title: 'instances at their maximum',
        conditions: [
          above(`at the maximum of ${maxInstances}`, queries.connectorInstances(place), maxInstances - 1),
        ],
      },
      {
        meaning: `The connector runs ${maxInstances} instances, as many as it may. It grows no further, and it never shrinks again by itself.`,
        cause: 'Traffic that it once had to carry, or has to carry now: see its throughput.',
        commands: connectorCommands(watch, place),
        knob: `${path}.maxInstances`,
        turn: 'raise',
        caution: `At most ${CONNECTOR_INSTANCES.value.max.to}; beyond that, take a larger \`machineType\`, in place. Lowering it again REPLACES the connector.`,
      },
    ),
  ];
}

function cpuAlert(watch: Watch, { key, path, place }: WatchedConnector): Alert {
  const percent = watch.model.assumptions.connectorBusyPercent;
  return makeAlert(
    watch,
    {
      kind: 'connector-cpu',
      name: key,
      subject: path,
      severity: 'warning',
      title: `CPU above ${percent} %`,
      conditions: [
        above(`CPU above ${percent} %`, queries.connectorCpu(place), percent / 100, { atLeast: 600 }),
      ],
    },
    {
      meaning: `The busiest instances are above ${percent} % of their CPU. Connections through it wait, those to the database among them.`,
      cause: 'Many small requests or many connections at once: small machine types share their CPU.',
      commands: connectorCommands(watch, place),
      knob: `${path}.machineType`,
      turn: 'raise',
    },
  );
}

function throughputAlerts(watch: Watch, { key, path, connector, place }: WatchedConnector): readonly Alert[] {
  const percent = watch.model.assumptions.connectorBusyPercent;
  const threshold = connectorBytes(connector, percent);
  const { max } = connectorMbps(connector);
  if (threshold === undefined) return [];
  return [
    makeAlert(
      watch,
      {
        kind: 'connector-throughput',
        name: key,
        subject: path,
        severity: 'warning',
        title: `throughput above ${percent} % of the declared ${max} Mbps`,
        conditions: (['sent', 'received'] as const).map((direction) =>
          above(`${direction} above ${percent} %`, queries.connectorTraffic(place, direction), threshold),
        ),
      },
      {
        meaning: `At its maximum the connector carries ${max} Mbps. Above ${percent} % of that, nothing is left for a burst of starts; what it cannot carry is dropped, connections to the database among it.`,
        cause:
          'More traffic than was declared, a large transfer, or traffic that does not need the VPC (`traffic: all-traffic`).',
        commands: connectorCommands(watch, place),
        knob: connector.throughput ? `${path}.throughput.maxMbps` : `${path}.maxInstances`,
        turn: 'raise',
      },
    ),
  ];
}

function connectorCommands({ environment }: Watch, { name, project, region }: Place): Advice['commands'] {
  return [
    `gcloud compute networks vpc-access connectors describe ${name} --region=${region} --project=${project}`,
    `gcloud compute networks vpc-access connectors list --region=${region} --project=${project}`,
    `gcloud run services list --region=${environment.region} --project=${environment.project}`,
  ];
}
