import { isObject, own } from '../json';
import { isWritten } from './expressions';
import type { Resource } from './resource';

/** In place of a value that only an apply tells. */
export const UNKNOWN = Symbol('known after apply');

/** A value that only an apply tells. */
export type Unknown = typeof UNKNOWN;

/** Steps from a resource to one of its values. */
export type Steps = readonly (string | number)[];

const EXPRESSION = /[$%]\{/;

/**
 * A place in a resource: its value, and whether only an apply tells it. Nested blocks are lists of one in Terraform's
 * JSON, so a step by name goes into the first of a list. Whatever the JSON has there, no step throws.
 */
export class View {
  constructor(
    readonly resource: Resource,
    readonly value: unknown,
    private readonly mask: unknown,
    // Linked, and not a list: a plan has millions of places, and hardly any is asked for its steps.
    private readonly parent?: View,
    private readonly key: string | number = '',
  ) {}

  /** Steps from the resource. */
  get steps(): Steps {
    return this.parent ? [...this.parent.steps, this.key] : [];
  }

  /** The place further down. */
  at(...steps: Steps): View {
    return steps.reduce<View>((view, step) => view.step(step), this);
  }

  /** The blocks of a list, or the one of an object. */
  list(): readonly View[] {
    const { value, mask } = this;
    if (Array.isArray(value)) return value.map((_, index) => this.child(index));
    if (Array.isArray(mask) && value === undefined) return mask.map((_, index) => this.child(index));
    return isObject(value) ? [this] : [];
  }

  /**
   * Whether only an apply tells it. What nobody writes, and the API fills in, is not set: its default is known, and
   * that it is not chosen is what matters.
   */
  get isUnknown(): boolean {
    if (typeof this.value === 'string' && this.isExpression(this.value)) return true;
    return this.mask === true && isWritten(this.resource, this.steps);
  }

  /** Whether something is written there. */
  get isSet(): boolean {
    return this.isUnknown || (this.value !== undefined && this.value !== null && this.value !== '');
  }

  /** A text; numbers and switches as they are written. */
  text(): string | Unknown | undefined {
    const { value } = this;
    if (this.isUnknown) return UNKNOWN;
    if (typeof value === 'string') return value === '' ? undefined : value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** A text that is known. */
  known(): string | undefined {
    const text = this.text();
    return text === UNKNOWN ? undefined : text;
  }

  /** A switch, also one that is written as a text. */
  flag(): boolean | Unknown | undefined {
    const text = this.text();
    if (text === UNKNOWN || text === undefined) return text;
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  private step(step: string | number): View {
    if (typeof step === 'string' && (Array.isArray(this.value) || Array.isArray(this.mask)))
      return this.child(0).step(step);
    return this.child(step);
  }

  private child(step: string | number): View {
    const mask = this.mask === true || this.mask === undefined ? this.mask : own(this.mask, step);
    return new View(this.resource, own(this.value, step), mask, this, step);
  }

  /** Only a configuration has expressions in its texts; a value of a plan may contain `${`. */
  private isExpression(text: string): boolean {
    return this.resource.isConfiguration && EXPRESSION.test(text);
  }
}
