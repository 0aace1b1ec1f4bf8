import type { BadField } from './bad-fields';

const AT = 'environments/a/loadBalancer';
const IN = 'environments.a.loadBalancer';

/** What may be wrong with a load balancer; see `BAD_FIELDS`. */
export const BAD_LOAD_BALANCERS: readonly BadField[] = [
  [`${AT}/hosts`, '{}', `${IN}.hosts: is empty; at least one is needed`],
  [`${AT}/hosts`, undefined, `${IN}.hosts: missing; needed is an object`],
  [
    `${AT}/hosts/API.example.com`,
    '{"service":"api"}',
    `${IN}.hosts["API.example.com"]: is no name; allowed is a host name such as api.example.com`,
  ],
  [
    `${AT}/hosts/localhost`,
    '{"service":"api"}',
    `${IN}.hosts.localhost: is no name; allowed is a host name such as api.example.com`,
  ],
  [
    `${AT}/hosts/*.example.com`,
    '{"service":"api"}',
    `${IN}.hosts["*.example.com"]: is no name; allowed is a host name such as api.example.com`,
  ],
  [
    `${AT}/hosts/api.example.com/service`,
    '"apy"',
    `${IN}.hosts["api.example.com"].service: given "apy"; declared services: "api"`,
  ],
  [
    `${AT}/hosts/api.example.com/service`,
    undefined,
    `${IN}.hosts["api.example.com"].service: missing; needed is a text that is not empty`,
  ],
  [
    `${AT}/hosts/api.example.com/paths`,
    '{"/v3/*":"apy"}',
    `${IN}.hosts["api.example.com"].paths["/v3/*"]: given "apy"; declared services: "api"`,
  ],
  [
    `${AT}/hosts/api.example.com/paths`,
    '{"v3":"api"}',
    `${IN}.hosts["api.example.com"].paths.v3: is no name; allowed is a path that begins with a slash, such as /api/*`,
  ],
  [
    `${AT}/hosts/api.example.com/paths`,
    '{"/v3*":"api"}',
    `${IN}.hosts["api.example.com"].paths["/v3*"]: is no name; allowed is a path that begins with a slash, such as /api/*`,
  ],
  [
    `${AT}/hosts/api.example.com/uptimePath`,
    '"health"',
    `${IN}.hosts["api.example.com"].uptimePath: given "health"; allowed is a path that begins with a slash, such as /health or false`,
  ],
  [`${AT}/certificateDomains`, '[]', `${IN}.certificateDomains: is empty; at least one is needed`],
  [
    `${AT}/certificateDomains`,
    '["api.example.com","api.example.com"]',
    `${IN}.certificateDomains[1]: is given twice; allowed is once`,
  ],
  [
    `${AT}/certificateDomains/0`,
    '"https://api.example.com"',
    `${IN}.certificateDomains[0]: given "https://api.example.com"; allowed is a host name such as api.example.com`,
  ],
  [
    `${AT}/securityPolicy`,
    '"Edge"',
    `${IN}.securityPolicy: given "Edge"; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen`,
  ],
  [`${AT}/host`, '{}', `${IN}.host: unknown field; did you mean hosts?`],
  [
    'environments/c/loadBalancer',
    '{"hosts":{"a.example.com":{"service":"web"}},"certificateDomains":["a.example.com"]}',
    'environments.c.loadBalancer.hosts["a.example.com"].service: given "web"; no services are declared',
  ],
];
