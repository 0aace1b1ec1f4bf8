import type { NotKnown } from '../../declaration';
import type { ServiceModel } from '../../fleets';
import type { Rule } from '../rule';
import { violationOf, type Problem } from '../workloads';

export const instanceRange: Rule = {
  id: 'run/instance-range',
  severity: 'error',
  summary: 'Every fleet has a floor that is not above its ceiling, and a ceiling that is deployed.',
  why: 'the API refuses a floor above its ceiling, and a ceiling that is not deployed bounds nothing',
  check: ({ declared: { origin }, services }) =>
    services.flatMap((service) => violationOf(service, problems(service, origin === 'terraform'))),
};

interface Range {
  readonly minInstances?: number;
  readonly maxInstances?: number | NotKnown;
}

function problems(service: ServiceModel, isRead: boolean): readonly Problem[] {
  const { path, declared } = service;
  const revisions = Object.entries(declared.revisions ?? {});
  return [
    ...rangeProblems(path, service.latest.label, declared, declared),
    ...revisions.flatMap(([name, revision]) =>
      rangeProblems(`${path}.revisions.${name}`, `revision ${name}`, revision, declared),
    ),
    ...outgoingProblems(path, declared),
    ...capProblems(service, isRead),
  ];
}

/** A fleet's floor and ceiling; what it leaves out equals the service's, and is judged only with what it has. */
function rangeProblems(path: string, label: string, own: Range, service: Range): readonly Problem[] {
  if (own.minInstances === undefined && own.maxInstances === undefined) return [];
  const min = own.minInstances ?? service.minInstances ?? 0;
  const max = own.maxInstances ?? service.maxInstances;
  if (typeof max !== 'number') return [];
  if (max < 1) {
    const at = { path: `${path}.maxInstances`, value: max };
    const knobs = [{ path: at.path, from: max, to: { value: Math.max(1, min) } }];
    return [{ text: `${label}: at most ${max} instances, which is deployed as no ceiling`, at, knobs }];
  }
  return min <= max ? [] : [floorProblem(path, label, min, max)];
}

/**
 * The outgoing fleet is counted and never deployed: 0 says that nothing is live yet, and its floor is judged only
 * where it is written, since the live one need not be the new one.
 */
function outgoingProblems(
  service: string,
  { outgoing, maxInstances }: ServiceModel['declared'],
): readonly Problem[] {
  const min = outgoing?.minInstances;
  const max = outgoing?.maxInstances ?? maxInstances;
  if (min === undefined || typeof max !== 'number' || min <= max) return [];
  return [floorProblem(`${service}.outgoing`, 'outgoing', min, max)];
}

function floorProblem(path: string, label: string, min: number, max: number): Problem {
  const at = { path: `${path}.minInstances`, value: min };
  return {
    text: `${label}: at least ${min} instances, and at most ${max}`,
    at,
    knobs: [
      { path: at.path, from: min, to: { value: max } },
      { path: `${path}.maxInstances`, from: max, to: { value: min } },
    ],
  };
}

/** The budget would count on a cap that the deployed resource has no field for. */
function capProblems({ path, declared }: ServiceModel, isRead: boolean): readonly Problem[] {
  const cap = declared.serviceMaxInstances;
  if (cap === undefined) return [];
  const at = { path: `${path}.serviceMaxInstances`, value: cap };
  // Who has it in Terraform has a provider with that field.
  if (declared.ownership !== 'reference' && !isRead) {
    const text = `a service-level maximum of ${cap} instances cannot be deployed: provider 6.50 has no field for it, 7.0 has`;
    return [{ text, at }];
  }
  return cap >= 1 ? [] : [{ text: `a service-level maximum of ${cap} instances; at least 1`, at }];
}
