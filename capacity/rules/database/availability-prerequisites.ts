import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const availabilityPrerequisites: Rule = {
  id: 'database/availability-prerequisites',
  severity: 'error',
  summary: 'A standby has the backups and the point-in-time recovery that it needs.',
  why: 'the API refuses it, after the plan has passed: the provider does not compare the two settings',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, ours, owner }) => {
      const { backups, availability, replicaOf } = database;
      if (!ours || !backups || replicaOf !== undefined) return [];
      const off = [
        ...(backups.enabled ? [] : ['enabled']),
        ...(backups.pointInTimeRecovery ? [] : ['pointInTimeRecovery']),
      ];
      const needs =
        availability === 'REGIONAL'
          ? 'availability REGIONAL needs backups and point-in-time recovery'
          : 'point-in-time recovery needs backups';
      const wrong = availability === 'REGIONAL' ? off : backups.pointInTimeRecovery ? off : [];
      if (wrong.length === 0) return [];
      const first = `${path}.backups.${wrong[0]!}`;
      return [
        {
          subject: `${path}.backups`,
          at: { path: first, value: false },
          owner,
          headline: `${needs}; false: ${wrong.map((field) => `backups.${field}`).join(', ')}`,
          knobs: [{ path: first, from: false, to: { value: true } }],
        },
      ];
    }),
};
