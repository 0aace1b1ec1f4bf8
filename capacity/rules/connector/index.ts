import type { Rule } from '../rule';
import { addressRange } from './address-range';
import { instanceBounds } from './instance-bounds';
import { machineType } from './machine-type';
import { nameLength } from './name-length';
import { preScaling } from './pre-scaling';
import { region } from './region';
import { throughput } from './throughput';
import { throughputBounds } from './throughput-bounds';

/** Rules of the area `connector`, in the order of reports. */
export const CONNECTOR_RULES: readonly Rule[] = [
  instanceBounds,
  throughputBounds,
  machineType,
  nameLength,
  addressRange,
  region,
  throughput,
  preScaling,
];
