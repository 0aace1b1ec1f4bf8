import { evaluate } from '../../../capacity/evaluate';
import { getPath } from '../../../capacity/paths';
import { alertsOf, watchOf } from '../../../capacity/monitoring/alerts';
import { declaration } from '../../../environments';
import { TODAY } from '../../support/declare';
import { parse, synthesizeResult } from '../support';
import { policiesOf, synthesizeWatched } from './watched';

const { environments } = evaluate(declaration, { today: TODAY });
const staging = environments.find(({ name }) => name === 'staging')!;

test('every alert says what it means, why, where to look first and which number to turn', () => {
  for (const { documentation } of policiesOf(synthesizeWatched()).values()) {
    const headings = documentation.content.split('\n').filter((line) => line.startsWith('## '));
    expect(headings).toEqual([
      '## What it means',
      '## Likely cause',
      '## Look first',
      '## The number to turn',
    ]);
    const commands = /```sh\n([\s\S]*)\n```/.exec(documentation.content)![1]!.split('\n');
    expect(commands).toHaveLength(3);
    expect(commands.filter((command) => !/^(gcloud|curl) /.test(command))).toEqual([]);
  }
});

test('the number to turn is a field of the declaration, or one that it may have', () => {
  for (const { model } of environments) {
    for (const { knob } of alertsOf(watchOf(model))) {
      const parent = knob.replace(/\.[^.]+$/, '');
      expect([knob, getPath(model.declared, parent) !== undefined || parent.endsWith('.startup')]).toEqual([
        knob,
        true,
      ]);
    }
  }
});

test("the incident's own diagnosis stands in the alerts of staging, with the names that work", () => {
  const policies = policiesOf(parse(synthesizeResult(staging)));
  const text = (name: string): string => policies.get(name)!.documentation.content;
  expect(text('connector-instances_staging-connector')).toContain(
    'gcloud compute networks vpc-access connectors describe staging-connector --region=us-central1 --project=netra-staging\n',
  );
  expect(text('database-connections-critical_staging-shared-postgres')).toContain(
    'gcloud sql instances describe staging-shared-postgres --project=netra-staging\n',
  );
});

test('the text of an alert has the declared numbers, and what turning the number does', () => {
  const { content } = policiesOf(parse(synthesizeResult(staging))).get(
    'database-connections-critical_staging-shared-postgres',
  )!.documentation;
  expect(content).toBe(`## What it means

More than 90 % of the 90 usable connections are open. The limit is 100 (declared), of which 3 superuser + 4 cloudsqladmin and 3 kept for the team are not for the services. The metric counts cloudsqladmin's 4 connections, and so does the threshold. Connection 94 is refused with SQLSTATE 53300.

## Likely cause

Several revisions at their ceilings at once (a deploy that does not drain, a split of the traffic), a crash loop whose killed instances leave connections behind, or a client that nobody declared.

## Look first

\`\`\`sh
gcloud sql instances describe staging-shared-postgres --project=netra-staging
gcloud run services list --project=netra-staging --region=us-central1
gcloud logging read 'resource.type="cloudsql_database" AND resource.labels.database_id="netra-staging:staging-shared-postgres" AND severity>=ERROR' --project=netra-staging --freshness=1h --limit=20
\`\`\`

## The number to turn

\`databases.staging-shared-postgres.maxConnections\` = 100, in the declaration of \`staging\`: raise it. Applied: RESTARTS the database. First lower what connects (\`maxInstances\` or the pools of the largest client, a new revision each): that takes effect without an interruption.`);
});
