import { overlap, parseRange, type Range } from '../../cidr';
import type { Environment } from '../../declaration';
import type { Knob, Violation } from '../../finding';
import { DOCKER_BRIDGE_RANGE } from '../../google-cloud/cloud-sql';
import { CONNECTOR_PREFIX_LENGTH } from '../../google-cloud/vpc-access';
import type { Rule } from '../rule';
import { connectorsOf } from './declared';

export const addressRange: Rule = {
  id: 'connector/address-range',
  severity: 'error',
  summary: 'A connector has a /28 range of its own.',
  why: 'the API refuses any other range, and a range cannot be changed later without replacing the connector',
  check: (environment) =>
    connectorsOf(environment).flatMap(({ path, connector, ours, severity }): readonly Violation[] => {
      const { ipCidrRange, subnet } = connector;
      const from = subnet === undefined ? `${path}.ipCidrRange` : `network.subnets.${subnet}.ipCidrRange`;
      const cidr = ipCidrRange ?? environment.declared.network.subnets?.[subnet ?? '']?.ipCidrRange;
      const refused = (headline: string, knobs: readonly Knob[] = []): readonly Violation[] => [
        { subject: path, severity, at: { path: from, value: cidr }, headline, knobs: ours ? knobs : [] },
      ];
      if ((ipCidrRange === undefined) === (subnet === undefined)) {
        if (ipCidrRange === undefined) return ours ? refused('neither ipCidrRange nor subnet is given') : [];
        return refused(`both ipCidrRange ${ipCidrRange} and subnet ${subnet} are given; it has one range`);
      }
      if (cidr === undefined) return [];
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
      const other = otherRanges(environment.declared, path, subnet).find(([, taken]) =>
        overlap(range, taken),
      );
      return other ? refused(`${cidr} overlaps ${other[1].canonical} of ${other[0]}`) : [];
    }),
};

/** The other ranges that an environment declares, by path; a subnet that workloads use counts as theirs. */
function otherRanges(
  { network, connectors, services, jobs }: Environment,
  own: string,
  subnet: string | undefined,
): readonly (readonly [string, Range])[] {
  const subnets = network.subnets ?? {};
  const ranges = [
    ...Object.entries(subnets).map(
      ([name, { ipCidrRange }]) => [`network.subnets.${name}`, ipCidrRange] as const,
    ),
    ...Object.entries(connectors ?? {}).map(
      ([name, other]) =>
        [`connectors.${name}`, other.ipCidrRange ?? subnets[other.subnet ?? '']?.ipCidrRange] as const,
    ),
    ...Object.entries({ ...services, ...jobs }).flatMap(([name, { egress }]) =>
      egress.kind === 'direct-vpc' && egress.subnet === subnet
        ? [[`the Direct VPC egress of ${name}`, subnets[subnet]?.ipCidrRange] as const]
        : [],
    ),
  ];
  return ranges.flatMap(([path, cidr]) => {
    const range = cidr === undefined ? undefined : parseRange(cidr);
    return range && path !== own && path !== `network.subnets.${subnet}` ? [[path, range] as const] : [];
  });
}
