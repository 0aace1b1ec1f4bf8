import { NAMED, type Behavior, type Behaviors } from './behavior';
import { CLOUD_RUN } from './cloud-run';
import { CLOUD_SQL } from './cloud-sql';
import { MEMORYSTORE } from './memorystore';
import { NETWORK } from './network';
import { SECRET_MANAGER } from './secret-manager';

const LISTED: Behaviors = { ...CLOUD_RUN, ...CLOUD_SQL, ...MEMORYSTORE, ...NETWORK, ...SECRET_MANAGER };

/** What a resource does; one that is not listed is replaced with its name or project, and has no defaults. */
export function behaviorOf(type: string): Behavior {
  return LISTED[type] ?? { replaces: NAMED };
}
