import Ajv from 'ajv';
import type { Dashboard } from '../../../capacity/monitoring/dashboard';
import type { Tile } from '../../../capacity/monitoring/widgets';
import { DASHBOARD_SCHEMA } from '../../support/dashboard-schema';
import type { Synthesized } from '../support';
import { resourcesOf, synthesizeWatched } from './watched';

const validate = new Ajv({ allErrors: true }).compile(DASHBOARD_SCHEMA);

function dashboardOf(configuration: Synthesized): Dashboard {
  const { dashboard_json } = resourcesOf(configuration, 'google_monitoring_dashboard').get('test')!;
  return JSON.parse(dashboard_json as string) as Dashboard;
}

/** Lines of a chart, by their labels. */
function linesOf(dashboard: Dashboard, title: string): Readonly<Record<string, number>> {
  const tile = dashboard.mosaicLayout.tiles.find(({ widget }) => widget.title === title);
  return Object.fromEntries(tile!.widget.xyChart!.thresholds.map(({ label, value }) => [label, value]));
}

const DASHBOARD = dashboardOf(synthesizeWatched());

test('it has the shape that the API publishes', () => {
  validate(DASHBOARD);
  expect(validate.errors).toBeNull();
});

test('the shape is strict: a misspelt field is found', () => {
  const [tile, ...tiles] = DASHBOARD.mosaicLayout.tiles;
  const broken = { ...DASHBOARD, mosaicLayout: { columns: 12, tiles: [{ ...tile, hight: 4 }, ...tiles] } };
  expect(validate(broken)).toBe(false);
});

test('its sections follow the path of a request', () => {
  const titles = DASHBOARD.mosaicLayout.tiles
    .filter(({ widget }) => widget.text)
    .map(({ widget }) => widget.title);
  expect(titles).toEqual([
    'Load balancer',
    'Cloud Run instances',
    'Starts',
    'VPC connectors',
    'Connections',
    'Redis',
  ]);
});

test('no tile lies on another, or beyond the edge', () => {
  const { columns, tiles } = DASHBOARD.mosaicLayout;
  const taken = new Set<string>();
  for (const tile of tiles) {
    for (const cell of cells(tile)) {
      expect(taken.has(cell)).toBe(false);
      taken.add(cell);
    }
    expect(tile.xPos! + tile.width).toBeLessThanOrEqual(columns);
  }
});

test('the connections are drawn against the limit and what is usable of it', () => {
  expect(linesOf(DASHBOARD, 'main: connections')).toEqual({
    limit: 100,
    'usable, as the metric counts': 94,
    '90 %': 85,
    '80 %': 76,
  });
});

test('instances are drawn by revision, against each ceiling', () => {
  const fields = { 'services.api.revisions': { 'api-00041': { traffic: 10, maxInstances: 7 } } };
  expect(linesOf(dashboardOf(synthesizeWatched(fields)), 'api: instances by revision')).toEqual({
    'ceiling of revision latest': 2,
    'ceiling of revision api-00041': 7,
  });
});

test('starts, connectors and Redis are drawn against what is declared', () => {
  expect(linesOf(DASHBOARD, 'api: startup latency, 95th percentile')).toEqual({
    'allowed by the startup budget': 30_000,
  });
  expect(linesOf(DASHBOARD, 'path: instances')).toEqual({ minimum: 2, maximum: 3 });
  expect(linesOf(DASHBOARD, 'path: throughput')).toEqual({
    'busy: 70 %': 26_250_000,
    'declared: 300 Mbps': 37_500_000,
  });
  expect(linesOf(DASHBOARD, 'cache: clients')).toEqual({ 'most clients': 1000 });
  expect(linesOf(DASHBOARD, 'cache: memory')).toEqual({ declared: 4 * 2 ** 30 });
});

test('what is not declared has no section', () => {
  const without = { loadBalancer: undefined, redis: undefined, connectors: undefined, databases: undefined };
  const bare = { ...without, services: { api: { ...SERVICE_WITHOUT_DATABASE } } };
  const dashboard = dashboardOf(synthesizeWatched(bare));
  validate(dashboard);
  expect(validate.errors).toBeNull();
  expect(
    dashboard.mosaicLayout.tiles.filter(({ widget }) => widget.text).map(({ widget }) => widget.title),
  ).toEqual(['Cloud Run instances', 'Starts']);
});

const SERVICE_WITHOUT_DATABASE = {
  image: { managedBy: 'declaration', reference: 'registry/api:1' },
  cpu: 1,
  memory: '512Mi',
  concurrency: 10,
  requestTimeoutSeconds: 60,
  maxInstances: 2,
  processes: 1,
  egress: { kind: 'none' },
};

function cells({ xPos = 0, yPos = 0, width, height }: Tile): readonly string[] {
  return Array.from(
    { length: width * height },
    (_, index) => `${xPos + (index % width)},${yPos + Math.floor(index / width)}`,
  );
}
