import { overlap, parseRange, type Range } from '../../cidr';
import type { Network } from '../../declaration';
import type { Violation } from '../../finding';
import type { Rule } from '../rule';

export const subnetOverlap: Rule = {
  id: 'egress/subnet-overlap',
  severity: 'error',
  summary: 'No two subnets of a network have an address in common.',
  why: 'the plan looks fine, and the API refuses the second subnet with everything that needs it',
  check: ({ declared: { network } }) => {
    const found: Violation[] = [];
    let reaching: Subnet | undefined;
    // By their first addresses: what overlaps any range before overlaps the one that reaches furthest.
    for (const subnet of subnetsOf(network).sort((a, b) => a.range.first - b.range.first)) {
      if (reaching && overlap(subnet.range, reaching.range)) {
        found.push({
          subject: subnet.path,
          // Where both exist already, one of the two is written down wrong.
          severity: subnet.ours || reaching.ours ? 'error' : 'warning',
          at: { path: `${subnet.path}.ipCidrRange`, value: subnet.cidr },
          headline: `${subnet.cidr} overlaps ${reaching.cidr} of ${reaching.path}`,
        });
      }
      if (!reaching || subnet.range.last > reaching.range.last) reaching = subnet;
    }
    return found;
  },
};

interface Subnet {
  readonly path: string;
  readonly cidr: string;
  readonly range: Range;
  readonly ours: boolean;
}

function subnetsOf({ subnets = {} }: Network): Subnet[] {
  return Object.entries(subnets).flatMap(([name, { ipCidrRange: cidr, ownership }]) => {
    const range = parseRange(cidr);
    return range ? [{ path: `network.subnets.${name}`, cidr, range, ours: ownership !== 'reference' }] : [];
  });
}
