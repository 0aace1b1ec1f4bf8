import { DATABASE, POOL, serviceOf, type Written } from './plan';

/** A service with other values. */
export const service = (values: Readonly<Record<string, unknown>>, name = 'api'): Written => ({
  type: 'google_cloud_run_v2_service',
  name,
  values: { ...serviceOf(POOL).values, ...values },
});
/** A database with other values. */
export const database = (values: Readonly<Record<string, unknown>>, name = 'other'): Written => ({
  ...DATABASE,
  name,
  values: {
    ...DATABASE.values,
    name,
    connection_name: `shop:us-central1:${name}`,
    private_ip_address: null,
    ...values,
  },
});
/** A template with a ceiling of anything. */
export const scaling = (max: unknown): unknown => [
  { ...(serviceOf(POOL).values['template'] as readonly object[])[0], scaling: [{ max_instance_count: max }] },
];

/** Names that somebody may hope that they do something. */
export const HOSTILE = [
  '__proto__',
  'constructor',
  'a\nb',
  '\u001b[2J\u001b[31mred',
  '::error file=x::owned',
  '<script>alert(1)</script>',
  '| a | b |\n|---|---|',
  '${file("/etc/passwd")}',
  'a\u202egnp.exe',
  '../../etc/passwd',
  '-rf',
  'ünïcödé',
  'x'.repeat(10_000),
  '',
];
