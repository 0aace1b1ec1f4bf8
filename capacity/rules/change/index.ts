import type { Rule } from '../rule';
import { blockedReplace } from './blocked-replace';
import { replacesConnector } from './replaces-connector';
import { replacesData } from './replaces-data';
import { restartsDatabase } from './restarts-database';
import { severalOperations } from './several-operations';
import { silentlyKeptValue } from './silently-kept-value';
import { unsafeTransition } from './unsafe-transition';

/** Rules of the area `change`, in the order of reports. They are silent without a base. */
export const CHANGE_RULES: readonly Rule[] = [
  unsafeTransition,
  replacesData,
  replacesConnector,
  blockedReplace,
  restartsDatabase,
  severalOperations,
  silentlyKeptValue,
];
