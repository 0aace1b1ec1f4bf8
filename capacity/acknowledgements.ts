import type { Acknowledgement, Declaration } from './declaration';
import type { Finding } from './finding';

/** An acknowledgement and what became of it. */
export interface AcknowledgementStatus extends Acknowledgement {
  /** `in-force` accepts a finding; `unused` accepts nothing any more; `expired` accepted one until it ended. */
  readonly status: 'in-force' | 'unused' | 'expired';
}

/** Marks findings that an acknowledgement of their environment accepts. */
export function acknowledge(
  declaration: Declaration,
  findings: readonly Finding[],
  today: string,
): readonly Finding[] {
  return findings.map((finding) => {
    const accepted = declaration.environments[finding.environment]?.acknowledgements?.find(
      (acknowledgement) => matches(acknowledgement, finding) && acknowledgement.expires >= today,
    );
    if (!accepted) return finding;
    const { reason, owner, expires } = accepted;
    return { ...finding, acknowledgedBy: { reason, owner, expires } };
  });
}

/** Every acknowledgement of an environment with its status. */
export function acknowledgementsOf(
  acknowledgements: readonly Acknowledgement[] | undefined,
  findings: readonly Finding[],
  today: string,
): readonly AcknowledgementStatus[] {
  return (acknowledgements ?? []).map((acknowledgement) => {
    const used = findings.some((finding) => matches(acknowledgement, finding));
    const expired = acknowledgement.expires < today;
    return { ...acknowledgement, status: !used ? 'unused' : expired ? 'expired' : 'in-force' };
  });
}

/** The acknowledgement of a finding that ended before today. */
export function expiredFor(
  acknowledgements: readonly Acknowledgement[] | undefined,
  finding: Finding,
  today: string,
): Acknowledgement | undefined {
  return acknowledgements?.find((one) => matches(one, finding) && one.expires < today);
}

function matches({ rule, subject }: Acknowledgement, finding: Finding): boolean {
  return rule === finding.rule && subject === finding.subject;
}
