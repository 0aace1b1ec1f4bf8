import { connectorMbps } from '../../capacity/network-path';

describe('what a connector carries', () => {
  test.each([
    [
      { machineType: 'f1-micro', minInstances: 2, maxInstances: 10 },
      { min: 100, max: 500 },
    ],
    [
      { minInstances: 2, maxInstances: 10 },
      { min: 200, max: 1000 },
    ],
    [
      { machineType: 'e2-standard-4', minInstances: 2, maxInstances: 10 },
      { min: 3200, max: 16_000 },
    ],
    [{ throughput: { minMbps: 300, maxMbps: 900 } }, { min: 300, max: 900 }],
    [{ machineType: 'e2-micro', throughput: { minMbps: 300 } }, { min: 300 }],
  ])('%j: %j Mbps', (size, mbps) => {
    expect(connectorMbps({ ownership: 'managed', ...size })).toEqual(mbps);
  });

  test.each([
    ['no size', {}],
    ['two sizes', { minInstances: 10, maxInstances: 100, throughput: { minMbps: 500, maxMbps: 2000 } }],
    [
      'a machine type that does not exist',
      { machineType: 'e2-standard-8', minInstances: 2, maxInstances: 3 },
    ],
    [
      'the same with throughput',
      { machineType: 'e2-standard-8', throughput: { minMbps: 500, maxMbps: 1000 } },
    ],
  ])('is not known with %s', (_, size) => {
    const { min, max } = connectorMbps({ ownership: 'managed', ...size });
    expect([min, max]).toEqual([undefined, undefined]);
  });
});
