import type { Environment } from '../capacity/declaration';
import type { EnvironmentModel } from '../capacity/model';

/** What every construct of a stack needs to know. */
export interface StackContext {
  readonly name: string;
  readonly model: EnvironmentModel;
  readonly environment: Environment;
  readonly project: string;
  readonly region: string;
  /** Project that owns the VPC network: the environment's own, unless the network is a Shared VPC. */
  readonly hostProject: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Refuse to destroy what cannot be brought back as it was. Off in a sandbox, which is thrown away. */
  readonly protect: boolean;
}

/** The context of an environment. */
export function contextOf(name: string, model: EnvironmentModel): StackContext {
  const environment = model.declared;
  return {
    name,
    model,
    environment,
    project: environment.project,
    region: environment.region,
    hostProject: environment.network.hostProject ?? environment.project,
    labels: { ...environment.labels, 'managed-by': 'capacity-stack' },
    protect: !environment.sandbox,
  };
}
