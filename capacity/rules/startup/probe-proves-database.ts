import type { Violation } from '../../finding';
import type { Rule } from '../rule';
import { deployedServices } from '../workloads';

export const probeProvesDatabase: Rule = {
  id: 'startup/probe-proves-database',
  severity: 'warning',
  summary: 'The startup probe of a service with pools passes only with a database connection.',
  why: 'the probe passes without a database, the deploy moves the traffic, and the first requests fail in place of the deploy',
  check: (environment) =>
    deployedServices(environment)
      .filter(({ name }) => environment.startup.has(name))
      .flatMap(({ path, declared: { owner, port = 8080, startup } }): readonly Violation[] => {
        if (startup?.path === undefined) {
          const headline = `the startup probe opens port ${port} by TCP, which passes as soon as the port is bound`;
          return [{ subject: path, at: { path: `${path}.startup.path`, value: undefined }, owner, headline }];
        }
        if (startup.provesDatabase ?? true) return [];
        const headline = `the startup probe asks ${startup.path}, which answers without the database`;
        return [
          { subject: path, at: { path: `${path}.startup.provesDatabase`, value: false }, owner, headline },
        ];
      }),
};
