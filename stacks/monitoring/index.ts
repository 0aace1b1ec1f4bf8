import { Construct } from 'constructs';
import type { Monitoring as Declared } from '../../capacity/declaration';
import { alertsOf, watchOf } from '../../capacity/monitoring/alerts';
import { objectives as objectivesOf } from '../../capacity/monitoring/objectives';
import { uptimeChecks } from '../../capacity/monitoring/uptime';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { AlertPolicies } from './alert-policies';
import { dashboard } from './dashboard';
import { LogMetrics } from './log-metrics';
import { NotificationChannels } from './notification-channels';
import { Objectives } from './objectives';
import { UptimeChecks } from './uptime';

/** Who is told of what: channels, log-based metrics, uptime checks, objectives, alert policies and a dashboard. */
export class Monitoring extends Construct {
  constructor(scope: Construct, context: StackContext, declared: Declared, apis: Apis) {
    super(scope, 'monitoring');
    const watch = watchOf(context.model);
    const channels = new NotificationChannels(this, context, declared, apis);
    const logMetrics = new LogMetrics(this, context, watch.logs, apis);
    const uptime = new UptimeChecks(this, context, uptimeChecks(watch), apis);
    const objectives = new Objectives(this, context, objectivesOf(watch), logMetrics, apis);
    new AlertPolicies(this, alertsOf(watch), { context, apis, channels, logMetrics, objectives, uptime });
    dashboard(this, context, watch, apis);
  }
}
