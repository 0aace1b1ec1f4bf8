import { TerraformElement, type TerraformResource, type TerraformResourceLifecycle } from 'cdktf';
import type { Ownership } from '../capacity/declaration';

/**
 * An import block: the first apply adopts the resource; later ones do nothing.
 *
 * cdktf's own `importFrom` runs `terraform version` during synthesis, once a resource. Checking a declaration
 * must not need Terraform, so the block is written here.
 */
class ImportBlock extends TerraformElement {
  constructor(
    private readonly resource: TerraformResource,
    private readonly importId: string,
  ) {
    super(resource, 'import');
  }

  override toTerraform(): unknown {
    const { terraformResourceType, friendlyUniqueId } = this.resource;
    return { import: [{ to: `${terraformResourceType}.${friendlyUniqueId}`, id: this.importId }] };
  }
}

/** Adds an import block where the resource is imported. */
export function adopt<T extends TerraformResource>(ownership: Ownership, resource: T, importId: string): T {
  if (ownership === 'imported') new ImportBlock(resource, importId);
  return resource;
}

/** What `lifecycleOf` is told of a resource. */
export interface Lifecycle {
  readonly ownership: Ownership;
  readonly preventDestroy: boolean;
  /** Arguments that somebody else changes after creation, whoever owns the resource. */
  readonly ignored?: readonly string[];
  /** Arguments of an imported resource that the declaration does not name: they keep their live values. */
  readonly kept?: readonly string[];
}

/** Lifecycle of a resource; `undefined` where Terraform's own applies. */
export function lifecycleOf(lifecycle: Lifecycle): TerraformResourceLifecycle | undefined {
  const { ownership, preventDestroy, ignored = [], kept = [] } = lifecycle;
  const ignoreChanges = [...new Set([...ignored, ...(ownership === 'imported' ? kept : [])])].sort();
  if (!preventDestroy && ignoreChanges.length === 0) return undefined;
  return {
    ...(preventDestroy && { preventDestroy }),
    ...(ignoreChanges.length > 0 && { ignoreChanges }),
  };
}
