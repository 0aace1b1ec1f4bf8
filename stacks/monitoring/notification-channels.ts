import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import { Construct } from 'constructs';
import type { AlertSeverity, EmailChannel, Monitoring } from '../../capacity/declaration';
import type { Apis } from '../apis';
import type { StackContext } from '../context';
import { named } from '../named';
import { userLabels } from './labels';

/** Who is told: email channels are created, others exist already and carry their own tokens. */
export class NotificationChannels extends Construct {
  private readonly ids: readonly { readonly id: string; readonly severities: readonly AlertSeverity[] }[];

  constructor(
    scope: Construct,
    private readonly context: StackContext,
    { channels }: Monitoring,
    private readonly apis: Apis,
  ) {
    super(scope, 'channels');
    this.ids = Object.entries(channels).map(([key, channel]) => ({
      id: channel.type === 'email' ? this.email(key, channel) : channel.channel,
      severities: channel.severities,
    }));
  }

  /** Channels that a severity goes to. */
  of(severity: AlertSeverity): string[] {
    return this.ids.filter(({ severities }) => severities.includes(severity)).map(({ id }) => id);
  }

  private email(key: string, { address }: EmailChannel): string {
    const { name, project, labels } = this.context;
    const channel = new MonitoringNotificationChannel(this, key, {
      project,
      displayName: `${name}: ${key}`,
      type: 'email',
      labels: { email_address: address },
      userLabels: userLabels(labels),
      dependsOn: this.apis.of(project, 'monitoring'),
    });
    return named(channel, key).id;
  }
}
