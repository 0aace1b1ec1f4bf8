import { CONNECTOR_NAME_MAX_LENGTH } from '../../google-cloud/vpc-access';
import type { Rule } from '../rule';
import { connectorsOf } from '../declared-connectors';

export const nameLength: Rule = {
  id: 'connector/name-length',
  severity: 'error',
  summary: 'A connector’s name is short enough, with its hyphens counted twice.',
  why: 'the API refuses the name, after the plan has passed',
  check: (environment) =>
    connectorsOf(environment).flatMap(({ name, path, ours }) => {
      const hyphens = name.split('-').length - 1;
      const length = name.length + hyphens;
      const most = CONNECTOR_NAME_MAX_LENGTH.value;
      if (!ours || length <= most) return [];
      const counted = `${name.length} characters and ${hyphens} ${hyphens === 1 ? 'hyphen' : 'hyphens'}`;
      return [
        {
          subject: path,
          at: { path, value: name },
          headline: `${name} counts ${length} (${counted}), at most ${most}`,
          excess: length - most,
        },
      ];
    }),
};
