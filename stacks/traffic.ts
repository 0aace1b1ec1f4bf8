import type { CloudRunV2ServiceTraffic } from '@cdktf/provider-google/lib/cloud-run-v2-service';
import type { ServiceModel } from '../capacity/fleets';

/** Tag under which a candidate can be reached before it gets traffic. */
export const CANDIDATE_TAG = 'candidate';

/**
 * The whole split of a service's traffic: the latest revision first, then the earlier ones by name. An entry
 * with neither a percentage nor a tag says nothing, and is left out.
 */
export function trafficOf({
  declared,
  latestTraffic,
  rollout,
}: ServiceModel): readonly CloudRunV2ServiceTraffic[] {
  const latest: CloudRunV2ServiceTraffic = {
    type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST',
    percent: latestTraffic,
    ...(rollout === 'candidate' && { tag: CANDIDATE_TAG }),
  };
  const revisions = Object.entries(declared.revisions ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([revision, { tag, traffic }]): CloudRunV2ServiceTraffic => ({
      type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION',
      revision,
      percent: traffic,
      ...(tag !== undefined && { tag }),
    }));
  return [latest, ...revisions].filter(({ percent, tag }) => percent !== 0 || tag !== undefined);
}
