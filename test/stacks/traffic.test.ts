import type { Service } from '../../capacity/declaration';
import { api, resource, synthesize } from './support';

const trafficOf = (fields: Partial<Service>): unknown =>
  resource(synthesize(api(fields)), 'google_cloud_run_v2_service.api')['traffic'];
const latest = { type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST' };
const revision = (name: string): object => ({
  type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION',
  revision: name,
});

test('split, earlier revisions by name', () => {
  const revisions = { 'api-2': { traffic: 20, tag: 'old' }, 'api-1': { traffic: 10 } };
  expect(trafficOf({ revisions })).toEqual([
    { ...latest, percent: 70 },
    { ...revision('api-1'), percent: 10 },
    { ...revision('api-2'), percent: 20, tag: 'old' },
  ]);
});

test('a tagged revision without traffic', () => {
  expect(trafficOf({ revisions: { 'api-1': { traffic: 0, tag: 'old' } } })).toEqual([
    { ...latest, percent: 100 },
    { ...revision('api-1'), percent: 0, tag: 'old' },
  ]);
});

test('a candidate can be reached before it gets traffic', () => {
  const fields = {
    rollout: 'candidate',
    latestTraffic: 0,
    revisions: { 'api-1': { traffic: 100 } },
  } as const;
  expect(trafficOf(fields)).toEqual([
    { ...latest, percent: 0, tag: 'candidate' },
    { ...revision('api-1'), percent: 100 },
  ]);
});

test('an entry that says nothing is left out', () => {
  const fields = { latestTraffic: 0, revisions: { 'api-1': { traffic: 100 }, 'api-0': { traffic: 0 } } };
  expect(trafficOf(fields)).toEqual([{ ...revision('api-1'), percent: 100 }]);
});
