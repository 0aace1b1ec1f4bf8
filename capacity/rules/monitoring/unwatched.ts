import type { Rule } from '../rule';

export const unwatched: Rule = {
  id: 'monitoring/unwatched',
  severity: 'warning',
  summary: 'Somebody is told when an environment runs out of what was declared.',
  why: 'a budget that is used up shows first as an outage: nobody had an alert on the connections, the connector or the starts',
  check: ({ declared: { monitoring, sandbox = false } }) => {
    if (sandbox) return [];
    if (!monitoring) {
      return [
        {
          subject: 'monitoring',
          headline: 'monitoring is not declared: no alert, no dashboard, no objective',
        },
      ];
    }
    const channels = Object.values(monitoring.channels);
    const deaf = (['critical', 'warning'] as const).filter(
      (severity) => !channels.some(({ severities }) => severities.includes(severity)),
    );
    return deaf.length === 0
      ? []
      : [
          {
            subject: 'monitoring.channels',
            headline: `no channel gets ${deaf.join(' or ')} alerts: they open incidents that nobody is told of`,
          },
        ];
  },
};
