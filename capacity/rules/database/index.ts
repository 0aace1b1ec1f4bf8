import type { Rule } from '../rule';
import { availabilityPrerequisites } from './availability-prerequisites';
import { diskSize } from './disk-size';
import { editionTier } from './edition-tier';
import { iamFlag } from './iam-flag';
import { logRetention } from './log-retention';
import { maxConnectionsRange } from './max-connections-range';
import { memoryFit } from './memory-fit';
import { nameLength } from './name-length';
import { replicaLimits } from './replica-limits';
import { reservedSlots } from './reserved-slots';
import { tierShape } from './tier-shape';
import { version } from './version';

/** Rules of the area `database`, in the order of reports. */
export const DATABASE_RULES: readonly Rule[] = [
  version,
  tierShape,
  editionTier,
  maxConnectionsRange,
  reservedSlots,
  iamFlag,
  memoryFit,
  replicaLimits,
  availabilityPrerequisites,
  logRetention,
  diskSize,
  nameLength,
];
