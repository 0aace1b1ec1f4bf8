import type { Violation } from '../../finding';
import type { ResourceChange } from '../../change';
import { CONNECTOR_CREATE_TIMEOUT_MINUTES } from '../../google-cloud/downtime';
import type { EnvironmentModel, Model } from '../../model';
import { once } from '../../once';
import { keysOf } from '../../paths';
import { firstOf } from '../../words';
import type { Rule } from '../rule';
import { connectorsOf } from '../declared-connectors';
import { changesOf, fieldsText, fieldsWith, nameOfSubject, revert } from '../changed-fields';

export const replacesConnector: Rule = {
  id: 'change/replaces-connector',
  severity: 'error',
  summary: 'A change does not replace a connector that is in use.',
  why: 'the provider deletes the connector before it creates the new one of the same name; where that fails, nothing comes back',
  check: (environment, model) =>
    changesOf(environment, model)
      .filter(
        ({ type, action, effect }) =>
          // Where the new one is made first, under another name, the services move to it before the old one goes.
          type === 'google_vpc_access_connector' && action === 'replace' && effect.kind === 'replace',
      )
      .map((change): Violation => {
        const replacing = fieldsWith(change, 'replace');
        const users = usersOf(change, environment, model);
        const what = [fieldsText(change, replacing), `replaces ${nameOfSubject(change)}`]
          .filter(Boolean)
          .join(' ');
        const lost = users.length === 1 ? 'loses its private path' : 'lose their private path';
        const minutes = CONNECTOR_CREATE_TIMEOUT_MINUTES.value;
        const [first] = replacing;
        return {
          subject: change.subject,
          severity: users.length > 0 ? 'error' : 'warning',
          ...(first && { at: { path: first.path, value: first.to } }),
          owner: change.owner,
          headline:
            users.length > 0
              ? `${what}: ${firstOf(users, 3)} ${lost} until it is back, which the provider waits for up to ${minutes} min`
              : `${what}; no service and no job is known to use it`,
          knobs: revert(replacing),
        };
      }),
};

/** Services and jobs whose way into the network it is, live or after the change. */
function usersOf({ subject }: ResourceChange, after: EnvironmentModel, { base }: Model): readonly string[] {
  const before = base && byName(base).get(after.name);
  const key = keysOf(subject)[1];
  const users = [before, after].flatMap((environment) =>
    (environment ? connectorsOf(environment) : []).flatMap(({ name, services, jobs }) =>
      name === key ? [...services, ...jobs] : [],
    ),
  );
  return [...new Set(users.map(({ name }) => name))];
}

const byName = once(({ environments }: Model) => new Map(environments.map((each) => [each.name, each])));
