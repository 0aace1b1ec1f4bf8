import type { Job } from '../../capacity/declaration';
import { draftOf, type Mutable, type Reader } from './draft';
import { nameOf } from './names';
import { secondsOf } from './quantities';
import { countAt, isFrom } from './report';
import { viewOf, type Resource } from './resource';
import { readWorkload } from './runtime';
import { runtimeOf, targetOf } from './services';

const MIGRATION = /migrat|alembic|flyway|liquibase/i;

/** Reads a Cloud Run job. Terraform does not say when it runs: its name may. */
export function readJob(reader: Reader, resource: Resource): void {
  const draft = draftOf(reader, resource);
  const target = targetOf(reader, draft, resource, 'jobs');
  const execution = viewOf(resource).at('template');
  const template = execution.at('template');
  const { workload, container } = readWorkload(reader, draft, target, runtimeOf(resource, template));
  const isMigration =
    MIGRATION.test(nameOf(resource)) || (container?.words.some((word) => MIGRATION.test(word)) ?? false);
  const what = isMigration
    ? 'its name or its command line'
    : 'nothing says that it runs only around a deploy';
  isFrom(target, 'during', what);
  const job: Mutable<Job> = { ...workload, during: isMigration ? 'migration' : 'always' };
  const tasks = countAt(target, 'tasks', execution.at('task_count'));
  if (typeof tasks === 'number' && tasks > 0) job.tasks = tasks;
  const parallelism = countAt(target, 'parallelism', execution.at('parallelism'));
  if (typeof parallelism === 'number') job.parallelism = parallelism;
  const retries = countAt(target, 'maxRetries', template.at('max_retries'));
  if (typeof retries === 'number') job.maxRetries = retries;
  const seconds = secondsOf(template.at('timeout').known() ?? '');
  if (seconds !== undefined) job.taskTimeoutSeconds = seconds;
  draft.jobs.set(reader.keys.of(resource), job);
  reader.read.set(resource, { environment: draft.name, subject: target.path });
}
