import {
  CUSTOM_TIER,
  customTierFor,
  NOT_KNOWN,
  PREDEFINED_TIERS,
  SHARED_CORE_TIERS,
} from '../../google-cloud/cloud-sql';
import { entryOf } from '../../google-cloud/fact';
import type { Knob } from '../../finding';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const tierShape: Rule = {
  id: 'database/tier-shape',
  severity: 'error',
  summary: 'A tier names a machine that Cloud SQL for PostgreSQL has, inside its SLA.',
  why: 'the API refuses the tier, after the plan has passed: the provider accepts any text',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database: { tier }, ours, severity, owner, ...rest }) => {
      if (tier === NOT_KNOWN) return [];
      const at = { path: `${path}.tier`, value: tier };
      const knob = (to: string | undefined): readonly Knob[] =>
        to === undefined || !ours ? [] : [{ path: at.path, from: tier, to: { value: to } }];
      if (rest.tier?.family === 'shared-core') {
        if (!ours || environment.declared.sandbox) return [];
        const headline = `${tier} is a shared-core tier: outside the SLA, not for production`;
        const why =
          'its CPU is shared and its availability is not covered: it may stall under a startup storm';
        return [
          { subject: path, severity: 'warning', at, owner, headline, why, knobs: knob(customTierFor(1, 0)) },
        ];
      }
      const custom = /^db-custom-(\d+)-(\d+)$/.exec(tier);
      const [vcpu, megabytes] = [Number(custom?.[1]), Number(custom?.[2])];
      const problems = custom
        ? customProblems(vcpu, megabytes)
        : rest.tier
          ? []
          : [unknownTier(tier.replace(/-\d+$/, ''))];
      if (problems.length === 0) return [];
      const headline = `${tier} does not exist: ${problems.join('; ')}`;
      const knobs = custom ? knob(customTierFor(vcpu, megabytes)) : [];
      return [{ subject: path, severity, at, owner, headline, knobs }];
    }),
};

function customProblems(vcpu: number, megabytes: number): readonly string[] {
  const { maxVcpu, minMb, stepMb, minGbPerVcpu, maxGbPerVcpu } = CUSTOM_TIER.value;
  const odd = vcpu !== 1 && (vcpu % 2 !== 0 || vcpu < 2 || vcpu > maxVcpu);
  const [least, most] = [minGbPerVcpu, maxGbPerVcpu].map((gigabytes) => Math.floor(gigabytes * 1024 * vcpu));
  return [
    ...(odd ? [`${vcpu} vCPU is neither 1 nor an even number from 2 to ${maxVcpu}`] : []),
    ...(megabytes < minMb ? [`${megabytes} MB is below ${minMb} MB`] : []),
    ...(megabytes % stepMb === 0 ? [] : [`${megabytes} MB is not a multiple of ${stepMb} MB`]),
    ...(odd || (megabytes >= least! && megabytes <= most!)
      ? []
      : [`${megabytes} MB is outside ${least} to ${most} MB for ${vcpu} vCPU`]),
  ];
}

function unknownTier(family: string): string {
  const sizes = entryOf(PREDEFINED_TIERS.value, family);
  if (sizes) return `${family} has ${Object.keys(sizes).join(', ')} vCPU`;
  const families = Object.keys(PREDEFINED_TIERS.value).map((name) => `${name}-<vCPU>`);
  const known = [...Object.keys(SHARED_CORE_TIERS.value), 'db-custom-<vCPU>-<MB>', ...families];
  return `PostgreSQL has ${known.join(', ')}`;
}
