import type { Amount, Keyed, Name } from './common';
import type { MarginName } from '../margins';

/** Who is told, and when. Thresholds are derived from the declared numbers; only their margins are set here. */
export interface Monitoring {
  /** Where notifications go, keyed by name. */
  readonly channels: Keyed<Name, Channel>;

  /** Shares and times at which alerts fire, where they differ here; see `docs/assumptions.md`. */
  readonly margins?: Readonly<Partial<Record<MarginName, Amount>>>;
}

/**
 * Where notifications go.
 * @discriminator type
 */
export type Channel = EmailChannel | ExistingChannel;

/** An address that this stack makes a channel of. */
export interface EmailChannel {
  /** An email address. */
  readonly type: 'email';
  /**
   * The address.
   * @title an email address
   * @pattern ^[^\s@]+@[^\s@]+$
   */
  readonly address: string;
  /**
   * What is sent there: `critical` pages, `warning` does not.
   * @minItems 1
   * @uniqueItems true
   */
  readonly severities: readonly AlertSeverity[];
}

/** A channel that exists: pagers and chat rooms carry tokens, which do not belong into a declaration. */
export interface ExistingChannel {
  /** A channel that exists. */
  readonly type: 'existing';
  /**
   * Its path.
   * @title a path such as projects/example/notificationChannels/1234567890
   * @pattern ^projects/[^/\s]+/notificationChannels/[^/\s]+$
   */
  readonly channel: string;
  /**
   * What is sent there: `critical` pages, `warning` does not.
   * @minItems 1
   * @uniqueItems true
   */
  readonly severities: readonly AlertSeverity[];
}

/** How loud an alert is. */
export type AlertSeverity = 'critical' | 'warning';
