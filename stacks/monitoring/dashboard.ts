import { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
import type { Construct } from 'constructs';
import { dashboardOf } from '../../capacity/monitoring/dashboard';
import type { Watch } from '../../capacity/monitoring/alert';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { named } from '../named';
import { resourceName } from '../resource-name';

/** The dashboard of an environment. */
export function dashboard(scope: Construct, context: StackContext, watch: Watch, apis: Apis): void {
  const { name, project } = context;
  const declared = dashboardOf(watch, resourceName(name, 'https'));
  const resource = new MonitoringDashboard(scope, 'dashboard', {
    project,
    dashboardJson: JSON.stringify(declared),
    dependsOn: apis.of(project, 'monitoring'),
  });
  named(resource, name);
}
