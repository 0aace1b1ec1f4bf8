import { readTerraform } from '../../../terraform/plan';
import { DATABASE, OTHER, planOf, POOL, serviceOf, type Written } from '../../support/plan';

test('pools of several containers are counted, those of a proxy are not', () => {
  const containers = [
    {
      name: 'web',
      image: 'example/web',
      ports: [{ container_port: 8080 }],
      env: [
        { name: 'DB_HOST', value: '10.0.0.2' },
        { name: 'DB_POOL_SIZE', value: '3' },
        { name: 'DB_MAX_OVERFLOW', value: '1' },
        { name: 'DB_PROCESSES', value: '2' },
      ],
    },
    {
      name: 'worker',
      image: 'example/worker',
      env: [
        { name: 'DB_HOST', value: '10.0.0.2' },
        { name: 'DB_POOL_SIZE', value: '5' },
        { name: 'DB_MAX_OVERFLOW', value: '0' },
        { name: 'DB_PROCESSES', value: '1' },
      ],
    },
    {
      name: 'proxy',
      image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      args: ['shop:us-central1:main'],
    },
  ];
  const service = serviceOf({}, { volumes: [], containers });
  const { services } = readTerraform(planOf([DATABASE, service]), 'plan.json').after.environments['shop']!;
  expect(services!['api']).toMatchObject({
    processes: 1,
    pools: {
      'web-main': { database: 'main', size: 6, maxOverflow: 2 },
      'worker-main': { database: 'main', size: 5, maxOverflow: 0 },
    },
  });
});

test('environments are projects and regions; a database of another one is a reference', () => {
  const far: Written = {
    ...OTHER,
    values: {
      ...OTHER.values,
      project: 'data',
      region: 'europe-west1',
      connection_name: 'data:europe-west1:other',
    },
  };
  const volumes = [{ cloud_sql_instance: [{ instances: ['data:europe-west1:other'] }] }];
  const { environments } = readTerraform(planOf([far, serviceOf(POOL, { volumes })]), 'plan.json').after;
  expect(Object.keys(environments)).toEqual(['data', 'shop']);
  expect(environments['shop']!.databases).toMatchObject({
    other: {
      ownership: 'reference',
      project: 'data',
      region: 'europe-west1',
      instance: 'other',
      maxConnections: 100,
    },
  });
  expect(environments['data']!.databases).toMatchObject({ other: { ownership: 'managed' } });
});

test('what is not PostgreSQL is said, and not counted', () => {
  const mysql: Written = { ...OTHER, values: { ...OTHER.values, database_version: 'MYSQL_8_0' } };
  const { after, notes } = readTerraform(planOf([DATABASE, mysql, serviceOf(POOL)]), 'plan.json');
  expect(Object.keys(after.environments['shop']!.databases!)).toEqual(['main']);
  expect(notes).toEqual([
    'google_sql_database_instance.other: is MYSQL_8_0; only PostgreSQL is understood, and its connections are not counted',
  ]);
});
