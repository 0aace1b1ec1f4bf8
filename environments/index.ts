import type { Declaration } from '../capacity/declaration';
import { production } from './production';
import { staging } from './staging';

/** Every environment, in the order of reports. */
export const declaration = {
  schemaVersion: 1,
  environments: { staging, production },
} as const satisfies Declaration;
