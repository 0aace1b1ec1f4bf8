import { marginsWith } from '../margins';
import type { EnvironmentModel } from '../model';
import type { Alert, Watch } from './alert';
import { connectorAlerts } from './connector-alerts';
import { databaseAlerts } from './database-alerts';
import { logMetricsOf } from './log-lines';
import { objectiveAlerts } from './objectives';
import { redisAlerts } from './redis-alerts';
import { serviceAlerts } from './service-alerts';
import { startupAlerts } from './startup-alerts';
import { uptimeAlerts } from './uptime';

/** What alerts, objectives and the dashboard of an environment are made from. */
export function watchOf(model: EnvironmentModel): Watch {
  const environment = model.declared;
  return {
    model,
    environment,
    margins: marginsWith(environment.monitoring?.margins),
    logs: logMetricsOf(model),
  };
}

/** Every alert of an environment, in the order of the path: every threshold comes from its declaration. */
export function alertsOf(watch: Watch): readonly Alert[] {
  return [
    ...uptimeAlerts(watch),
    ...serviceAlerts(watch),
    ...startupAlerts(watch),
    ...objectiveAlerts(watch),
    ...connectorAlerts(watch),
    ...databaseAlerts(watch),
    ...redisAlerts(watch),
  ];
}
