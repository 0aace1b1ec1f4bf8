import { MIN_DISK_GB } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const diskSize: Rule = {
  id: 'database/disk-size',
  severity: 'error',
  summary: 'The disk is at least as large as Cloud SQL makes them.',
  why: 'the API refuses a smaller disk, after the plan has passed',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database: { diskGb }, ours, owner }) => {
      if (!ours || diskGb === undefined || diskGb >= MIN_DISK_GB.value) return [];
      return [
        {
          subject: `${path}.diskGb`,
          at: { path: `${path}.diskGb`, value: diskGb },
          owner,
          headline: `diskGb ${diskGb} is below ${MIN_DISK_GB.value} GB`,
          excess: MIN_DISK_GB.value - diskGb,
          knobs: [{ path: `${path}.diskGb`, from: diskGb, to: { value: MIN_DISK_GB.value } }],
        },
      ];
    }),
};
