/**
 * Rules about what only a declaration says. An environment that was read from Terraform declares none of it, so its
 * silence there is no finding. Rules about how a service starts need its deadline, and look only where that is known.
 */
export const NOT_IN_TERRAFORM: Readonly<Record<string, string>> = {
  'database/iam-flag': 'services of others may log in with a password',
  'egress/subnet-overlap': 'subnets of several networks stand side by side',
  'monitoring/unwatched': 'alerts need not be in the same plan as what they watch',
  'run/setting-names': 'variables of the container are not kept, since their values may be secret',
};
