import { parseRange, type Range } from '../../cidr';
import type { Knob, Violation } from '../../finding';
import type { Fleet, ServiceModel } from '../../fleets';
import { DIRECT_VPC } from '../../google-cloud/vpc-access';
import { groupBy } from '../../group';
import type { EnvironmentModel } from '../../model';
import { minus, plus, sum, times, weight, type Quantity } from '../../quantity';
import { liveFleets } from '../../live-fleets';
import { startingInstances } from '../../network-path';
import { ceilingsOf } from '../../serving';
import type { Rule } from '../rule';

export const directVpcSubnet: Rule = {
  id: 'egress/direct-vpc-subnet',
  severity: 'error',
  summary: 'A subnet has the addresses that Direct VPC egress takes during a deploy.',
  why: 'an instance without an address does not start: the deploy stops half-way, or the service cannot scale',
  check: (environment) => {
    const usersBySubnet = groupBy(usersOf(environment), ({ subnet }) => subnet);
    return Object.entries(environment.declared.network.subnets ?? {}).flatMap(
      ([name, subnet]): Violation[] => {
        const users = usersBySubnet.get(name) ?? [];
        const range = parseRange(subnet.ipCidrRange);
        if (users.length === 0 || subnet.ipCidrRange === 'unknown') return [];
        const path = `network.subnets.${name}`;
        const at = { path: `${path}.ipCidrRange`, value: subnet.ipCidrRange };
        if (!range) return [{ subject: path, at, headline: `${subnet.ipCidrRange} is no IPv4 range` }];
        const { addressesPerInstance, largestPrefixLength, reservedBySubnet, heldSeconds } = DIRECT_VPC.value;
        const needs = times(addressesPerInstance, sum(users.map(({ instances }) => instances)));
        const usable = range.last - range.first + 1 - reservedBySubnet;
        const small = `${subnet.ipCidrRange} is smaller than the /${largestPrefixLength} that Cloud Run requires`;
        const sums = users.map(({ text }) => text).join(' + ');
        const held = `addresses, held ${heldSeconds / 60} min after use; ${usable} usable in ${subnet.ipCidrRange}`;
        const problems = [
          ...(range.prefixLength > largestPrefixLength ? [small] : []),
          ...(weight(needs) > usable ? [`${addressesPerInstance} × (${sums}) = ${needs} ${held}`] : []),
        ];
        if (problems.length === 0) return [];
        const grown = subnet.ownership === 'reference' ? undefined : largeEnough(range, needs);
        return [
          {
            subject: path,
            at,
            headline: problems.join('; '),
            excess: Math.max(0, weight(needs) - usable),
            knobs: [
              ...users.flatMap(({ knobs }) => knobs),
              ...(grown === undefined ? [] : [{ path: at.path, from: at.value, to: { value: grown } }]),
            ],
          },
        ];
      },
    );
  },
};

interface User {
  readonly subnet: string;
  readonly instances: Quantity;
  /** `services.api 20 + 20 outgoing`. */
  readonly text: string;
  readonly knobs: readonly Knob[];
}

/** Who has addresses in subnets: every fleet of a service, also the outgoing one, and the tasks of a job. */
function usersOf({ services, jobs }: EnvironmentModel): readonly User[] {
  return [
    ...services.flatMap((service): User[] => {
      const { path, declared, latest, rollout } = service;
      const { egress } = declared;
      if (egress.kind !== 'direct-vpc') return [];
      const serving = startingInstances(service);
      const candidate = rollout === 'candidate' ? Math.max(1, latest.floor) : 0;
      const leaving = leavingInstances(service);
      const from = typeof latest.instances === 'number' ? latest.instances : undefined;
      return [
        {
          subnet: egress.subnet,
          instances: plus(serving, leaving, candidate),
          text: [
            `${path} ${serving}`,
            ...(leaving === 0 ? [] : [`${leaving} outgoing`]),
            ...(candidate === 0 ? [] : [`${candidate} candidate`]),
          ].join(' + '),
          knobs: [{ path: `${path}.maxInstances`, from, to: { lowerTo: 1 } }],
        },
      ];
    }),
    ...jobs.flatMap(({ path, declared: { egress }, parallelTasks, concurrentExecutions }): User[] => {
      if (egress.kind !== 'direct-vpc') return [];
      const tasks = parallelTasks * concurrentExecutions;
      return [{ subnet: egress.subnet, instances: tasks, text: `${path} ${tasks}`, knobs: [] }];
    }),
  ];
}

/** Instances of live fleets that no declared one goes on as. */
function leavingInstances(service: ServiceModel): Quantity {
  const declared = new Map<Fleet, Quantity>(ceilingsOf(service));
  return plus(
    ...liveFleets(service).map(({ fleet, stays }) =>
      minus(fleet.instances, (stays && declared.get(stays)) ?? 0),
    ),
  );
}

/** The range that contains this one and has enough addresses: a subnet grows in place. */
function largeEnough({ canonical, prefixLength }: Range, needs: Quantity): string | undefined {
  if (typeof needs !== 'number') return undefined;
  const { largestPrefixLength, reservedBySubnet } = DIRECT_VPC.value;
  const enough = 32 - Math.ceil(Math.log2(needs + reservedBySubnet));
  const prefix = Math.min(enough, largestPrefixLength, prefixLength);
  return parseRange(`${canonical.split('/')[0]!}/${prefix}`)?.canonical;
}
