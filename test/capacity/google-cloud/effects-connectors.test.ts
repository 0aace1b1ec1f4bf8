import { effectOf } from '../../../capacity/google-cloud/effects';

const REPLACES =
  'REPLACES the connector: every service on it loses its private path until it is back; prevent_destroy stops the plan';
const never = (value: number) => `replaces nothing: the API never accepted ${value}`;

test.each([
  ['maxInstances', 10, 9, REPLACES],
  ['maxInstances', 11, 10, never(11)],
  ['maxInstances', 3, 4, 'in place'],
  ['maxInstances', 2, 3, never(2)],
  ['minInstances', 9, 8, REPLACES],
  ['minInstances', 10, 9, never(10)],
  ['minInstances', 1, 2, never(1)],
  ['minInstances', undefined, 2, 'in place'],
  ['throughput.maxMbps', 1000, 900, REPLACES],
  ['throughput.maxMbps', 1100, 1000, never(1100)],
  ['throughput.minMbps', 200, 300, REPLACES],
  ['throughput.minMbps', 250, 300, never(250)],
  ['region', 'us-central1', 'us-east1', REPLACES],
  ['machineType', 'e2-standard-8', 'e2-standard-4', 'in place'],
])('%s of a connector from %s to %s', (field, from, to, text) => {
  expect(effectOf(`connectors.path.${field}`, from, to).text).toBe(text);
});
