import { synthesize } from './support';

const backendOf = (state: Parameters<typeof synthesize>[0]): unknown => {
  const { backend, cloud } = synthesize(state).terraform;
  return { backend, cloud };
};

test('a bucket, under the name of the environment', () => {
  expect(backendOf({ state: { backend: 'gcs', bucket: 'b' } })).toEqual({
    backend: { gcs: { bucket: 'b', prefix: 'capacity/test' } },
  });
});

test('a bucket, under a prefix of its own', () => {
  expect(backendOf({ state: { backend: 'gcs', bucket: 'b', prefix: 'p' } })).toEqual({
    backend: { gcs: { bucket: 'b', prefix: 'p' } },
  });
});

test('a workspace of HCP Terraform', () => {
  expect(backendOf({ state: { backend: 'hcp-terraform', organization: 'o', workspace: 'w' } })).toEqual({
    cloud: { organization: 'o', workspaces: { name: 'w' } },
  });
});

test('a file, in a sandbox: outside of what a refused synthesis removes', () => {
  expect(backendOf({ state: { backend: 'local' }, sandbox: true })).toEqual({
    backend: { local: { path: '../../../terraform.test.tfstate' } },
  });
});

test('no file without a sandbox', () => {
  expect(() => synthesize({ state: { backend: 'local' } })).toThrow(
    'environments.test.state: local state is lost with the machine and locks nobody out, so only a sandbox may ' +
      'have it. Set sandbox: true, or keep the state in gcs or hcp-terraform.',
  );
});

test('Terraform is new enough for import blocks', () => {
  expect(synthesize({}).terraform['required_version']).toBe('>= 1.5.0');
});

test('the provider has the project and the region', () => {
  expect(synthesize({}).provider).toEqual({ google: [{ project: 'app', region: 'europe-west1' }] });
});
