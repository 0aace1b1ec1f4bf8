import type { LoadBalancer } from '../../declaration';
import { CERTIFICATE_DOMAINS } from '../../google-cloud/load-balancing';
import { firstOf } from '../../words';
import type { Rule } from '../rule';

const MOST_NAMED = 5;

export const certificateCoverage: Rule = {
  id: 'ingress/certificate-coverage',
  severity: 'error',
  summary: 'The certificate covers every host that is routed, and no other.',
  why: 'browsers refuse a host that is not covered; a domain that does not lead here cannot be validated, and can hold back the certificate of all',
  check: ({ declared: { loadBalancer } }) => {
    if (!loadBalancer) return [];
    const { certificateDomains, owner } = loadBalancer;
    const problems = problemsOf(loadBalancer);
    if (problems.length === 0) return [];
    const path = 'loadBalancer.certificateDomains';
    const hosts = Object.keys(loadBalancer.hosts);
    const kept = certificateDomains.filter((domain) => hosts.includes(domain));
    const exact = [...kept, ...hosts.filter((host) => !kept.includes(host))];
    return [
      {
        subject: path,
        owner,
        headline: problems.map(({ text }) => text).join('; '),
        excess: problems.reduce((sum, { size }) => sum + size, 0),
        knobs: [{ path, from: certificateDomains, to: { value: exact } }],
      },
    ];
  },
};

interface Problem {
  readonly text: string;
  /** How many domains it is about. */
  readonly size: number;
}

function problemsOf({ hosts, certificateDomains }: LoadBalancer): readonly Problem[] {
  const routed = Object.keys(hosts);
  const wildcards = certificateDomains.filter((domain) => domain.startsWith('*.'));
  const missing = routed.filter((host) => !certificateDomains.includes(host));
  const idle = certificateDomains.filter((domain) => !routed.includes(domain) && !wildcards.includes(domain));
  const { max } = CERTIFICATE_DOMAINS.value;
  const { length } = certificateDomains;
  return [
    { text: `${named(missing)} routed and not covered`, size: missing.length },
    { text: `${named(idle)} covered and not routed`, size: idle.length },
    {
      text: `${named(wildcards)} refused: a Google-managed certificate has no wildcards`,
      size: wildcards.length,
    },
    { text: `${length} domains; a certificate has at most ${max}`, size: length - max },
  ].filter(({ size }) => size > 0);
}

/** `a is`, or `a, b are`; of many the first. */
function named(domains: readonly string[]): string {
  return `${firstOf(domains, MOST_NAMED)} ${domains.length === 1 ? 'is' : 'are'}`;
}
