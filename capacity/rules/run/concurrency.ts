import { CONCURRENCY } from '../../google-cloud/cloud-run';
import type { ServiceModel } from '../../fleets';
import type { Rule } from '../rule';
import { deployedServices, violationOf, type Problem } from '../workloads';

export const concurrency: Rule = {
  id: 'run/concurrency',
  severity: 'error',
  summary: 'An instance takes 1 to 1000 concurrent requests, and exactly 1 below 1 vCPU.',
  why: 'the plan looks fine, and the API refuses the revision in the middle of the deploy',
  check: (environment) =>
    deployedServices(environment).flatMap((service) => violationOf(service, problems(service))),
};

function problems({ path, declared }: ServiceModel): readonly Problem[] {
  const { min, max } = CONCURRENCY.value;
  const { concurrency: requests, cpu } = declared;
  const at = { path: `${path}.concurrency`, value: requests };
  const set = (value: number): Problem['knobs'] => [{ path: at.path, from: requests, to: { value } }];
  if (cpu < 1 && requests !== 1) {
    return [
      {
        text: `${requests} concurrent requests an instance with ${cpu} vCPU; below 1 vCPU Cloud Run takes 1`,
        at,
        knobs: [...set(1)!, { path: `${path}.cpu`, from: cpu, to: { value: 1 } }],
      },
    ];
  }
  if (requests >= min && requests <= max) return [];
  return [
    {
      text: `${requests} concurrent requests an instance; Cloud Run takes ${min} to ${max}`,
      at,
      knobs: set(requests < min ? min : max),
    },
  ];
}
