import { CONNECTOR_NAME_MAX_LENGTH } from '../../google-cloud/vpc-access';
import { counted } from '../../words';
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
      const both = `${name.length} characters and ${counted(hyphens, 'hyphen')}`;
      return [
        {
          subject: path,
          at: { path, value: name },
          headline: `${name} counts ${length} (${both}), at most ${most}`,
          excess: length - most,
        },
      ];
    }),
};
