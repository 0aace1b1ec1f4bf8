import type { Environment } from '../../capacity/declaration';
import { requiredApis } from '../../stacks/apis';
import { api, BASE, main, resource, SERVICE, synthesize } from './support';

const apisOf = (fields: Partial<Environment>): readonly string[] =>
  requiredApis({ ...BASE, ...fields }).map(({ project, service }) => `${project}/${service}`);

test('nothing declared, nothing enabled', () => {
  expect(apisOf({})).toEqual([]);
});

test('a service with a secret', () => {
  expect(apisOf(api({ secrets: { KEY: { secret: 'key' } } }))).toEqual([
    'app/cloudresourcemanager',
    'app/iam',
    'app/run',
    'app/secretmanager',
  ]);
});

test('a service that someone else deploys needs nothing', () => {
  expect(apisOf(api({ ownership: 'reference' }))).toEqual([]);
});

test("someone else's database is looked up, ours gets an address", () => {
  expect(apisOf(main({ ownership: 'reference' }))).toEqual(['app/sqladmin']);
  expect(apisOf(main())).toEqual(['app/servicenetworking', 'app/sqladmin']);
});

test('a connector and a network in the host project', () => {
  expect(
    apisOf({
      network: {
        ownership: 'managed',
        name: 'vpc',
        hostProject: 'host',
        privateServicesAccess: { ownership: 'managed' },
      },
      connectors: { path: { ownership: 'managed', minInstances: 2, maxInstances: 3, subnet: 's' } },
    }),
  ).toEqual(['app/compute', 'app/vpcaccess', 'host/compute', 'host/servicenetworking']);
});

test('Direct VPC egress', () => {
  const egress = { kind: 'direct-vpc', subnet: 'run' } as const;
  expect(apisOf({ services: { api: { ...SERVICE, egress } } })).toContain('app/compute');
});

test('an API stays on when the stack is destroyed', () => {
  expect(resource(synthesize(main()), 'google_project_service.sqladmin')).toEqual({
    project: 'app',
    service: 'sqladmin.googleapis.com',
    disable_on_destroy: false,
    disable_dependent_services: false,
  });
});
