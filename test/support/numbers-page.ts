import { ASSUMPTIONS } from '../../capacity/google-cloud/assumptions';
import * as cloudRun from '../../capacity/google-cloud/cloud-run';
import * as cloudSql from '../../capacity/google-cloud/cloud-sql';
import * as downtime from '../../capacity/google-cloud/downtime';
import { DRIVERS } from '../../capacity/google-cloud/drivers';
import { READ_ON, type Fact } from '../../capacity/google-cloud/fact';
import * as memorystore from '../../capacity/google-cloud/memorystore';
import * as loadBalancing from '../../capacity/google-cloud/load-balancing';
import { METRICS, RESOURCES } from '../../capacity/google-cloud/metrics';
import * as monitoring from '../../capacity/google-cloud/monitoring';
import * as vpcAccess from '../../capacity/google-cloud/vpc-access';
import { MARGINS } from '../../capacity/margins';

const PRODUCTS = {
  'Cloud SQL': cloudSql,
  'Interruptions of a change': downtime,
  'Cloud Run': cloudRun,
  'VPC access': vpcAccess,
  'Load balancing': loadBalancing,
  Memorystore: memorystore,
  Monitoring: monitoring,
};

/** `docs/assumptions.md`, from the values in the code. */
export function numbersPage(): string {
  return [
    '# What the numbers rest on',
    '',
    `Values of other people's products, as read on ${READ_ON}. \`published\` was read in the vendor's own`,
    'documentation or source; `reported` is second-hand, from public files that quote the vendor or report a',
    'measurement. What nobody publishes is an assumption: an environment changes it under `assumptions`, and every',
    'report lists the assumptions that it rests on. `npm run docs` renews this page from the code.',
    '',
    '## Assumptions',
    '',
    '| name | default | what | source |',
    '| --- | --- | --- | --- |',
    ...Object.entries(ASSUMPTIONS).map(
      ([name, { value, unit, what, source }]) =>
        `| \`${name}\` | ${value} ${unit} | ${cell(what)} | ${cell(source)} |`,
    ),
    '',
    '## Margins of alerts',
    '',
    'Shares and times at which alerts fire; everything else of a threshold is a declared number. An environment changes',
    'them under `monitoring.margins`.',
    '',
    '| name | default | what |',
    '| --- | --- | --- |',
    ...Object.entries(MARGINS).map(
      ([name, { value, unit, what }]) => `| \`${name}\` | ${value} ${unit} | ${cell(what)} |`,
    ),
    '',
    '## Limits',
    '',
    '| product | limit | standing | source |',
    '| --- | --- | --- | --- |',
    ...Object.entries(PRODUCTS).flatMap(([product, facts]) =>
      factsOf(facts).map(
        ([name, { standing, source }]) => `| ${product} | \`${name}\` | ${standing} | ${cell(source)} |`,
      ),
    ),
    '',
    '## Metrics',
    '',
    'What alerts, objectives and the dashboard read. A value is late by up to that many seconds, so an alert on it holds',
    'for longer.',
    '',
    '| metric | kind | stage | late | standing | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.values(METRICS).map(
      ({ value: { type, kind, valueType, stage, delaySeconds }, standing, source }) =>
        `| \`${type}\` | ${kind} ${valueType} | ${stage} | ${delaySeconds} s | ${standing} | ${cell(source)} |`,
    ),
    '',
    '| resource | labels | standing | source |',
    '| --- | --- | --- | --- |',
    ...Object.values(RESOURCES).map(
      ({ value: { type, labels }, standing, source }) =>
        `| \`${type}\` | ${labels.join(', ')} | ${standing} | ${cell(source)} |`,
    ),
    '',
    '## Pool defaults by driver',
    '',
    'What a pool is when only its driver is declared. Sizes are per process.',
    '',
    '| driver | size | overflow | opens | idle time-out | its own words | standing | source |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(DRIVERS).map(([driver, { value, standing, source }]) => {
      const size =
        typeof value.size === 'function' ? `by vCPU: 1 → ${value.size(1)}, 8 → ${value.size(8)}` : value.size;
      const idle = value.idleTimeoutSeconds === 0 ? 'never' : `${value.idleTimeoutSeconds} s`;
      return `| \`${driver}\` | ${size} | ${value.maxOverflow} | ${value.opens} | ${idle} | ${cell(value.settings)} | ${standing} | ${cell(source)} |`;
    }),
    '',
  ].join('\n');
}

function factsOf(module: object): readonly (readonly [string, Fact<unknown>])[] {
  return Object.entries(module).flatMap(([name, value]: [string, unknown]) => {
    if (isFact(value)) return [[name, value] as const];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      isFact(inner) ? [[`${name}.${key}`, inner] as const] : [],
    );
  });
}

function isFact(value: unknown): value is Fact<unknown> {
  return typeof value === 'object' && value !== null && 'standing' in value;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
