import type { Rule } from '../rule';
import { availabilityPrerequisites } from './availability-prerequisites';
import { diskSize } from './disk-size';
import { editionTier } from './edition-tier';
import { logRetention } from './log-retention';
import { maxConnectionsRange } from './max-connections-range';
import { memoryFit } from './memory-fit';
import { nameLength } from './name-length';
import { replicaLimits } from './replica-limits';
import { reservedSlots } from './reserved-slots';
import { tierShape } from './tier-shape';

/** Rules of the area `database`, in the order of reports. */
export const DATABASE_RULES: readonly Rule[] = [
  tierShape,
  editionTier,
  maxConnectionsRange,
  reservedSlots,
  memoryFit,
  replicaLimits,
  availabilityPrerequisites,
  logRetention,
  diskSize,
  nameLength,
];
