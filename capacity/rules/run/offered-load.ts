import type { Violation } from '../../finding';
import type { ServiceModel } from '../../fleets';
import { CONCURRENCY } from '../../google-cloud/cloud-run';
import type { Assumptions } from '../../google-cloud/assumptions';
import type { Rule } from '../rule';
import { deployedServices } from '../workloads';

const MOST_INSTANCES = 1000;

export const offeredLoad: Rule = {
  id: 'run/offered-load',
  severity: 'error',
  summary: 'The instances at the ceiling take the declared peak of concurrent requests.',
  why: 'requests beyond the ceiling wait for an instance that may not start, and then fail with 429',
  check: (environment) =>
    deployedServices(environment).flatMap((service) => violations(service, environment.assumptions)),
};

/** Little's law: requests a second × seconds a request = requests at the same time. */
function violations(service: ServiceModel, assumptions: Assumptions): readonly Violation[] {
  const { path, declared, latest } = service;
  const { load, concurrency, serviceMaxInstances: cap = Infinity } = declared;
  if (!load || typeof latest.instances !== 'number') return [];
  const instances = Math.min(latest.instances, cap);
  const offered = Math.round(load.requestsPerSecond * load.requestSeconds * 1000) / 1000;
  const taken = instances * concurrency;
  const most = assumptions.offeredLoadPercent;
  if (offered * 100 <= taken * most) return [];
  const share = taken === 0 ? '' : `, ${Math.round((offered / taken) * 1000) / 10} %`;
  const at = { path: `${path}.maxInstances`, value: latest.instances };
  return [
    {
      ...(offered <= taken && {
        severity: 'warning',
        why: `requests do not arrive evenly: above ${most} % (assumption) some wait at the peak`,
      }),
      subject: path,
      at,
      owner: declared.owner,
      headline: `${load.requestsPerSecond} requests/s × ${load.requestSeconds} s = ${offered} at the same time${share}; ${instances} instances × ${concurrency} take ${taken}`,
      excess: offered - taken,
      knobs: [
        { path: at.path, from: latest.instances, to: { raiseTo: MOST_INSTANCES } },
        { path: `${path}.concurrency`, from: concurrency, to: { raiseTo: CONCURRENCY.value.max } },
      ],
    },
  ];
}
