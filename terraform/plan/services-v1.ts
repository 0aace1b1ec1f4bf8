import type { Service } from '../../capacity/declaration';
import { own } from '../json';
import { draftOf, type Mutable, type Reader } from './draft';
import { viewOf, type Resource } from './resource';
import { readWorkload, type Runtime } from './runtime';
import { addTraffic, base, finish, scale, targetOf } from './services';
import type { View } from './view';

/** Reads a service of Cloud Run's first API: much of it stands in annotations. */
export function readServiceV1(reader: Reader, resource: Resource): void {
  const draft = draftOf(reader, resource);
  const target = targetOf(reader, draft, resource);
  const view = viewOf(resource);
  const revision = view.at('template', 'metadata', 'annotations');
  const spec = view.at('template', 'spec');
  const sockets = revision.at('run.googleapis.com/cloudsql-instances');
  const { workload, container } = readWorkload(reader, draft, target, {
    resource,
    template: spec,
    access: accessOf(revision),
    sockets: sockets.isSet ? [sockets] : [],
  });
  const service: Mutable<Service> = {
    ...workload,
    ...base(target, workload.cpu, spec.at('container_concurrency'), spec.at('timeout_seconds')),
    cpuIdle: revision.at('run.googleapis.com/cpu-throttling').known() !== 'false',
    startupCpuBoost: revision.at('run.googleapis.com/startup-cpu-boost').known() === 'true',
  };
  const whole = view.at('metadata', 'annotations');
  scale(target, service, {
    max: revision.at('autoscaling.knative.dev/maxScale'),
    min: [revision.at('autoscaling.knative.dev/minScale'), whole.at('run.googleapis.com/minScale')],
    serviceMax: whole.at('run.googleapis.com/maxScale'),
  });
  addTraffic(target, service, view.at('traffic'), 'revision_name');
  finish(reader, draft, target, resource, service, container);
}

function accessOf(annotations: View): Runtime['access'] {
  const connector = annotations.at('run.googleapis.com/vpc-access-connector');
  const interfaces = annotations.at('run.googleapis.com/network-interfaces');
  const traffic = annotations.at('run.googleapis.com/vpc-access-egress').known();
  if (connector.isSet) return { connector: { view: connector }, traffic };
  if (!interfaces.isSet) return {};
  const [first] = parsed(interfaces.known());
  const part = (name: string): string | undefined => {
    const text = own(first, name);
    return typeof text === 'string' ? text : undefined;
  };
  const [network, subnetwork] = [part('network'), part('subnetwork')];
  return {
    ...(network !== undefined && { network: { view: interfaces, text: network } }),
    ...(subnetwork !== undefined && { subnetwork: { view: interfaces, text: subnetwork } }),
    ...(first === undefined && { network: { view: interfaces } }),
    traffic,
  };
}

function parsed(text: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
