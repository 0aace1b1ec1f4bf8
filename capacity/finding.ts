import type { MomentName } from './moments';
import type { Term } from './terms';

/** `error` blocks, `warning` does not, `info` reports. */
export type Severity = 'error' | 'warning' | 'info';

/** A value of a declaration that an edit replaces. */
export type EditValue = string | number | boolean | readonly string[];

/** An edit that may make a finding go away; it is offered only after an evaluation has proven it. */
export interface Knob {
  /** Environment that declares it, where it is not the finding's. */
  readonly environment?: string;
  /** Path within the environment, such as `services.backend.maxInstances`. */
  readonly path: string;
  /** The value in force, also where it is a default that the declaration does not write. */
  readonly from: EditValue | undefined;
  /** A value to try (`null` leaves the field out), or a direction to search in. */
  readonly to:
    | { readonly value: EditValue | null }
    | { readonly lowerTo: number }
    | { readonly raiseTo: number; readonly step?: number };
  /** Edits that make sense only with it, where it has a value to try. */
  readonly together?: readonly Pick<Edit, 'path' | 'from' | 'to'>[];
}

/** A number of a declaration. */
export interface Place {
  /** Environment that declares it, where it is not the finding's. */
  readonly environment?: string;
  readonly path: string;
  /** `undefined` where it is not set. */
  readonly value: unknown;
}

/** What a rule reports; `evaluate` makes a finding of it. */
export interface Violation {
  /** Overrides the rule's severity. */
  readonly severity?: Severity;
  /** Path of what is wrong, such as `databases.main` or `services.backend`. */
  readonly subject: string;
  /** The number to look at first. */
  readonly at?: Place;
  readonly owner?: string | undefined;
  /** One line with the numbers that collide. */
  readonly headline: string;
  /** Overrides the rule's own, where the numbers make it plainer. */
  readonly why?: string;
  readonly terms?: readonly Term[];
  /** How far over, where that can be measured: a comparison blocks only what got worse. */
  readonly excess?: number;
  /** Connections that come with each one more of what has no bound, at the worst moment. */
  readonly growth?: number;
  /** Whether it rests on a number that nobody knows: a comparison cannot say that it is not worse. */
  readonly isUnknown?: boolean;
  /** The budget behind it, for what a fix leaves. */
  readonly budget?: { readonly id: string; readonly moments: readonly MomentName[] };
  readonly knobs?: readonly Knob[];
}

/** One edit of a fix. */
export interface Edit {
  readonly environment: string;
  readonly path: string;
  /** `null` where the field is not written. */
  readonly from: EditValue | null;
  /** `null` leaves the field out. */
  readonly to: EditValue | null;
}

/** An edit that makes the finding go away, proven by evaluating it. */
export interface Fix extends Edit {
  /** Connections that are left after it at the finding's worst moment; `null` where nothing is counted. */
  readonly leaves: number | null;
  /** What applying it does. */
  readonly effect: string;
  /** Edits that must be made with it. */
  readonly together?: readonly Edit[];
}

/** A rule's complaint about one subject. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly environment: string;
  readonly subject: string;
  readonly at?: Place;
  readonly owner?: string;
  readonly headline: string;
  readonly terms: readonly Term[];
  readonly why: string;
  readonly fixes: readonly Fix[];
  /** Page of the rule. */
  readonly docs: string;
  readonly excess?: number;
  readonly growth?: number;
  readonly isUnknown?: true;
  /** An error that only warns here; `note` says why. */
  readonly isLowered?: true;
  /** It stood in the baseline, and is not worse. */
  readonly inBaseline?: true;
  readonly budget?: Violation['budget'];
  readonly knobs: readonly Knob[];
  /** Why it does not block although its rule's severity is higher; that the search for fixes ended early. */
  readonly note?: string;
  /** The acknowledgement that accepts it. */
  readonly acknowledgedBy?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

/** Identity of a finding over two evaluations. */
export function findingKey({
  environment,
  rule,
  subject,
}: Pick<Finding, 'environment' | 'rule' | 'subject'>): string {
  return `${environment}\n${rule}\n${subject}`;
}
