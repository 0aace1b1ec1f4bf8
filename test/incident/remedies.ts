import { LARGEST, SMALLEST, type Scene } from './scenes';

const BACKEND = 'services.backend';
const AUTH = 'services.auth';
const DATABASE = 'databases.staging-shared-postgres';

/** The fixture with a connector that can have existed: what every remedy starts from. */
export const AS_IT_WAS: Scene = {
  name: 'the same with the smallest connector that the API accepts',
  standing: 'fact',
  fields: SMALLEST,
};

const POOLS = {
  [`${BACKEND}.pools.main.size`]: 4,
  [`${BACKEND}.pools.main.maxOverflow`]: 2,
  [`${AUTH}.pools.main.size`]: 3,
  [`${AUTH}.pools.main.maxOverflow`]: 1,
};
const SINGLE = { [`${BACKEND}.revisions`]: null };
const INSTANCES = { [`${BACKEND}.maxInstances`]: 4, [`${AUTH}.maxInstances`]: 2 };
const DERIVED = { [`${BACKEND}.startup.databaseDeadlineSeconds`]: null };
const LIMIT_200 = { [`${DATABASE}.maxConnections`]: 200 };
const LIMIT_400 = { [`${DATABASE}.maxConnections`]: 400 };

/** The five remedies that were asked for. */
const FIVE = {
  pools: POOLS,
  limit: LIMIT_400,
  single: SINGLE,
  connector: LARGEST,
  deadlines: DERIVED,
} as const;

/** One remedy at a time. */
export const ONE_REMEDY: readonly Scene[] = [
  { name: 'the fixture, unchanged', standing: 'fact', fields: {} },
  AS_IT_WAS,
  remedy('pools: 4 + 2 and 3 + 1 in place of 20 + 30 and 5 + 10', POOLS),
  remedy('limit: 200, the default of the variable', LIMIT_200),
  remedy('limit: 400', LIMIT_400),
  remedy('single revision: backend-00041 is gone', SINGLE),
  remedy('fewer instances: 4 and 2 in place of 20 and 10', INSTANCES),
  remedy('connector: 9 to 10 e2-standard-4', LARGEST),
  remedy('deadlines: derived', DERIVED),
];

/** The five together, and what is missing without each. */
export const TOGETHER: readonly Scene[] = [
  remedy('all five: pools, limit 400, single revision, connector, deadlines', fiveWithout()),
  remedy('all but the pools', fiveWithout('pools')),
  remedy('all but the limit', fiveWithout('limit')),
  remedy('all but the single revision', fiveWithout('single')),
  remedy('all but the connector', fiveWithout('connector')),
  remedy('all but the deadlines', fiveWithout('deadlines')),
  remedy('fewer instances in place of the limit, as staging is declared now', {
    ...fiveWithout('limit'),
    ...INSTANCES,
  }),
  {
    ...remedy('all five, once the old fleet has been stopped', fiveWithout()),
    parameters: { outgoingPercent: 0 },
  },
];

function fiveWithout(missing?: keyof typeof FIVE): Scene['fields'] {
  const names = Object.keys(FIVE) as (keyof typeof FIVE)[];
  return Object.assign(
    {},
    ...names.filter((name) => name !== missing).map((name) => FIVE[name]),
  ) as Scene['fields'];
}

function remedy(name: string, fields: Scene['fields']): Scene {
  return { name, standing: 'remedy', fields: { ...AS_IT_WAS.fields, ...fields } };
}

/** The first deploy of a remedy: what is live has the incident's numbers still. */
export function firstDeploy({ fields, ...scene }: Scene): Scene {
  const old = (
    service: string,
    size: number,
    maxOverflow: number,
    maxInstances: number,
  ): Scene['fields'] => ({
    [`${service}.outgoing`]: {
      maxInstances,
      pools: {
        main: {
          database: 'staging-shared-postgres',
          driver: 'sqlalchemy',
          size,
          maxOverflow,
          idleTimeoutSeconds: 1800,
        },
      },
    },
  });
  return { ...scene, fields: { ...fields, ...old(BACKEND, 20, 30, 20), ...old(AUTH, 5, 10, 10) } };
}
