import { withField, withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

/** 5 attempts of 5 s with at least half of 0.5 + 1 + 2 + 4 s between them: 28.75 s. */
export const RESILIENCE = {
  attempts: 5,
  initialBackoffSeconds: 0.5,
  maxBackoffSeconds: 8,
  breakerFailures: 5,
  breakerOpenSeconds: 30,
};

/** A declaration that each rule of `startup` refuses; its page shows the output. */
export const STARTUP_EXAMPLES: RuleExamples = {
  'startup/network-warm-up': withFields({
    'network.subnets': { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/26' } },
    'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
    'services.api.startup.databaseDeadlineSeconds': 30,
  }),
  'startup/retry-span': withFields({
    'network.subnets': { direct: { ownership: 'managed', ipCidrRange: '10.9.0.0/26' } },
    'services.api.egress': { kind: 'direct-vpc', subnet: 'direct' },
    'services.api.resilience': RESILIENCE,
  }),
  'startup/deadline-chain': withFields({
    'services.api.pools.main': { database: 'main', driver: 'hikaricp', size: 40 },
    'services.api.startup.databaseDeadlineSeconds': 10,
  }),
  'startup/connect-timeout': withFields({
    'services.api.startup.connectTimeoutSeconds': 30,
    'services.api.startup.databaseDeadlineSeconds': 30,
  }),
  'startup/pool-timeout': withField('services.api.pools.main.poolTimeoutSeconds', 3),
  'startup/probe-window': withFields({
    'services.api.startup.migrationSeconds': 45,
    'services.api.startup.probe': { periodSeconds: 10, failureThreshold: 3 },
  }),
  'startup/probe-limits': withField('services.api.startup.probe', {
    periodSeconds: 10,
    failureThreshold: 30,
  }),
  'startup/probe-proves-database': withField('services.api.startup.path', undefined),
};
