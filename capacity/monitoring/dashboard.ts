import { connectorMbps } from '../network-path';
import { redisClients } from '../google-cloud/memorystore';
import { uptimeProbes } from '../load-balancer';
import { isDeployed } from '../workload';
import { bytes, placeOf, type Watch } from './alert';
import { connectorBytes, watchedConnectors, type WatchedConnector } from './connector-alerts';
import { asMetricCounts, connectionThreshold, watchedDatabases } from './database-alerts';
import { PHASES } from './log-lines';
import * as queries from './queries';
import { watchedRedis } from './redis-alerts';
import { allowedStartSeconds } from './service-alerts';
import { startupThresholds } from './startup-alerts';
import { chart, COLUMNS, heading, inRows, layOut, type Tile, type Widget } from './widgets';

/** A dashboard as the Monitoring API takes it. */
export interface Dashboard {
  readonly displayName: string;
  readonly mosaicLayout: { readonly columns: number; readonly tiles: readonly Tile[] };
}

type Rows = Parameters<typeof layOut>[0];

const CHART_HEIGHT = 4;
const HEADING_HEIGHT = 1;

/**
 * What an on-call person looks at, in the order in which a request takes its path; every line is a declared number.
 *
 * @param urlMap - name of the load balancer's URL map, which its metrics carry
 */
export function dashboardOf(watch: Watch, urlMap: string): Dashboard {
  const { name } = watch.model;
  const rows = [
    ...section(
      'Load balancer',
      'Requests that arrive, and hosts that do not answer.',
      loadBalancer(watch, urlMap),
    ),
    ...section(
      'Cloud Run instances',
      'Each revision against its own ceiling; idle instances hold connections too.',
      instances(watch),
    ),
    ...section(
      'Starts',
      'How long starts take, and how many fail. Phases and connections are read from the lines of docs/logging.md.',
      starts(watch),
    ),
    ...section('VPC connectors', 'They grow, and never shrink.', connectors(watch)),
    ...section('Connections', 'Over all databases of an instance, with cloudsqladmin.', databases(watch)),
    ...section('Redis', 'Clients and memory.', redis(watch)),
  ];
  return {
    displayName: `${name}: capacity`,
    mosaicLayout: { columns: COLUMNS, tiles: layOut(rows) },
  };
}

function section(title: string, text: string, widgets: readonly Widget[]): Rows {
  if (widgets.length === 0) return [];
  return [{ height: HEADING_HEIGHT, widgets: [heading(title, text)] }, ...inRows(CHART_HEIGHT, 3, widgets)];
}

function loadBalancer({ environment }: Watch, urlMap: string): readonly Widget[] {
  if (!environment.loadBalancer) return [];
  const { project } = environment;
  return [
    chart('Requests by class of the answer', 'requests/s', [
      { query: queries.loadBalancerRequests(project, urlMap) },
    ]),
    chart(
      'Locations from which a host does not answer',
      'locations',
      uptimeProbes(environment).map(({ host }) => ({
        query: queries.hostChecks(project, host),
        legend: host,
      })),
    ),
  ].filter(({ xyChart }) => xyChart!.dataSets.length > 0);
}

function instances(watch: Watch): readonly Widget[] {
  return deployed(watch).map(({ name, latest, revisions }) => {
    const ceilings = [latest, ...revisions].map(
      ({ label, instances: ceiling }) =>
        [`ceiling of ${label}`, typeof ceiling === 'number' ? ceiling : undefined] as const,
    );
    return chart(
      `${name}: instances by revision`,
      'instances',
      [{ query: queries.instances(placeOf(watch.environment, name)) }],
      ceilings,
    );
  });
}

function starts(watch: Watch): readonly Widget[] {
  const { exits, starts: lines } = watch.logs;
  return deployed(watch).flatMap((service) => {
    const { name } = service;
    const place = placeOf(watch.environment, name);
    const thresholds = startupThresholds(watch, name);
    const watched = lines && thresholds ? { lines, thresholds } : undefined;
    return [
      chart(
        `${name}: startup latency, 95th percentile`,
        'ms',
        [{ query: queries.startupLatency(place) }],
        [['allowed by the startup budget', allowedStartSeconds(watch, service) * 1000]],
      ),
      chart(`${name}: failures in ten minutes`, 'failures', [
        ...(exits ? [{ query: queries.logCount(exits, place), legend: 'containers that ended' }] : []),
        ...(watched
          ? [{ query: queries.logCount(watched.lines.failed, place), legend: 'phases that failed' }]
          : []),
      ]),
      ...(watched
        ? [
            chart(
              `${name}: seconds of a connection and of the database phase, 95th percentile`,
              's',
              [
                { query: queries.logSeconds(watched.lines.connectionSeconds, place), legend: 'connection' },
                {
                  query: queries.logSeconds(watched.lines.phaseSeconds, place, { phase: PHASES.database }),
                  legend: 'database phase',
                },
              ],
              [
                ['connection warns', watched.thresholds.connection],
                ['database phase warns', watched.thresholds.database],
              ],
            ),
          ]
        : []),
    ].filter(({ xyChart }) => xyChart!.dataSets.length > 0);
  });
}

function connectors(watch: Watch): readonly Widget[] {
  const { connectorBusyPercent } = watch.model.assumptions;
  return watchedConnectors(watch).flatMap(({ key, connector, place }: WatchedConnector) => [
    chart(
      `${key}: instances`,
      'instances',
      [{ query: queries.connectorInstances(place) }],
      [
        ['minimum', connector.minInstances],
        ['maximum', connector.maxInstances],
      ],
    ),
    chart(
      `${key}: throughput`,
      'B/s',
      (['sent', 'received'] as const).map((direction) => ({
        query: queries.connectorTraffic(place, direction),
        legend: direction,
      })),
      [
        [`busy: ${connectorBusyPercent} %`, connectorBytes(connector, connectorBusyPercent)],
        [`declared: ${connectorMbps(connector).max ?? 'unknown'} Mbps`, connectorBytes(connector, 100)],
      ],
    ),
    chart(
      `${key}: CPU, 95th percentile`,
      'share',
      [{ query: queries.connectorCpu(place) }],
      [[`busy: ${connectorBusyPercent} %`, connectorBusyPercent / 100]],
    ),
  ]);
}

function databases(watch: Watch): readonly Widget[] {
  const { connectionsWarningPercent: warning, connectionsCriticalPercent: critical } = watch.margins;
  return watchedDatabases(watch).map((watched) => {
    const { limit } = watched.budget;
    const { usable } = limit;
    return chart(
      `${watched.key}: connections`,
      'connections',
      [{ query: queries.connections(watched.databaseId) }],
      [
        ['limit', typeof limit.connections === 'number' ? limit.connections : undefined],
        [
          'usable, as the metric counts',
          typeof usable === 'number' ? asMetricCounts(watched, usable) : undefined,
        ],
        [`${critical} %`, connectionThreshold(watched, critical)],
        [`${warning} %`, connectionThreshold(watched, warning)],
      ],
    );
  });
}

function redis(watch: Watch): readonly Widget[] {
  return watchedRedis(watch).flatMap(({ key, redis: declared, instance }) => [
    chart(
      `${key}: clients`,
      'clients',
      [{ query: queries.redisClients(instance) }],
      [['most clients', redisClients(declared).clients]],
    ),
    chart(
      `${key}: memory`,
      'B',
      [{ query: queries.redisMemory(instance) }],
      [['declared', bytes(declared.memoryGb, 100)]],
    ),
  ]);
}

function deployed({ model }: Watch): Watch['model']['services'] {
  return model.services.filter(isDeployed);
}
