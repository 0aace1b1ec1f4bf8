import { JOB, SERVICE, SERVICE_V1 } from './cloud-run';
import { DATABASE, DATABASE_INSTANCE } from './cloud-sql';
import { REDIS } from './redis';
import { CONNECTOR } from './vpc-access';
import type { ResourceType } from './attribute';

export type { Attribute, ResourceType } from './attribute';

/** What a change of these types does, by Terraform resource type. */
export const RESOURCE_TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['google_vpc_access_connector', CONNECTOR],
  ['google_sql_database_instance', DATABASE_INSTANCE],
  ['google_sql_database', DATABASE],
  ['google_redis_instance', REDIS],
  ['google_cloud_run_v2_service', SERVICE],
  ['google_cloud_run_v2_job', JOB],
  ['google_cloud_run_service', SERVICE_V1],
]);
