import type { EnvironmentResult, Result } from '../capacity/evaluate';

/** Acknowledgements with their status, and entries of the baseline: what may stand, and what should be taken out. */
export function acceptedLines({ environments }: Result): readonly string[] {
  return environments.flatMap(({ acknowledgements, baseline }) => [
    ...acknowledgementLines(acknowledgements),
    ...baselineLines(baseline),
  ]);
}

/** One line each. */
export function acknowledgementLines(
  acknowledgements: EnvironmentResult['acknowledgements'],
): readonly string[] {
  return acknowledgements.map(
    ({ rule, subject, status, expires, owner, reason }) =>
      `acknowledged ${rule} ${subject}   ${status}, until ${expires}, ${owner}: ${reason}`,
  );
}

const STATUS: Readonly<Record<EnvironmentResult['baseline'][number]['status'], string>> = {
  known: 'known, and not worse',
  worse: 'worse now, so it counts',
  unknown: 'nobody knows whether it is worse, so it counts',
  gone: 'gone: remove it from the baseline',
};

/** One line for each entry. */
export function baselineLines(baseline: EnvironmentResult['baseline']): readonly string[] {
  return baseline.map(
    ({ rule, subject, status }) => `in the baseline ${rule} ${subject}   ${STATUS[status]}`,
  );
}
