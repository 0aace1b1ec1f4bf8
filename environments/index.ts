import type { Declaration } from '../capacity/declaration';
import { staging } from './staging';

/** Every environment, in the order of reports. */
export const declaration = {
  schemaVersion: 1,
  environments: { staging },
} as const satisfies Declaration;
