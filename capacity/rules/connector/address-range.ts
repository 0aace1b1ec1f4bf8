import { overlap, parseRange, type Range } from '../../cidr';
import type { Environment } from '../../declaration';
import type { Knob, Violation } from '../../finding';
import { DOCKER_BRIDGE_RANGE } from '../../google-cloud/cloud-sql';
import { CONNECTOR_PREFIX_LENGTH } from '../../google-cloud/vpc-access';
import { groupBy } from '../../group';
import type { Rule } from '../rule';
import { connectorsOf } from '../declared-connectors';

export const addressRange: Rule = {
  id: 'connector/address-range',
  severity: 'error',
  summary: 'A connector has a /28 range of its own.',
  why: 'the API refuses any other range, and a range cannot be changed later without replacing the connector',
  check: (environment) => {
    const taken = takenRanges(environment.declared);
    return connectorsOf(environment).flatMap(({ path, connector, ours, severity }): readonly Violation[] => {
      const { ipCidrRange, subnet } = connector;
      const from = subnet === undefined ? `${path}.ipCidrRange` : `network.subnets.${subnet}.ipCidrRange`;
      const cidr = ipCidrRange ?? environment.declared.network.subnets?.[subnet ?? '']?.ipCidrRange;
      const refused = (headline: string, knobs: readonly Knob[] = []): readonly Violation[] => [
        { subject: path, severity, at: { path: from, value: cidr }, headline, knobs: ours ? knobs : [] },
      ];
      if ((ipCidrRange === undefined) === (subnet === undefined)) {
        if (ipCidrRange === undefined)
          return ours && environment.declared.origin !== 'terraform'
            ? refused('neither ipCidrRange nor subnet is given')
            : [];
        return refused(`both ipCidrRange ${ipCidrRange} and subnet ${subnet} are given; it has one range`);
      }
      if (cidr === undefined || cidr === 'unknown') return [];
      const { project, network } = environment.declared;
      if (ipCidrRange !== undefined && (network.hostProject ?? project) !== project)
        return refused(
          `ipCidrRange ${ipCidrRange} is given in the Shared VPC of ${network.hostProject}, where a connector takes only a subnet`,
        );
      const range = parseRange(cidr);
      const change = (to: string): readonly Knob[] => [{ path: from, from: cidr, to: { value: to } }];
      const prefix = CONNECTOR_PREFIX_LENGTH.value;
      if (!range) return refused(`${cidr} is no IPv4 range`);
      if (range.prefixLength !== prefix)
        return refused(`${cidr} is a /${range.prefixLength}; a connector takes a /${prefix}`);
      if (range.canonical !== cidr)
        return refused(
          `${cidr} is no network address; the range is ${range.canonical}`,
          change(range.canonical),
        );
      if (overlap(range, parseRange(DOCKER_BRIDGE_RANGE.value)!))
        return refused(`${cidr} lies in ${DOCKER_BRIDGE_RANGE.value}, which cannot reach Cloud SQL`);
      const own = [path, `network.subnets.${subnet}`];
      const other = [blockOf(range), LARGER]
        .flatMap((block) => taken.get(block) ?? [])
        .find((each) => !own.includes(each.by) && overlap(range, each.range));
      if (other) return refused(`${cidr} overlaps ${other.range.canonical} of ${other.by}`);
      const user = subnet === undefined ? undefined : userOf(environment.declared, subnet);
      return user === undefined
        ? []
        : refused(`${cidr} overlaps ${range.canonical} of the Direct VPC egress of ${user}`);
    });
  },
};

interface Taken {
  readonly by: string;
  readonly range: Range;
}

/** The block of what is larger than a connector. */
const LARGER = -1;

/** The block of a connector's size that a range lies in: what overlaps a connector is in its block, or larger. */
function blockOf({ first, prefixLength }: Range): number {
  return prefixLength < CONNECTOR_PREFIX_LENGTH.value
    ? LARGER
    : first >>> (32 - CONNECTOR_PREFIX_LENGTH.value);
}

/** The ranges that an environment declares, by block. */
function takenRanges({ network, connectors }: Environment): ReadonlyMap<number, readonly Taken[]> {
  const subnets = network.subnets ?? {};
  const declared = [
    ...Object.entries(subnets).map(
      ([name, subnet]) => [`network.subnets.${name}`, subnet.ipCidrRange] as const,
    ),
    ...Object.entries(connectors ?? {}).map(
      ([name, { ipCidrRange, subnet }]) =>
        [`connectors.${name}`, ipCidrRange ?? subnets[subnet ?? '']?.ipCidrRange] as const,
    ),
  ];
  const ranges = declared.flatMap(([by, cidr]): readonly Taken[] => {
    const range = cidr === undefined ? undefined : parseRange(cidr);
    return range ? [{ by, range }] : [];
  });
  return groupBy(ranges, ({ range }) => blockOf(range));
}

/** A workload with Direct VPC egress in a subnet, whose range it takes. */
function userOf({ services, jobs }: Environment, subnet: string): string | undefined {
  return [...Object.entries(services ?? {}), ...Object.entries(jobs ?? {})].find(
    ([, { egress }]) => egress.kind === 'direct-vpc' && egress.subnet === subnet,
  )?.[0];
}
