import { join } from 'node:path';
import { evaluate } from '../../capacity/evaluate';
import { readDeclaration } from '../../cli/read-declaration';
import { TODAY } from '../support/declare';

const incident = readDeclaration(join(__dirname, '../fixtures/incident-1278.json'));
const findings = evaluate(incident, { today: TODAY }).environments.flatMap((each) => each.findings);

test('the load balancer of the incident is refused for each thing that was wrong with it', () => {
  expect(
    findings
      .filter(({ rule }) => rule.startsWith('ingress/'))
      .map(({ rule, severity, headline }) => [severity, rule, headline]),
  ).toEqual([
    [
      'error',
      'ingress/certificate-coverage',
      'app.staging.netrasystems.ai is routed and not covered; www.staging.netrasystems.ai is covered and not routed',
    ],
    [
      'error',
      'ingress/serverless-health-check',
      'a health check of /health; a serverless backend cannot have one',
    ],
    [
      'error',
      'ingress/timeout-ceiling',
      'a request may take 86400 s; Cloud Run allows at most 3600 s, and the services behind it at most 600 s (services.backend)',
    ],
  ]);
});
