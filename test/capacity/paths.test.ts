import { getPath, keysOf, withPath } from '../../capacity/paths';

const HOST = 'loadBalancer.hosts["api.example.com"].paths["/v2/*"]';

test('a key with dots stands in brackets', () => {
  expect(keysOf('services.api.maxInstances')).toEqual(['services', 'api', 'maxInstances']);
  expect(keysOf(HOST)).toEqual(['loadBalancer', 'hosts', 'api.example.com', 'paths', '/v2/*']);
});

test('what is set is read, and the rest stays', () => {
  const root = { loadBalancer: { hosts: { 'api.example.com': { service: 'api' } } }, other: 1 };
  const changed = withPath(root, HOST, 'web');
  expect(getPath(changed, HOST)).toBe('web');
  expect(changed).toEqual({
    loadBalancer: { hosts: { 'api.example.com': { service: 'api', paths: { '/v2/*': 'web' } } } },
    other: 1,
  });
  expect(getPath(root, HOST)).toBeUndefined();
});
