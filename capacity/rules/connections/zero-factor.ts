import type { Violation } from '../../finding';
import type { EnvironmentModel } from '../../model';
import type { Rule } from '../rule';

export const zeroFactor: Rule = {
  id: 'connections/zero-factor',
  severity: 'error',
  summary: 'No factor of a sum is 0: processes, executions, tasks, replicas, pairs, server pools.',
  why: 'a product with 0 adds nothing to any sum: what runs in its place is not counted, and everything fits',
  check: (environment) =>
    clientsOf(environment).flatMap(({ subject, owner, factors }): readonly Violation[] => {
      const zeros = Object.keys(factors).filter((field) => factors[field] === 0);
      const paths = zeros.map((field) => `${subject}.${field}`);
      if (paths.length === 0) return [];
      return [
        {
          subject,
          at: { path: paths[0]!, value: 0 },
          owner,
          headline: `${zeros.map((field) => `${field} is 0`).join(', ')}: none of its connections are counted`,
          knobs: paths.map((path) => ({ path, from: 0, to: { value: 1 } })),
        },
      ];
    }),
};

interface Client {
  readonly subject: string;
  readonly owner: string | undefined;
  /** Declared numbers by field. Without instances: 0 of them may be live, and a ceiling has a rule of its own. */
  readonly factors: Readonly<Record<string, number | undefined>>;
}

interface Connected {
  readonly pools?: object;
  readonly caches?: object;
}

const isConnected = ({ pools, caches }: Connected): boolean =>
  Object.keys({ ...pools, ...caches }).length > 0;

function clientsOf({ declared, services, jobs }: EnvironmentModel): readonly Client[] {
  return [
    ...services.flatMap(({ path, declared: service }): Client[] => {
      const { owner, processes, revisions = {}, outgoing } = service;
      if (![service, outgoing ?? {}, ...Object.values(revisions)].some(isConnected)) return [];
      const ofRevisions = Object.entries(revisions).map(
        ([name, own]) => [`revisions.${name}.processes`, own.processes] as const,
      );
      const own = { processes, 'outgoing.processes': outgoing?.processes };
      return [{ subject: path, owner, factors: { ...own, ...Object.fromEntries(ofRevisions) } }];
    }),
    ...jobs.flatMap(({ path, declared: job }): Client[] => {
      const { owner, processes, concurrentExecutions, tasks } = job;
      return isConnected(job)
        ? [{ subject: path, owner, factors: { processes, concurrentExecutions, tasks } }]
        : [];
    }),
    ...Object.entries(declared.poolers ?? {}).map(([key, { owner, replicas, pairs, poolSize }]): Client => ({
      subject: `poolers.${key}`,
      owner,
      factors: { replicas, pairs, poolSize },
    })),
    ...Object.entries(declared.databases ?? {}).map(([key, { owner, managedPooling }]): Client => ({
      subject: `databases.${key}`,
      owner,
      factors: { 'managedPooling.poolSize': managedPooling?.poolSize },
    })),
  ];
}
