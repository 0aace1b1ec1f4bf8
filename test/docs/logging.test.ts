import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../capacity/evaluate';
import { alertsOf, watchOf } from '../../capacity/monitoring/alerts';
import { EVENTS, FIELDS, logMetricList, logMetricsOf, PHASES } from '../../capacity/monitoring/log-lines';
import { declaration } from '../../environments';
import { TODAY } from '../support/declare';

const page = readFileSync(join(__dirname, '../../docs/logging.md'), 'utf8');
const { model } = evaluate(declaration, { today: TODAY }).environments[0]!;

type Line = Readonly<Record<string, unknown>>;

const lines = [...page.matchAll(/```json\n([\s\S]*?)\n```/g)]
  .flatMap(([, block]) => block!.split('\n'))
  .map((line) => JSON.parse(line) as Line);

/** Rows of the table whose first column has that heading, without its head. */
function table(heading: string): readonly (readonly string[])[] {
  const tables = page.split('\n\n').filter((paragraph) => paragraph.startsWith('|'));
  const rows = tables.map((text) =>
    text.split('\n').map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  );
  return rows.find(([head]) => head![0] === heading)!.slice(2);
}

/** Names in backticks. */
function names(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

test('every event that is counted is specified, and no other', () => {
  expect(table('`event`').map(([event]) => names(event!)[0])).toEqual(Object.values(EVENTS));
});

test('the examples show every event and both phases, with exactly the fields that are specified', () => {
  const fields = new Map(table('`event`').map(([event, , cell]) => [names(event!)[0], names(cell!)]));
  for (const line of lines) {
    const { severity, [FIELDS.event]: event, ...rest } = line;
    expect(['INFO', 'ERROR']).toContain(severity);
    expect([event, Object.keys(rest)]).toEqual([event, fields.get(event as string)]);
  }
  expect(new Set(lines.map(({ event }) => event))).toEqual(new Set(Object.values(EVENTS)));
  expect(new Set(lines.flatMap(({ phase }) => phase ?? []))).toEqual(new Set(Object.values(PHASES)));
});

test('what is extracted from a line is of the type that the metric needs', () => {
  for (const { [FIELDS.phase]: phase, [FIELDS.seconds]: seconds, [FIELDS.error]: error } of lines) {
    expect(typeof (phase ?? '')).toBe('string');
    expect(typeof (seconds ?? 0)).toBe('number');
    expect(typeof (error ?? '')).toBe('string');
  }
});

test('every field that the code knows is specified', () => {
  for (const field of Object.values(FIELDS)) expect(page).toContain(`\`${field}\``);
});

test('its metrics are those that are deployed, counted from those events', () => {
  const deployed = logMetricList(logMetricsOf(model)).map(({ name, filter, valueField, labels }) => ({
    name: name.replace(/^staging-/, ''),
    events: Object.values(EVENTS).filter((event) => filter.includes(`"${event}"`)),
    seconds: valueField !== undefined,
    byPhase: labels.length > 0,
  }));
  const written = table('metric').map(([metric, from]) => ({
    name: names(metric!)[0]!,
    events: names(from!).filter((name) => (Object.values(EVENTS) as string[]).includes(name)),
    seconds: names(from!).includes('seconds'),
    byPhase: from!.includes('by phase'),
  }));
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  expect([...written].sort(byName)).toEqual([...deployed].sort(byName));
});

test('the alerts that it names exist', () => {
  const kinds = new Set(alertsOf(watchOf(model)).map(({ kind }) => kind));
  const named = table('metric').flatMap(([, , reader]) => names(reader!));
  expect(named.filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(named.length).toBeGreaterThan(3);
});

test('the exits are those that Cloud Run writes, and no orderly one', () => {
  const { filter } = logMetricsOf(model).exits!;
  const exit = new RegExp(/textPayload =~ "([^"]+)"/.exec(filter)![1]!);
  expect(exit.test('Container called exit(3).')).toBe(true);
  expect(exit.test('Container called exit(0).')).toBe(false);
  expect(filter).toContain('textPayload : "The instance was not started"');
});
