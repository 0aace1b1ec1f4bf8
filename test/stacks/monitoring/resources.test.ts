import { namesOf, resource, synthesize, api, at } from '../support';
import { policiesOf, resourcesOf, synthesizeWatched } from './watched';

const TYPES = [
  'google_logging_metric',
  'google_monitoring_alert_policy',
  'google_monitoring_custom_service',
  'google_monitoring_dashboard',
  'google_monitoring_notification_channel',
  'google_monitoring_slo',
  'google_monitoring_uptime_check_config',
];

test('without monitoring nothing of it is created, and no API is turned on for it', () => {
  const bare = synthesizeWatched({ monitoring: undefined });
  expect(TYPES.flatMap((type) => namesOf(bare, type))).toEqual([]);
  expect(namesOf(bare, 'google_project_service')).not.toContain('monitoring');
});

test('with it, every kind is created, and its APIs are on first', () => {
  const watched = synthesizeWatched();
  expect(TYPES.filter((type) => namesOf(watched, type).length === 0)).toEqual([]);
  expect(namesOf(watched, 'google_project_service')).toEqual(
    expect.arrayContaining(['logging', 'monitoring']),
  );
  expect(resource(watched, 'google_logging_metric.test-container-exits')['depends_on']).toEqual([
    'google_project_service.logging',
  ]);
  for (const { depends_on } of policiesOf(watched).values())
    expect(depends_on).toContain('google_project_service.monitoring');
});

test('an email channel is created, an existing one is only named', () => {
  const watched = synthesizeWatched({
    'monitoring.channels': {
      mail: { type: 'email', address: 'ops@example.com', severities: ['critical', 'warning'] },
      pager: {
        type: 'existing',
        channel: 'projects/example/notificationChannels/1',
        severities: ['critical'],
      },
    },
  });
  expect(resource(watched, 'google_monitoring_notification_channel.mail')).toMatchObject({
    type: 'email',
    labels: { email_address: 'ops@example.com' },
  });
  expect(namesOf(watched, 'google_monitoring_notification_channel')).toEqual(['mail']);
  const channels = (name: string): unknown => policiesOf(watched).get(name)!.notification_channels;
  const mail = '${google_monitoring_notification_channel.mail.id}';
  expect(channels('database-connections-warning_main')).toEqual([mail]);
  expect(channels('database-connections-critical_main')).toEqual([
    mail,
    'projects/example/notificationChannels/1',
  ]);
});

test('an uptime check asks for the path of the service behind the host, and waits for a cold start', () => {
  const check = (fields: Readonly<Record<string, unknown>>) =>
    resource(synthesizeWatched(fields), 'google_monitoring_uptime_check_config.api_example_com');
  expect(check({})).toMatchObject({
    period: '60s',
    timeout: '10s',
    monitored_resource: { type: 'uptime_url', labels: { project_id: 'example', host: 'api.example.com' } },
    http_check: { path: '/health', port: 443, use_ssl: true, validate_ssl: true },
  });
  expect(check({ 'services.api.minInstances': 0 })).toMatchObject({ timeout: '30s' });
  expect(
    check({ 'services.api.minInstances': 0, 'services.api.startup.databaseDeadlineSeconds': 100 }),
  ).toMatchObject({ timeout: '60s' });
});

test('a host without an uptime check has no alert either', () => {
  const hosts = { 'api.example.com': { service: 'api', uptimePath: false } };
  const watched = synthesizeWatched({ loadBalancer: { hosts, certificateDomains: ['api.example.com'] } });
  expect(namesOf(watched, 'google_monitoring_uptime_check_config')).toEqual([]);
  expect([...policiesOf(watched).keys()].filter((name) => name.startsWith('uptime'))).toEqual([]);
});

test('what began and did not end counts against the objective', () => {
  const { good_service_filter: good, total_service_filter: total } = at(
    resource(synthesizeWatched(), 'google_monitoring_slo.test-api_startup-success'),
    'request_based_sli.good_total_ratio',
  ) as Record<string, string>;
  expect(good).toContain('user/test-startup-phases-ended"');
  expect(total).toContain('user/test-startup-phases-begun"');
  for (const filter of [good, total]) expect(filter).toContain('metric.labels.phase = "startup"');
});

test('a basic Redis instance has no replica that could take over', () => {
  const kinds = (tier: string): readonly string[] =>
    [...policiesOf(synthesizeWatched({ 'redis.cache.tier': tier })).keys()].filter((name) =>
      name.startsWith('redis'),
    );
  expect(kinds('STANDARD_HA')).toContain('redis-failover_cache');
  expect(kinds('BASIC')).not.toContain('redis-failover_cache');
});

test("someone else's instances in another project have their alerts there", () => {
  const databases = {
    main: { ownership: 'reference', project: 'other', version: 'POSTGRES_17', tier: 'db-custom-1-3840' },
  };
  const kinds = [...policiesOf(synthesizeWatched({ databases })).keys()];
  expect(kinds.filter((name) => name.startsWith('database'))).toEqual([]);
});

test('the smallest environment: a service without a database', () => {
  const small = synthesize({
    ...api({}),
    monitoring: {
      channels: { ops: { type: 'email', address: 'ops@example.com', severities: ['critical'] } },
    },
  });
  expect([...policiesOf(small).keys()].sort()).toEqual([
    'service-concurrency_api',
    'service-errors_api',
    'service-instances_api',
    'service-pending_api',
    'service-revisions_api',
    'service-startup-failures_api',
    'service-startup-latency_api',
  ]);
  expect([...resourcesOf(small, 'google_logging_metric').keys()]).toEqual(['test-container-exits']);
  expect(namesOf(small, 'google_monitoring_slo')).toEqual([]);
});
