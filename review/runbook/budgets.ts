import { block, blocks, resourcesOf, type Block } from '../../terraform/resources';
import { text } from './resources';

/** What the deployed container settings let a service open on a database. */
export interface DeployedDemand {
  /** `project:region:instance`. */
  readonly database: string;
  readonly service: string;
  /** Instances × processes × pool: `4 × 1 × (4 + 2)`. */
  readonly formula: string;
  readonly connections: number;
}

/** What the Terraform gives each service: most instances × processes × its pool settings, by database. */
export function deployedDemands(configuration: unknown): readonly DeployedDemand[] {
  return resourcesOf(configuration, 'google_cloud_run_v2_service').flatMap((service) => {
    const template = block(service['template']);
    const instances = Number(block(template['scaling'])['max_instance_count']);
    const variables = variablesOf(block(template['containers']));
    const processes = Number(variables.get('DB_PROCESSES') ?? NaN);
    return [...variables]
      .filter(([name]) => name.endsWith('DB_CONNECTION_NAME'))
      .flatMap(([name, database]) => {
        const prefix = name.slice(0, -'DB_CONNECTION_NAME'.length);
        const size = Number(variables.get(`${prefix}DB_POOL_SIZE`) ?? NaN);
        const overflow = Number(variables.get(`${prefix}DB_MAX_OVERFLOW`) ?? 0);
        const connections = instances * processes * (size + overflow);
        // A renamed setting cannot be told from the application's own variables.
        if (Number.isNaN(connections)) return [];
        const formula = `${instances} × ${processes} × (${size} + ${overflow})`;
        return [{ database, service: text(service['name']), formula, connections }];
      });
  });
}

/** `max_connections` of a database instance; `undefined` where the tier decides. */
export function deployedLimit(instance: Block): number | undefined {
  const flags = blocks(block(instance['settings'])['database_flags']);
  const limit = flags.find(({ name }) => name === 'max_connections')?.['value'];
  return limit === undefined ? undefined : Number(limit);
}

function variablesOf(container: Block): ReadonlyMap<string, string> {
  return new Map(
    blocks(container['env']).map((variable) => [text(variable['name']), text(variable['value'])]),
  );
}
