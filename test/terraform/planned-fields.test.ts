import { changeLines, planned } from '../support/planned';

describe('what changes of a resource', () => {
  const DATABASE = 'google_sql_database_instance';
  const flags = (...pairs: readonly (readonly [string, string])[]) => ({
    settings: [{ database_flags: pairs.map(([name, value]) => ({ name, value })) }],
  });

  test('flags go by their names, whatever their order', () => {
    const before = flags(['work_mem', '4'], ['max_connections', '100']);
    expect(
      changeLines([planned(DATABASE, before, flags(['max_connections', '100'], ['work_mem', '4']))]),
    ).toEqual([`update ${DATABASE}.it: in place: a label, or a value that is marked as sensitive`]);
    expect(
      changeLines([
        planned(DATABASE, before, flags(['cloudsql.enable_pgaudit', 'on'], ['max_connections', '200']), {
          environment: 'test',
          subject: 'databases.main',
        }),
      ]),
    ).toEqual([
      'update databases.main: RESTARTS the database (no duration is published; maintenance takes 60 s or less on average on Enterprise)',
      '  databases.main.flags.work_mem 4 → undefined: restart',
      '  databases.main.maxConnections 100 → 200: restart',
      '  databases.main.flags["cloudsql.enable_pgaudit"] undefined → on: restart',
    ]);
  });

  test('the live edition decides how long a restart lasts; omitted, the API’s default of the version', () => {
    const text = (before: Readonly<Record<string, unknown>>) =>
      changeLines([planned(DATABASE, { ...before }, { ...before, settings: [{ tier: 'b' }] })])[0];
    expect(text({ database_version: 'POSTGRES_17', settings: [{ tier: 'a' }] })).toContain(
      'under 1 s on Enterprise Plus',
    );
    expect(text({ database_version: 'POSTGRES_15', settings: [{ tier: 'a' }] })).toContain('on Enterprise)');
  });

  test('what the provider computes anew is no change, unless it is written', () => {
    const change = (more: Parameters<typeof planned>[3]) =>
      changeLines([
        planned(
          DATABASE,
          { maintenance_version: 'a', region: 'x' },
          { region: 'x' },
          { afterUnknown: { maintenance_version: true }, ...more },
        ),
      ]);
    expect(change({ written: new Set(['region']) })).toHaveLength(1);
    expect(change({ written: new Set(['maintenance_version']) })[1]).toBe(
      `  ${DATABASE}.it.maintenance_version a → known after apply: restart`,
    );
    expect(change({ actions: ['delete', 'create'] })).toHaveLength(1);
  });

  const SERVICE = 'google_cloud_run_v2_service';
  const service = (...env: readonly Readonly<Record<string, unknown>>[]) => ({
    template: [{ containers: [{ env }] }],
  });

  test('values of variables are told only where they are numbers or switches', () => {
    const lines = changeLines(
      [
        planned(
          SERVICE,
          service(
            { name: 'POOL', value: '5' },
            { name: 'TOKEN', value: 's3cret' },
            { name: 'DEBUG', value: 'true' },
            { name: 'KEY', value: '', value_source: [{ secret_key_ref: [{ secret: 'a' }] }] },
          ),
          service(
            { name: 'POOL', value: '8' },
            { name: 'TOKEN', value: 'hunter2' },
            { name: 'DEBUG', value: 'false' },
            { name: 'KEY', value: '', value_source: [{ secret_key_ref: [{ secret: 'b' }] }] },
          ),
          { environment: 'test', subject: 'services.api', address: 'google_cloud_run_v2_service.api' },
        ),
      ],
      {
        readFrom: [
          {
            environment: 'test',
            path: 'services.api.pools.main.size',
            source: 'POOL of google_cloud_run_v2_service.api',
          },
        ],
      },
    );
    expect(lines).toEqual([
      'update services.api: new revision',
      '  services.api.pools.main.size 5 → 8: new-revision',
      '  services.api.variables.TOKEN a text → another text: new-revision',
      '  services.api.variables.DEBUG true → false: new-revision',
      '  services.api.variables["KEY.secret_key_ref.secret"] a text → another text: new-revision',
    ]);
    expect(lines.join()).not.toMatch(/s3cret|hunter2/);
  });

  test('of several containers each is named by its number', () => {
    const containers = (cpu: string) => ({
      template: [
        {
          containers: [
            { image: 'a', resources: [{ limits: { cpu: '1' } }] },
            { image: 'b', resources: [{ limits: { cpu } }] },
          ],
        },
      ],
    });
    expect(
      changeLines([
        planned(SERVICE, containers('1'), containers('2'), { environment: 'test', subject: 'services.api' }),
      ]),
    ).toEqual([
      'update services.api: new revision',
      '  services.api.template.containers.1.resources.limits.cpu 1 → 2: new-revision',
    ]);
  });

  test('of the rest of a template only the name is told', () => {
    const template = (args: readonly string[]) => ({ template: [{ containers: [{ args }] }] });
    expect(changeLines([planned(SERVICE, template(['--token=a']), template(['--token=b']))])).toEqual([
      `update ${SERVICE}.it: new revision`,
      `  ${SERVICE}.it.template.containers.args a value → another value: new-revision`,
    ]);
  });

  test('where everything is marked as sensitive, a service may still get a new revision', () => {
    expect(changeLines([planned(SERVICE, { template: '(sensitive)' }, { template: '(sensitive)' })])).toEqual(
      [`update ${SERVICE}.it: new revision, unless only a label changes: the rest is marked as sensitive`],
    );
  });

  test('nothing in a value can break a line or move a cursor', () => {
    const hostile = 'x\u001b[31m\nerror';
    const [, line] = changeLines([
      planned(DATABASE, { settings: [{ tier: 'a' }] }, { settings: [{ tier: hostile }] }),
    ]);
    expect(line).not.toMatch(/[\u0000-\u001f]/);
    const [, flag] = changeLines([planned(DATABASE, flags(), flags([hostile, '1']))]);
    expect(flag).not.toMatch(/[\u0000-\u001f]/);
  });

  test('deep nesting ends somewhere', () => {
    const deep = (value: unknown) => {
      let nested = value;
      for (let depth = 0; depth < 50_000; depth += 1) nested = { template: [nested] };
      return nested as Readonly<Record<string, unknown>>;
    };
    expect(() => changeLines([planned(SERVICE, deep(1), deep(2))])).not.toThrow();
  });

  test('members that every object has are no attributes', () => {
    const prototype = JSON.parse('{"__proto__": {"a": 1}, "constructor": {"b": 1}, "region": "x"}') as Record<
      string,
      unknown
    >;
    expect(changeLines([planned(DATABASE, {}, prototype)])).toEqual([
      `update ${DATABASE}.it: in place`,
      `  ${DATABASE}.it.region undefined → x: in-place`,
    ]);
  });
});
