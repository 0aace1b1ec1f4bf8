import type { Rule } from '../rule';
import { connectorsOf } from '../declared-connectors';

export const region: Rule = {
  id: 'connector/region',
  severity: 'error',
  summary: 'A connector is in the region and the project of the workloads that use it.',
  why: 'Cloud Run refuses a connector of another region, and one of another project except the network’s',
  check: (environment) =>
    connectorsOf(environment).flatMap(({ path, connector, services, jobs, ours }) => {
      const { declared } = environment;
      const users = [...services, ...jobs].map((workload) => workload.path);
      if (users.length === 0) return [];
      const own = connector.region ?? declared.region;
      const project = connector.project ?? declared.project;
      const projects = [declared.project, declared.network.hostProject ?? declared.project];
      return [
        ...(own === declared.region
          ? []
          : [
              {
                subject: `${path}.region`,
                at: { path: `${path}.region`, value: own },
                headline: `the connector is in ${own}; ${users.join(', ')} in ${declared.region}`,
                knobs: ours
                  ? [{ path: `${path}.region`, from: connector.region, to: { value: declared.region } }]
                  : [],
              },
            ]),
        ...(projects.includes(project)
          ? []
          : [
              {
                subject: `${path}.project`,
                at: { path: `${path}.project`, value: project },
                headline: `the connector is in project ${project}; ${users.join(', ')} in ${declared.project}`,
              },
            ]),
      ];
    }),
};
