import type { AlertSeverity, Environment } from '../declaration';
import { effectOf } from '../google-cloud/effects';
import { ALERT_POLICY } from '../google-cloud/monitoring';
import type { Margins } from '../margins';
import type { EnvironmentModel } from '../model';
import { getPath } from '../paths';
import type { LogMetrics } from './log-lines';
import type { Place } from './queries';
import type { Query } from './query';

/** How fast an objective's failures use up what may fail; 1 is exactly as fast as allowed. */
export interface Burn {
  /** Path of the objective. */
  readonly objective: string;
  readonly lookbackSeconds: number;
}

/** One comparison of an alert. */
export interface Condition {
  /** Unique within the alert. */
  readonly title: string;
  readonly query: Query | Burn;
  /** What the query is divided by. */
  readonly denominator?: Query;
  readonly comparison: 'above' | 'below';
  readonly threshold: number;
  /** Seconds for which it must hold; a multiple of 60, longer than the metric is late. */
  readonly durationSeconds: number;
  /** Compares what is expected so many seconds ahead. */
  readonly forecastSeconds?: number;
}

/** An alert: who is told of what, and what to do then. */
export interface Alert {
  /** Such as `database-connections-critical`. */
  readonly kind: string;
  /** Key of what it watches, such as `staging-shared-postgres`. */
  readonly name: string;
  /** Path of what it watches, such as `databases.staging-shared-postgres`. */
  readonly subject: string;
  readonly severity: AlertSeverity;
  readonly title: string;
  readonly conditions: readonly Condition[];
  /** Path of the number to turn. */
  readonly knob: string;
  /** Markdown. */
  readonly documentation: string;
}

/** What alerts are made from. */
export interface Watch {
  readonly model: EnvironmentModel;
  readonly environment: Environment;
  readonly margins: Margins;
  readonly logs: LogMetrics;
}

/** What an alert says to who gets it. */
export interface Advice {
  /** What it means, with the declared numbers. */
  readonly meaning: string;
  readonly cause: string;
  /** The first commands to run. */
  readonly commands: readonly [string, string, string];
  /** Path of the number to turn, and which way. */
  readonly knob: string;
  readonly turn: 'raise' | 'lower' | 'set';
  /** What else to know before turning it. */
  readonly caution?: string;
}

/** Makes an alert of its parts. */
export function makeAlert(
  { model, environment }: Watch,
  parts: Omit<Alert, 'documentation' | 'knob'>,
  advice: Advice,
): Alert {
  const value = getPath(environment, advice.knob);
  const shown = typeof value === 'number' || typeof value === 'string' ? ` = ${value}` : ', not written';
  const to = typeof value === 'number' ? value + (advice.turn === 'lower' ? -1 : 1) : undefined;
  const effect = effectOf(advice.knob, value, to).text;
  return {
    ...parts,
    title: `${model.name}: ${parts.name}: ${parts.title}`,
    knob: advice.knob,
    documentation: [
      '## What it means',
      advice.meaning,
      '## Likely cause',
      advice.cause,
      '## Look first',
      `\`\`\`sh\n${advice.commands.join('\n')}\n\`\`\``,
      '## The number to turn',
      `\`${advice.knob}\`${shown}, in the declaration of \`${model.name}\`: ${advice.turn} it. Applied: ${effect}.${advice.caution === undefined ? '' : ` ${advice.caution}`}`,
    ].join('\n\n'),
  };
}

/** A condition on a query. It holds for longer than the metric is late, and for no less than `atLeast` seconds. */
export function above(
  title: string,
  query: Query,
  threshold: number,
  rest: Partial<Pick<Condition, 'denominator' | 'forecastSeconds'>> & { readonly atLeast?: number } = {},
): Condition {
  const { atLeast = 0, ...others } = rest;
  return {
    title,
    query,
    comparison: 'above',
    threshold: Math.round(threshold * 1000) / 1000,
    durationSeconds: durationFor(query.metric.delaySeconds, atLeast),
    ...others,
  };
}

/** The same, for a value that must not fall. */
export function below(title: string, query: Query, threshold: number, atLeast = 0): Condition {
  return { ...above(title, query, threshold, { atLeast }), comparison: 'below' };
}

/** The first whole step that is at least a minute longer than the delay, and no less than asked. */
export function durationFor(delaySeconds: number, atLeast: number): number {
  const { durationStepSeconds: step } = ALERT_POLICY.value;
  return Math.max(Math.ceil(delaySeconds / step) + 1, Math.ceil(atLeast / step)) * step;
}

/** Where a resource of the environment is. */
export function placeOf({ project, region }: Environment, name: string): Place {
  return { project, region, name };
}

/** Fractions of a byte have no meaning. */
export function bytes(gigabytes: number, percent: number): number {
  return Math.round((gigabytes * 2 ** 30 * percent) / 100);
}
