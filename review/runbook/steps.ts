import { resourcesOf } from '../../terraform/resources';
import { text } from './resources';

/** How capacity is raised and lowered without an outage: what must come first in each direction. */
export function capacitySteps(environment: string, configuration: unknown): readonly string[] {
  const names = (type: string): string =>
    resourcesOf(configuration, type)
      .map((resource) => `\`${text(resource['name'])}\``)
      .join(', ');
  const databases = names('google_sql_database_instance');
  const connectors = names('google_vpc_access_connector');
  const deploy = `\`npm run synth\`, \`cdktf diff ${environment}\`, \`cdktf deploy ${environment}\``;
  return [
    '### Raise',
    '',
    ...numbered([
      `Raise the numbers in \`environments/${environment}.ts\` and run \`npm run capacity -- check ${environment}\`. A refusal names the number that must be raised first.`,
      ...(databases
        ? [
            `A new \`maxConnections\` or tier of ${databases} restarts it: deploy it alone, in a quiet hour, **before** the services that need it.`,
          ]
        : []),
      ...(connectors
        ? [
            `Raise ${connectors} (in place) before the services: it scales out by itself, but only up to its maximum, and never back.`,
          ]
        : []),
      `Then raise pools, instances or concurrency: ${deploy}. Each makes a new revision, and during the rollout both fleets are connected.`,
      'Watch the connections alert until the old revision has drained.',
    ]),
    '',
    '### Lower',
    '',
    ...numbered([
      `Lower the services first: ${deploy}. Wait until the old revision has drained (request time-out and up to 15 minutes of idling).`,
      ...(databases
        ? [
            `Lower \`maxConnections\` or the tier of ${databases} only **after** that: the new limit applies to whoever is still connected.`,
          ]
        : []),
      ...(connectors
        ? [
            `Lowering a bound of ${connectors} **replaces** it: every service on it loses its private path until it is back. Create a second connector, move the services, then delete the first.`,
          ]
        : []),
    ]),
  ];
}

function numbered(steps: readonly string[]): readonly string[] {
  return steps.map((step, index) => `${index + 1}. ${step}`);
}
