import { resourcesOf } from '../../terraform/resources';
import { deployedAlerts, type DeployedAlert } from './alerts';
import { deployedDemands, deployedLimit } from './budgets';
import { operatedResources, projectOf, text } from './resources';
import { capacitySteps } from './steps';

/**
 * The runbook of one environment as Markdown, from synthesized Terraform JSON alone: it lists only what will be
 * deployed.
 */
export function runbook(environment: string, configuration: unknown): string {
  return [
    `# Runbook: ${environment}`,
    '',
    'Rendered from the synthesized Terraform: what stands here is what is deployed.',
    '',
    '## Resources',
    '',
    '| kind | name | command |',
    '| --- | --- | --- |',
    ...operatedResources(configuration).map(
      ({ kind, name, console, command }) => `| ${kind} | [${name}](${console}) | \`${command}\` |`,
    ),
    '',
    ...budgetLines(configuration),
    ...alertLines(deployedAlerts(configuration)),
    '## Change capacity',
    '',
    ...capacitySteps(environment, configuration),
    '',
  ].join('\n');
}

function budgetLines(configuration: unknown): readonly string[] {
  const demands = deployedDemands(configuration);
  const instances = resourcesOf(configuration, 'google_sql_database_instance');
  if (instances.length === 0) return [];
  return [
    '## Connection budgets',
    '',
    'Most instances × processes × pool, as the container settings have it. Jobs, clients from elsewhere and what',
    'the server reserves are not part of the Terraform: `npm run capacity -- check` counts them.',
    '',
    ...instances.flatMap((instance) => {
      const name = text(instance['name']);
      const id = [projectOf(configuration, instance), text(instance['region']), name].join(':');
      const own = demands.filter(({ database }) => database === id);
      const total = own.reduce((sum, { connections }) => sum + connections, 0);
      const limit = deployedLimit(instance) ?? "the tier's default";
      return [
        `### ${name}: ${total} of ${limit} (max_connections)`,
        '',
        ...own.map(({ service, formula, connections }) => `- ${service}: ${formula} = ${connections}`),
        '',
      ];
    }),
  ];
}

function alertLines(alerts: readonly DeployedAlert[]): readonly string[] {
  if (alerts.length === 0) return ['## Alerts', '', 'None is deployed.', ''];
  return [
    '## Alerts',
    '',
    ...alerts.flatMap(({ title, severity, conditions, documentation }) => [
      `### ${title}${severity === '' ? '' : ` (${severity})`}`,
      '',
      ...conditions.map((condition) => `- fires: ${condition}`),
      '',
      // Headings of the documentation stand below that of their alert.
      ...(documentation === '' ? [] : [documentation.replace(/^(#+) /gm, '##$1 '), '']),
    ]),
  ];
}
