import type { Monitoring } from '../../capacity/declaration';
import { marginsWith } from '../../capacity/margins';

/** Every field that monitoring can have. */
export const WHOLE_MONITORING = {
  channels: {
    mail: { type: 'email', address: 'ops@example.com', severities: ['warning'] },
    pager: {
      type: 'existing',
      channel: 'projects/example/notificationChannels/1',
      severities: ['critical'],
    },
  },
  margins: marginsWith(),
} as const satisfies Monitoring;
