import type { Rule } from '../rule';

export const directVpcInstances: Rule = {
  id: 'egress/direct-vpc-instances',
  severity: 'warning',
  summary: 'A service with Direct VPC egress stays within the instances of the quota.',
  why: 'a revision scales no further than the quota: its ceiling is not what it can reach',
  check: ({ services, assumptions }) =>
    services.flatMap(({ path, declared, latest }) => {
      const { instances } = latest;
      const most = assumptions.directVpcMaxInstances;
      if (declared.egress.kind !== 'direct-vpc' || typeof instances !== 'number' || instances <= most)
        return [];
      const at = `${path}.maxInstances`;
      return [
        {
          subject: path,
          at: { path: at, value: instances },
          owner: declared.owner,
          headline: `maxInstances ${instances} with Direct VPC egress; the quota is ${most} a revision unless raised (an assumption)`,
          excess: instances - most,
          knobs: [{ path: at, from: instances, to: { lowerTo: 1 } }],
        },
      ];
    }),
};
