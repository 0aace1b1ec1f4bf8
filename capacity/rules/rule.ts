import type { Severity, Violation } from '../finding';
import type { EnvironmentModel, Model } from '../model';

/** One rule: a pure function of the model. Its file is `<area>/<rule>.ts`, its page `docs/rules/<area>/<rule>.md`. */
export interface Rule {
  /** `<area>/<rule>`; never reused. */
  readonly id: string;
  /** The severity of its violations, where they do not say otherwise. */
  readonly severity: Severity;
  /** One line for the catalogue. */
  readonly summary: string;
  /** The failure that it pre-empts. */
  readonly why: string;
  readonly check: (environment: EnvironmentModel, model: Model) => readonly Violation[];
}
