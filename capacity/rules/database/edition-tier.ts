import { defaultEdition, NOT_KNOWN } from '../../google-cloud/cloud-sql';
import type { Rule } from '../rule';
import { databasesOf } from '../declared-databases';

export const editionTier: Rule = {
  id: 'database/edition-tier',
  severity: 'error',
  summary: 'The edition is written out, and has the tier.',
  why: 'the API refuses a tier of another edition with "Invalid Tier … for … Edition", after the plan has passed',
  check: (environment) =>
    databasesOf(environment).flatMap(({ path, database, tier, ours, severity, owner }) => {
      const { edition, version } = database;
      if (edition === undefined && (!ours || version === NOT_KNOWN)) return [];
      const chosen = edition ?? defaultEdition(version);
      const fits = tier === undefined || tier.edition === chosen;
      if (fits && edition !== undefined) return [];
      const chooses =
        edition === undefined ? `edition is not set: for ${version} the API chooses ${chosen}` : '';
      const has = fits
        ? `, which has ${database.tier} by luck`
        : `, which has no ${database.tier}: it is a tier of ${tier.edition}`;
      return [
        {
          subject: path,
          severity: fits ? 'warning' : severity,
          at: { path: `${path}.edition`, value: edition },
          owner,
          headline: (chooses || `edition is ${chosen}`) + (tier ? has : ''),
          ...(fits && {
            why: 'the default changes with the major version: an upgrade then asks for another machine',
          }),
          knobs: ours
            ? [{ path: `${path}.edition`, from: edition, to: { value: tier?.edition ?? chosen } }]
            : [],
        },
      ];
    }),
};
