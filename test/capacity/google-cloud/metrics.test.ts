import { METRICS, RESOURCES } from '../../../capacity/google-cloud/metrics';

const metrics = Object.entries(METRICS).map(([name, fact]) => [name, fact] as const);

/** Names that circulate in runbooks, and that no list of Google's has. */
const INVENTED = [
  'vpc_access.googleapis.com',
  'connector.googleapis.com',
  'received_packets_dropped_count',
  'connector/connections',
  'cloud_sql_database',
  'container/cpu/utilization"',
  'stats/connected_clients',
];

test.each(INVENTED)('%s is not among them', (invented) => {
  expect(JSON.stringify([METRICS, RESOURCES])).not.toContain(invented);
});

test('every type is named once', () => {
  const types = metrics.map(([, { value }]) => value.type);
  expect(new Set(types).size).toBe(types.length);
});

test.each(metrics)('%s says where it was read, and how late it is', (_, { value, source, standing }) => {
  expect(source).toMatch(/^https:\/\/docs\.cloud\.google\.com\/monitoring\//);
  expect(['published', 'reported']).toContain(standing);
  expect(value.delaySeconds).toBeGreaterThan(0);
  expect(Object.values(RESOURCES).map((resource): unknown => resource.value)).toContain(value.resource);
});
