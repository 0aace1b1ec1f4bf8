import { CONNECTOR_MACHINE_TYPES } from '../../google-cloud/vpc-access';
import type { Rule } from '../rule';
import { connectorsOf } from '../declared-connectors';

export const machineType: Rule = {
  id: 'connector/machine-type',
  severity: 'error',
  summary: 'A connector has a machine type that exists for connectors.',
  why: 'the provider accepts any text; the API refuses the connector, and nothing reaches the database',
  check: (environment) =>
    connectorsOf(environment).flatMap(({ path, connector, ours, severity }) => {
      const { machineType: type } = connector;
      const types = Object.keys(CONNECTOR_MACHINE_TYPES.value);
      if (type === undefined || types.includes(type)) return [];
      const at = { path: `${path}.machineType`, value: type };
      const nearest = type.startsWith('e2-standard') ? 'e2-standard-4' : 'e2-micro';
      return [
        {
          subject: path,
          severity,
          at,
          headline: `machineType ${type} is none of ${types.join(', ')}`,
          knobs: ours ? [{ path: at.path, from: type, to: { value: nearest } }] : [],
        },
      ];
    }),
};
