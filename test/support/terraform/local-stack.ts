import type { EnvironmentResult } from '../../../capacity/evaluate';
import type { EnvironmentModel } from '../../../capacity/model';
import { parse, synthesizeResult, type Synthesized } from '../../stacks/support';

/** A synthesized stack that can be planned where there is neither its state nor its live resources. */
export interface LocalStack {
  readonly name: string;
  readonly model: EnvironmentModel;
  /** Its state lies in the working folder, not in a bucket or at HCP Terraform; nothing is imported. */
  readonly configuration: Synthesized;
  /** Its import blocks, which need what they import. */
  readonly imports: readonly { readonly to: string }[];
}

export function localStack(result: EnvironmentResult): LocalStack {
  const { import: imports = [], ...stack } = parse(synthesizeResult(result));
  const { backend: _backend, cloud: _cloud, ...terraform } = stack.terraform;
  return {
    name: result.name,
    model: result.model,
    configuration: { ...stack, terraform },
    imports: imports.map(({ to, ...block }) => ({ ...block, to: to as string })),
  };
}

/** Address of every resource that Terraform is to make. */
export function addressesOf({ resource = {} }: Synthesized): readonly string[] {
  return Object.entries(resource)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();
}
