import type { EnvironmentResult, Result } from '../../capacity/evaluate';
import type { Review } from '../review';
import { plain } from './plain';

/**
 * A review of which no text can do anything to the terminal that it is printed to. Declarations have no such text;
 * names and values of a plan may.
 */
export function plainReview(review: Review): Review {
  const { before, changes, notes, result, sourceOf } = review;
  return {
    result: plainResult(result),
    ...(before && { before: plainResult(before) }),
    changes: plain(changes),
    notes: plain(notes),
    sourceOf: (environment) => plain(sourceOf(environment)),
  };
}

function plainResult(result: Result): Result {
  return { ...result, environments: result.environments.map(plainEnvironment) };
}

function plainEnvironment(environment: EnvironmentResult): EnvironmentResult {
  const { acknowledgements, assumptions, baseline, findings } = environment;
  return {
    ...environment,
    findings: plain(findings),
    acknowledgements: plain(acknowledgements),
    baseline: plain(baseline),
    assumptions: plain(assumptions),
  };
}
