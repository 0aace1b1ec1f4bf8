import type { Amount, Keyed, Name, Text } from './common';

/** Who is told, and when. Thresholds are derived from the declared numbers; only their margins are set here. */
export interface Monitoring {
  /** Where notifications go, keyed by name. */
  readonly channels: Keyed<Name, Channel>;

  /** Margins of the derived thresholds. */
  readonly margins?: Margins;
}

/** A notification channel. */
export interface Channel {
  /** `email`, or the path of a channel that exists: others carry secrets, which do not belong here. */
  readonly type: 'email' | 'existing';
  /** The address, or `projects/<project>/notificationChannels/<id>`. */
  readonly address: Text;
  /** `critical` pages; `warning` does not. A channel may get both. */
  readonly severities: readonly ('critical' | 'warning')[];
}

/** Shares and times at which alerts fire. */
export interface Margins {
  /**
   * Percent of the usable connections that warn.
   * @default 80
   */
  readonly connectionsWarningPercent?: Amount;
  /**
   * Percent of the usable connections that page.
   * @default 90
   */
  readonly connectionsCriticalPercent?: Amount;
  /**
   * Percent of a connector's declared throughput.
   * @default 70
   */
  readonly connectorPercent?: Amount;
  /**
   * Seconds that opening a connection may take at the 95th percentile.
   * @default 25
   */
  readonly connectionSeconds?: Amount;
  /**
   * Seconds that a startup phase may take at the 95th percentile.
   * @default 45
   */
  readonly startupPhaseSeconds?: Amount;
  /**
   * Percent of answers that may be 5xx.
   * @default 5
   */
  readonly errorPercent?: Amount;
}
