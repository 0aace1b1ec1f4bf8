import type { TerraformElement } from 'cdktf';

/**
 * Gives an element a Terraform address that people can read and type, such as
 * `google_cloud_run_v2_service.backend`, instead of one with a hash of the construct tree. It also keeps the
 * address when a construct moves, so that a refactoring here replaces nothing there.
 *
 * Keys have no underscore, so joining them with one keeps two resources of a type apart.
 */
export function named<T extends TerraformElement>(element: T, ...keys: readonly string[]): T {
  element.overrideLogicalId(keys.join('_'));
  return element;
}
