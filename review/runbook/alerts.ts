import { block, blocks, resourcesOf, type Block } from '../../terraform/resources';
import { text } from './resources';

/** An alert policy as it is deployed. */
export interface DeployedAlert {
  readonly title: string;
  readonly severity: string;
  /** One line a condition: `above 72 for 300 s`. */
  readonly conditions: readonly string[];
  /** What to do, in Markdown. */
  readonly documentation: string;
}

/** Alert policies of synthesized Terraform: what pages first, then by title. */
export function deployedAlerts(configuration: unknown): readonly DeployedAlert[] {
  return resourcesOf(configuration, 'google_monitoring_alert_policy')
    .map((policy) => ({
      title: text(policy['display_name']),
      severity: text(policy['severity']).toLowerCase(),
      conditions: blocks(policy['conditions']).map(conditionText),
      documentation: text(block(policy['documentation'])['content']),
    }))
    .sort((a, b) => a.severity.localeCompare(b.severity) || a.title.localeCompare(b.title));
}

function conditionText(condition: Block): string {
  const threshold = block(condition['condition_threshold'] ?? condition['condition_absent']);
  const name = text(condition['display_name']);
  const value = threshold['threshold_value'];
  if (value === undefined) return name;
  const side = threshold['comparison'] === 'COMPARISON_LT' ? 'below' : 'above';
  const horizon = block(threshold['forecast_options'])['forecast_horizon'];
  const forecast = horizon === undefined ? '' : `, forecast within ${text(horizon)}`;
  return `${name}: ${side} ${typeof value === 'number' ? value : JSON.stringify(value)} for ${text(threshold['duration'])}${forecast}`;
}
