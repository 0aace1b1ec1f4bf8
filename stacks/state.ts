import { CloudBackend, GcsBackend, LocalBackend, NamedCloudWorkspace, type TerraformStack } from 'cdktf';
import type { StackContext } from './context';

/** Configures where Terraform keeps the state. Without this cdktf would write an absolute local path. */
export function configureState(stack: TerraformStack, { name, environment }: StackContext): void {
  const { state } = environment;
  switch (state.backend) {
    case 'gcs':
      new GcsBackend(stack, { bucket: state.bucket, prefix: state.prefix ?? `capacity/${name}` });
      return;
    case 'hcp-terraform':
      new CloudBackend(stack, {
        organization: state.organization,
        workspaces: new NamedCloudWorkspace(state.workspace),
      });
      return;
    case 'local':
      if (!environment.sandbox) {
        throw new Error(
          `environments.${name}.state: local state is lost with the machine and locks nobody out, so only a ` +
            'sandbox may have it. Set sandbox: true, or keep the state in gcs or hcp-terraform.',
        );
      }
      // Terraform runs in cdktf.out/stacks/<name>, which a refused synthesis removes: keep the state out of it.
      new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
  }
}
