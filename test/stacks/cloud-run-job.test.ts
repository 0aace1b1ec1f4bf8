import type { Job } from '../../capacity/declaration';
import { at, JOB, main, namesOf, resource, synthesize, type Synthesized } from './support';

const withJob = (fields: Partial<Job>): Synthesized =>
  synthesize({ ...main(), jobs: { task: { ...JOB, ...fields } } });

test('everything written out', () => {
  expect(resource(withJob({}), 'google_cloud_run_v2_job.task')).toEqual({
    name: 'task',
    project: 'app',
    location: 'europe-west1',
    deletion_protection: true,
    labels: { 'managed-by': 'capacity-stack' },
    depends_on: ['google_project_service.run'],
    template: {
      task_count: 1,
      parallelism: 1,
      template: {
        service_account: '${google_service_account.task-job.email}',
        execution_environment: 'EXECUTION_ENVIRONMENT_GEN2',
        timeout: '600s',
        max_retries: 0,
        containers: [{ image: 'registry/job:1', resources: { limits: { cpu: '1', memory: '512Mi' } } }],
      },
    },
  });
});

test.each([
  [10, 0, 10],
  [10, 4, 4],
  [2, 5, 2],
])('%d tasks with parallelism %d: %d at once, as the budget counts', (tasks, parallelism, atOnce) => {
  const job = resource(
    withJob({ tasks, parallelism, taskTimeoutSeconds: 1800, maxRetries: 2 }),
    'google_cloud_run_v2_job.task',
  );
  expect(job['template']).toMatchObject({
    task_count: tasks,
    parallelism: atOnce,
    template: { timeout: '1800s', max_retries: 2 },
  });
});

test('socket', () => {
  const pools = { main: { database: 'main', size: 1 } };
  const job = resource(withJob({ pools, transport: 'socket' }), 'google_cloud_run_v2_job.task');
  expect(at(job, 'template.template.volumes')).toEqual([
    { name: 'cloudsql', cloud_sql_instance: { instances: ['app:europe-west1:main'] } },
  ]);
  expect(at(job, 'template.template.containers.0.volume_mounts')).toEqual([
    { name: 'cloudsql', mount_path: '/cloudsql' },
  ]);
});

test("a pipeline's image is set once", () => {
  const json = withJob({ image: { managedBy: 'pipeline', initial: 'registry/first:0' } });
  expect(resource(json, 'google_cloud_run_v2_job.task')['lifecycle']).toEqual({
    ignore_changes: [
      'client',
      'client_version',
      'template[0].annotations',
      'template[0].labels',
      'template[0].template[0].containers[0].image',
      'template[0].template[0].containers[0].name',
    ],
  });
});

test('imported', () => {
  const json = withJob({ ownership: 'imported' });
  expect(json.import).toEqual([
    { to: 'google_cloud_run_v2_job.task', id: 'projects/app/locations/europe-west1/jobs/task' },
  ]);
  expect(at(resource(json, 'google_cloud_run_v2_job.task'), 'lifecycle.ignore_changes')).toContain(
    'template[0].template[0].volumes',
  );
});

test('reference: counted, not deployed', () => {
  expect(namesOf(withJob({ ownership: 'reference' }), 'google_cloud_run_v2_job')).toEqual([]);
});
