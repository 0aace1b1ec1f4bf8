import type { Knob } from '../finding';
import { entryOf } from '../google-cloud/fact';
import {
  CONNECTOR_INSTANCES,
  CONNECTOR_MACHINE_TYPES,
  CONNECTOR_THROUGHPUT,
} from '../google-cloud/vpc-access';
import { connectorMbps } from '../network-path';
import type { DeclaredConnector } from './declared-connectors';

const DEFAULT_TYPE = 'e2-micro';

/** `200 Mbps at 2 × e2-micro`, `300 Mbps`. */
export function capacityText({ connector }: DeclaredConnector, at: 'min' | 'max'): string {
  const instances = at === 'min' ? connector.minInstances : connector.maxInstances;
  const mbps = `${connectorMbps(connector)[at]} Mbps`;
  return connector.throughput ? mbps : `${mbps} at ${instances} × ${connector.machineType ?? DEFAULT_TYPE}`;
}

/** Edits that make a connector carry more at its minimum or its maximum; raising instances happens in place. */
export function capacityKnobs(
  { path, connector, ours }: DeclaredConnector,
  at: 'min' | 'max',
): readonly Knob[] {
  if (!ours) return [];
  const { throughput, machineType = DEFAULT_TYPE, minInstances, maxInstances } = connector;
  if (throughput) {
    const { min, max, step } = CONNECTOR_THROUGHPUT.value;
    const most = at === 'max' ? max.to : Math.min(min.to, (throughput.maxMbps ?? max.to) - step);
    const from = at === 'max' ? throughput.maxMbps : throughput.minMbps;
    return [{ path: `${path}.throughput.${at}Mbps`, from, to: { raiseTo: most, step } }];
  }
  const { min, max } = CONNECTOR_INSTANCES.value;
  const most = at === 'max' ? max.to : Math.min(min.to, (maxInstances ?? max.to) - 1);
  const larger = Object.entries(CONNECTOR_MACHINE_TYPES.value)
    .filter(([, mbps]) => mbps > (entryOf(CONNECTOR_MACHINE_TYPES.value, machineType) ?? Infinity))
    .map(([type]): Knob => ({ path: `${path}.machineType`, from: machineType, to: { value: type } }));
  return [
    {
      path: `${path}.${at}Instances`,
      from: at === 'max' ? maxInstances : minInstances,
      to: { raiseTo: most },
    },
    ...larger,
  ];
}
