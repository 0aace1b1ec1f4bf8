import { ShapeError } from '../../capacity/shape';
import { isObject, own } from '../json';

/** A JSON document of Terraform, by what it is of. */
export interface Document {
  readonly kind: 'plan' | 'state' | 'configuration';
  readonly value: Readonly<Record<string, unknown>>;
}

const WANTED = 'needed is the output of terraform show -json, or cdk.tf.json';

/**
 * Says what a document of Terraform is.
 *
 * @param file - what messages call it
 * @throws ShapeError where it is none that can be read, with what to run instead
 */
export function documentOf(value: unknown, file: string): Document {
  const refuse = (problem: string): never => {
    throw new ShapeError(file, '', problem);
  };
  if (!isObject(value)) return refuse(`given ${kindOf(value)}; ${WANTED}`);
  if (isStateFile(value))
    return refuse(
      `is a state file (version ${versionText(own(value, 'version'))}), which is Terraform's own; run terraform show -json in its folder, and review the output`,
    );
  const format = own(value, 'format_version');
  if (format !== undefined) {
    if (typeof format !== 'string' || !/^1\.\d{1,4}$/.test(format))
      return refuse(
        `format_version: given ${versionText(format)}; allowed is 1.x: run terraform show -json with Terraform 1.1 or later`,
      );
    const kind = ['planned_values', 'resource_changes', 'configuration'].some((key) => key in value)
      ? 'plan'
      : 'state';
    checkParts(value, kind, refuse);
    return { kind, value };
  }
  if (['resource', 'data', 'terraform'].some((key) => isObject(own(value, key)))) {
    for (const part of ['resource', 'data'])
      if (own(value, part) !== undefined && !isObject(own(value, part)))
        refuse(`${part}: given ${kindOf(own(value, part))}; needed is an object of resource types`);
    return { kind: 'configuration', value };
  }
  return refuse(`is no plan, state or configuration of Terraform; ${WANTED}`);
}

function checkParts(
  value: Readonly<Record<string, unknown>>,
  kind: 'plan' | 'state',
  refuse: (problem: string) => never,
): void {
  const objects =
    kind === 'plan' ? (['planned_values', 'configuration', 'prior_state'] as const) : (['values'] as const);
  for (const part of objects) {
    const given = own(value, part) ?? undefined;
    if (given !== undefined && !isObject(given))
      refuse(`${part}: given ${kindOf(given)}; needed is an object`);
  }
  const changes = own(value, 'resource_changes') ?? undefined;
  if (changes !== undefined && !Array.isArray(changes))
    refuse(`resource_changes: given ${kindOf(changes)}; needed is a list`);
}

/** Terraform's own state has a serial number and a lineage beside the version of its format. */
function isStateFile(value: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof own(value, 'version') === 'number' &&
    ['serial', 'lineage', 'terraform_version', 'modules'].some((key) => key in value)
  );
}

function versionText(version: unknown): string {
  return typeof version === 'number' || typeof version === 'string'
    ? JSON.stringify(version).slice(0, 20)
    : kindOf(version);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
