import type { Fleet, ServiceModel } from '../fleets';
import { startSteps, startupProbe } from '../startup-probe';
import { isDeployed } from '../workload';
import { above, makeAlert, placeOf, type Advice, type Alert, type Condition, type Watch } from './alert';
import { ALERT_POLICY } from '../google-cloud/monitoring';
import * as queries from './queries';

/** Alerts of the Cloud Run services that this stack deploys. */
export function serviceAlerts(watch: Watch): readonly Alert[] {
  return watch.model.services
    .filter(isDeployed)
    .flatMap((service) => [
      ...instanceAlerts(watch, service),
      pendingAlert(watch, service),
      ...concurrencyAlerts(watch, service),
      startupLatencyAlert(watch, service),
      errorAlert(watch, service),
      revisionAlert(watch, service),
    ]);
}

/** Seconds that a start may take: what its startup budget allows; without one, what it takes to boot. */
export function allowedStartSeconds({ model }: Watch, { name, declared }: ServiceModel): number {
  const { bootSeconds, migrationSeconds } = startSteps(declared);
  return model.startup.get(name)?.neededWindowSeconds ?? bootSeconds + migrationSeconds;
}

/** Seconds for which two revisions answer during a deploy: until the new one starts, and the old one's last request ends. */
export function rolloutSeconds({ model }: Watch, { name, declared }: ServiceModel): number {
  return startupProbe(declared, model.startup.get(name)).windowSeconds + declared.requestTimeoutSeconds;
}

/** The first commands for a service. */
export function serviceCommands({ environment }: Watch, name: string): Advice['commands'] {
  const where = `--region=${environment.region} --project=${environment.project}`;
  return [
    `gcloud run services describe ${name} ${where}`,
    `gcloud run revisions list --service=${name} ${where}`,
    `gcloud logging read 'resource.type="cloud_run_revision" AND resource.labels.service_name="${name}" AND severity>=WARNING' --project=${environment.project} --freshness=1h --limit=50`,
  ];
}

function instanceAlerts(watch: Watch, service: ServiceModel): readonly Alert[] {
  const { name, path, latest, revisions } = service;
  const place = placeOf(watch.environment, name);
  const others = revisions.map((fleet) => ({ name: fleet.label.replace(/^revision /, ''), fleet }));
  // A fleet that always has as many as it may is at no ceiling, and a single instance is either there or not.
  const atCeiling = (
    what: string,
    { floor, instances: ceiling }: Fleet,
    only: queries.Revisions,
  ): readonly Condition[] =>
    typeof ceiling === 'number' && ceiling > Math.max(1, floor)
      ? [
          above(`${what} at its ceiling of ${ceiling}`, queries.instances(place, only), ceiling - 1, {
            atLeast: 300,
          }),
        ]
      : [];
  const conditions = [
    ...atCeiling('latest revision', latest, { except: others.map((other) => other.name) }),
    ...others.flatMap((other) => atCeiling(`revision ${other.name}`, other.fleet, { only: other.name })),
  ].slice(0, ALERT_POLICY.value.conditions.max);
  if (conditions.length === 0) return [];
  return [
    makeAlert(
      watch,
      {
        kind: 'service-instances',
        name,
        subject: path,
        severity: 'warning',
        title: 'instances at their ceiling',
        conditions,
      },
      {
        meaning: `A revision runs as many instances as it may: ${latest.instances}, active and idle. Cloud Run adds no more; further requests wait, and are answered with 429 after a while.`,
        cause:
          'More traffic than was declared, requests that take longer than usual (often a slow database), or a retry storm.',
        commands: serviceCommands(watch, name),
        knob: `${path}.maxInstances`,
        turn: 'raise',
        caution:
          'The check refuses a ceiling whose pools do not fit the database: raise the limit first, and deploy it first.',
      },
    ),
  ];
}

function pendingAlert(watch: Watch, { name, path, declared }: ServiceModel): Alert {
  const { concurrency } = declared;
  const query = queries.pendingRequests(placeOf(watch.environment, name));
  return makeAlert(
    watch,
    {
      kind: 'service-pending',
      name,
      subject: path,
      severity: 'warning',
      title: 'requests wait for an instance',
      conditions: [above(`more than ${concurrency} requests wait`, query, concurrency)],
    },
    {
      meaning: `More requests wait than a further instance would take (\`concurrency\` ${concurrency}).`,
      cause:
        'All instances are at their concurrency and no more are started: the ceiling is reached, or new instances do not get through their start.',
      commands: serviceCommands(watch, name),
      knob: `${path}.maxInstances`,
      turn: 'raise',
    },
  );
}

function concurrencyAlerts(watch: Watch, { name, path, declared }: ServiceModel): readonly Alert[] {
  const { concurrency } = declared;
  // An instance that takes one request at a time is either idle or full.
  if (concurrency <= 1) return [];
  const percent = watch.margins.concurrencyPercent;
  const query = queries.requestConcurrency(placeOf(watch.environment, name));
  const threshold = (concurrency * percent) / 100;
  return [
    makeAlert(
      watch,
      {
        kind: 'service-concurrency',
        name,
        subject: path,
        severity: 'warning',
        title: `instances above ${percent} % of their concurrency`,
        conditions: [above(`above ${percent} % of ${concurrency}`, query, threshold, { atLeast: 600 })],
      },
      {
        meaning: `Instances take ${concurrency} requests at once, and the fullest are above ${percent} % of that for ten minutes: scaling does not keep up.`,
        cause:
          'The ceiling is reached, or requests hold on longer because each waits for a connection of the pool.',
        commands: serviceCommands(watch, name),
        knob: `${path}.concurrency`,
        turn: 'raise',
        caution:
          'More requests at once need a larger pool, or they wait for a connection instead of an instance.',
      },
    ),
  ];
}

function startupLatencyAlert(watch: Watch, service: ServiceModel): Alert {
  const { name, path, declared } = service;
  const seconds = allowedStartSeconds(watch, service);
  const { windowSeconds } = startupProbe(declared, watch.model.startup.get(name));
  return makeAlert(
    watch,
    {
      kind: 'service-startup-latency',
      name,
      subject: path,
      severity: 'warning',
      title: `starts take longer than ${seconds} s`,
      conditions: [
        above(
          `95 % of starts within ${seconds} s`,
          queries.startupLatency(placeOf(watch.environment, name)),
          seconds * 1000,
        ),
      ],
    },
    {
      meaning: `The startup budget allows ${seconds} s; the probe kills an instance that is not ready after ${windowSeconds} s. Starts come close to that, and the next slowness makes them fail.`,
      cause:
        'The network path warms up (a connector that scales), the database takes connections slowly, or the image or its boot grew.',
      commands: serviceCommands(watch, name),
      knob: model(watch, name) ? `${path}.startup.databaseDeadlineSeconds` : `${path}.startup.bootSeconds`,
      turn: 'raise',
      caution: 'The probe window follows from it.',
    },
  );
}

function errorAlert(watch: Watch, { name, path }: ServiceModel): Alert {
  const percent = watch.margins.errorPercent;
  const place = placeOf(watch.environment, name);
  return makeAlert(
    watch,
    {
      kind: 'service-errors',
      name,
      subject: path,
      severity: 'critical',
      title: `more than ${percent} % of answers are 5xx`,
      conditions: [
        above(`5xx above ${percent} %`, queries.failedRequests(place), percent / 100, {
          denominator: queries.requests(place),
        }),
      ],
    },
    {
      meaning: `More than ${percent} % of the requests that reached the service failed. Those that found no instance are not even counted.`,
      cause:
        'The database refuses connections or does not answer, a deploy that is broken, or instances that are killed for their memory.',
      commands: serviceCommands(watch, name),
      knob: `${path}.maxInstances`,
      turn: 'lower',
      caution:
        'That helps only where the database refuses connections; after a bad deploy, send the traffic back to the revision before it.',
    },
  );
}

function revisionAlert(watch: Watch, service: ServiceModel): Alert {
  const { name, path, declared, latestTraffic } = service;
  const split = Object.values(declared.revisions ?? {}).filter(({ traffic }) => traffic > 0).length;
  const expected = split + (latestTraffic > 0 ? 1 : 0);
  const seconds = rolloutSeconds(watch, service);
  return makeAlert(
    watch,
    {
      kind: 'service-revisions',
      name,
      subject: path,
      severity: 'warning',
      title: `more revisions answer than the ${expected} declared`,
      conditions: [
        above(
          `more than ${expected} for ${seconds} s`,
          queries.servingRevisions(placeOf(watch.environment, name)),
          expected,
          {
            atLeast: seconds + 300,
          },
        ),
      ],
    },
    {
      meaning: `A rollout is over after ${seconds} s: probe window and request time-out. More than ${expected} ${expected === 1 ? 'revision answers' : 'revisions answer'} for longer, and each may run instances up to its own ceiling, with pools of its own.`,
      cause:
        'Traffic that was split by hand and forgotten, a rollback that stopped half-way, or a tag that clients still use.',
      commands: serviceCommands(watch, name),
      knob: `${path}.latestTraffic`,
      turn: 'raise',
      caution: 'A split that is meant belongs into `revisions`: then the budget counts it.',
    },
  );
}

function model({ model: environment }: Watch, name: string): boolean {
  return environment.startup.has(name);
}
