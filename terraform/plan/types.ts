/** Resource types that a capacity model is made of. */
export const READ_TYPES: ReadonlySet<string> = new Set([
  'google_cloud_run_v2_service',
  'google_cloud_run_v2_job',
  'google_cloud_run_v2_worker_pool',
  'google_cloud_run_service',
  'google_sql_database_instance',
  'google_vpc_access_connector',
  'google_redis_instance',
  'google_compute_subnetwork',
  'google_compute_network',
  'google_sql_database',
  'google_sql_user',
  'google_secret_manager_secret',
  'google_secret_manager_secret_version',
]);
