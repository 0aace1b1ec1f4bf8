import { CHANGE_RULES } from './change';
import { CONNECTIONS_RULES } from './connections';
import { CONNECTOR_RULES } from './connector';
import { DATABASE_RULES } from './database';
import { EGRESS_RULES } from './egress';
import { INGRESS_RULES } from './ingress';
import { MONITORING_RULES } from './monitoring';
import { REDIS_RULES } from './redis';
import type { Rule } from './rule';
import { RUN_RULES } from './run';
import { STARTUP_RULES } from './startup';

/** Every rule, in the order of reports. */
export const RULES: readonly Rule[] = [
  ...CONNECTIONS_RULES,
  ...DATABASE_RULES,
  ...CONNECTOR_RULES,
  ...EGRESS_RULES,
  ...RUN_RULES,
  ...STARTUP_RULES,
  ...REDIS_RULES,
  ...INGRESS_RULES,
  ...MONITORING_RULES,
  ...CHANGE_RULES,
];
