import { join } from 'node:path';
import { withPath } from '../../../../capacity/paths';
import { readDeclaration } from '../../../../cli/read-declaration';
import { REDIS } from '../../../support/examples/redis';
import { findingsOf, headlinesOf, withField } from '../../../support/declare';

const rule = 'redis/host';
const at = (host: string | undefined) =>
  withField('redis.cache', { ...REDIS, ownership: 'reference', ...(host !== undefined && { host }) });
const name = (host: string) => [`${host} is a name, or no address at all`];
const notPrivate = (host: string) => [`${host} is no private address, and Memorystore gives no other`];

test.each([
  [undefined, []],
  ['10.166.204.83', []],
  ['10.0.0.0', []],
  ['10.255.255.255', []],
  ['9.255.255.255', notPrivate('9.255.255.255')],
  ['11.0.0.0', notPrivate('11.0.0.0')],
  ['172.15.255.255', notPrivate('172.15.255.255')],
  ['172.16.0.0', []],
  ['172.31.255.255', []],
  ['172.32.0.0', notPrivate('172.32.0.0')],
  ['192.168.1.2', []],
  ['100.64.0.1', []],
  ['127.0.0.1', notPrivate('127.0.0.1')],
  ['10.0.0.256', name('10.0.0.256')],
  ['10.0.0', name('10.0.0')],
  ['10.0.0.1:6379', name('10.0.0.1:6379')],
  ['redis', name('redis')],
  ['redis.internal', name('redis.internal')],
  ['fd20::1', name('fd20::1')],
])('%s', (host, headlines) => {
  expect(headlinesOf(rule, at(host))).toEqual(headlines);
});

test('tells what the container would say, and offers to look the address up', () => {
  expect(findingsOf(rule, at('redis'))).toMatchObject([
    {
      severity: 'error',
      subject: 'redis.cache',
      owner: 'team-data',
      at: { path: 'redis.cache.host', value: 'redis' },
      why: 'Memorystore gives an address and no name: a name fails in the container with error -3, "Temporary failure in name resolution", however healthy the instance is',
      fixes: [{ path: 'redis.cache.host', from: 'redis', to: null, effect: 'new revision' }],
    },
  ]);
});

test('the outage is refused for the name, and not for the address that it stood for', () => {
  const incident = readDeclaration(join(__dirname, '../../../fixtures/incident-1278.json'));
  const found = (host: string) =>
    findingsOf(rule, withPath(incident, 'environments.staging.redis.staging-redis.host', host));
  expect(found('redis')).toMatchObject([{ headline: 'redis is a name, or no address at all' }]);
  expect(found('10.166.204.83')).toEqual([]);
});
