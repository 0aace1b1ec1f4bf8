import { isPrivateAddress, parseRange } from '../../cidr';
import type { Rule } from '../rule';
import { redisOf } from '../declared-redis';

export const host: Rule = {
  id: 'redis/host',
  severity: 'error',
  summary: 'The address of someone else’s Redis instance is a private IPv4 address.',
  why: 'Memorystore gives an address and no name: a name fails in the container with error -3, "Temporary failure in name resolution", however healthy the instance is',
  check: (environment) =>
    redisOf(environment).flatMap(({ path, redis: { host: given, owner } }) => {
      if (given === undefined || isPrivateAddress(given)) return [];
      const what = parseRange(`${given}/32`)
        ? `${given} is no private address, and Memorystore gives no other`
        : `${given} is a name, or no address at all`;
      const at = { path: `${path}.host`, value: given };
      // Left out, the stack looks the address up.
      const knobs = [{ path: at.path, from: given, to: { value: null } }];
      return [{ subject: path, at, owner, headline: what, knobs }];
    }),
};
