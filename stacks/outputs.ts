import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** An output by name; left out where it has nothing to say. */
export function output(
  scope: Construct,
  name: string,
  description: string,
  value: Readonly<Record<string, unknown>> | string,
): void {
  if (typeof value === 'object' && Object.keys(value).length === 0) return;
  new TerraformOutput(scope, name, { value, description, staticId: true });
}
