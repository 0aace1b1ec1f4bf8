import { declare, ENVIRONMENT, SERVICE, withFields } from '../declare';
import type { ChangeExamples } from '../rule-pages';

/** A comparison of `ENVIRONMENT`, with some fields, and of the same with others. */
export const changing = (
  live: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, unknown>>,
): ChangeExamples[string] => {
  const base = withFields(live, declare(ENVIRONMENT));
  return { base, declaration: withFields(fields, base) };
};

/** Old fleet 5 × 6 = 30, new fleet 10 × 1 = 10; usable 90 and then 20. */
const LOWERED = changing(
  { 'services.api.maxInstances': 5 },
  {
    'databases.main.maxConnections': 30,
    'services.api.pools.main.size': 1,
    'services.api.pools.main.maxOverflow': 0,
  },
);

const REPLICA = { ...ENVIRONMENT.databases.main, replicaOf: 'main' } as const;

/** A change that each rule of `change` has something to say about; its page shows the output. */
export const CHANGE_EXAMPLES: ChangeExamples = {
  'change/unsafe-transition': LOWERED,
  'change/replaces-data': changing(
    { 'databases.main.deletionProtection': false },
    { 'databases.main.region': 'us-east1' },
  ),
  'change/replaces-connector': changing(
    { 'connectors.path.minInstances': 3, 'connectors.path.maxInstances': 5 },
    { 'connectors.path.minInstances': 2 },
  ),
  'change/blocked-replace': changing(
    { 'services.web': { ...SERVICE, pools: {} } },
    { 'services.web': undefined, 'services.api.maxInstances': 3 },
  ),
  'change/restarts-database': changing({}, { 'databases.main.maxConnections': 120 }),
  'change/several-operations': changing(
    { 'databases.replica': REPLICA },
    {
      'databases.main.version': 'POSTGRES_18',
      'databases.main.maxConnections': 120,
      'databases.replica.maxConnections': 120,
    },
  ),
  'change/silently-kept-value': changing(
    { 'databases.main.ownership': 'imported' },
    { 'databases.main.edition': undefined },
  ),
};
