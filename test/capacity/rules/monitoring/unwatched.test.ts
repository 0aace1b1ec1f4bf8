import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';

const rule = 'monitoring/unwatched';
const channel = (severities: readonly string[]) =>
  withField('monitoring', { channels: { ops: { type: 'email', address: 'ops@example.com', severities } } });

test('without monitoring nobody is told of anything', () => {
  expect(findingsOf(rule, withField('monitoring', undefined))).toMatchObject([
    {
      severity: 'warning',
      subject: 'monitoring',
      headline: 'monitoring is not declared: no alert, no dashboard, no objective',
    },
  ]);
});

test('a sandbox is thrown away', () => {
  expect(headlinesOf(rule, withFields({ monitoring: undefined, sandbox: true }))).toEqual([]);
});

test.each([
  [['critical', 'warning'], []],
  [['critical'], ['no channel gets warning alerts: they open incidents that nobody is told of']],
  [['warning'], ['no channel gets critical alerts: they open incidents that nobody is told of']],
])('a channel for %j', (severities, expected) => {
  expect(headlinesOf(rule, channel(severities))).toEqual(expected);
});

test('two channels may share the severities, and none takes both', () => {
  const channels = {
    pager: { type: 'existing', channel: 'projects/example/notificationChannels/1', severities: ['critical'] },
    mail: { type: 'email', address: 'ops@example.com', severities: ['warning'] },
  };
  expect(headlinesOf(rule, withField('monitoring', { channels }))).toEqual([]);
  expect(headlinesOf(rule, withField('monitoring', { channels: {} }))).toEqual([
    'no channel gets critical or warning alerts: they open incidents that nobody is told of',
  ]);
});
