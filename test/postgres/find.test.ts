import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, linksOf, type Surroundings } from '../support/postgres/find';

const folder = mkdtempSync(join(tmpdir(), 'capacity-find-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A folder with programs of these names. */
function programs(name: string, ...files: readonly string[]): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const file of files) {
    writeFileSync(join(path, file), '');
    chmodSync(join(path, file), 0o755);
  }
  return path;
}

const installed = programs('installed/bin', 'postgres', 'initdb');
const clientOnly = programs('client/bin', 'postgres');
const linked = programs('linked');
symlinkSync(join(installed, 'postgres'), join(linked, 'postgres'));
programs('package/native/bin', 'postgres', 'initdb');
const packageFolder = join(folder, 'package/native');
const NOWHERE = join(folder, 'nowhere');

const find = (surroundings: Partial<Surroundings>) =>
  findPostgres({ environment: {}, packageFolder: NOWHERE, uid: process.getuid?.(), ...surroundings });
const ofPackage = { kind: 'binaries', folder: packageFolder, isPackage: true };
const ofPath = { kind: 'binaries', folder: installed, isPackage: false };

test('what a variable names comes first, then the package, then PATH', () => {
  const environment = {
    CAPACITY_POSTGRES_URL: 'postgres://db/postgres',
    CAPACITY_POSTGRES_BIN: installed,
    PATH: linked,
  };
  expect(find({ environment, packageFolder })).toEqual({ kind: 'url', url: 'postgres://db/postgres' });
  const { CAPACITY_POSTGRES_URL: _, ...withoutUrl } = environment;
  expect(find({ environment: withoutUrl, packageFolder })).toMatchObject(ofPath);
  expect(find({ environment: { PATH: linked }, packageFolder })).toMatchObject(ofPackage);
});

test('on PATH a link leads to where initdb is; a postgres without one is none', () => {
  expect(find({ environment: { PATH: linked } })).toMatchObject(ofPath);
  expect(find({ environment: { PATH: `${clientOnly}:${linked}` } })).toMatchObject(ofPath);
  expect(find({ environment: { PATH: clientOnly } })).toMatchObject({ kind: 'none' });
});

test('without any, it says where it has looked', () => {
  expect(find({})).toEqual({
    kind: 'none',
    why:
      `no PostgreSQL: ${NOWHERE} does not exist, no postgres with an initdb beside it is on PATH, ` +
      'and neither CAPACITY_POSTGRES_URL nor CAPACITY_POSTGRES_BIN is set',
  });
});

test('it can be switched off', () => {
  const environment = { CAPACITY_POSTGRES: 'off', CAPACITY_POSTGRES_URL: 'postgres://db/postgres' };
  expect(find({ environment, packageFolder })).toEqual({ kind: 'none', why: 'CAPACITY_POSTGRES=off' });
});

test('a named folder without a server is an error, not another search', () => {
  const environment = { CAPACITY_POSTGRES_BIN: NOWHERE, PATH: linked };
  expect(() => find({ environment })).toThrow(
    `CAPACITY_POSTGRES_BIN: given ${NOWHERE}; allowed is a folder with postgres and initdb`,
  );
});

test('root gives the server to somebody else; who is not root keeps it', () => {
  expect(find({ packageFolder, uid: 1000 })).not.toHaveProperty('user');
  const user = (find({ packageFolder, uid: 0 }) as { user?: { uid: number } }).user;
  expect(user?.uid).toBeGreaterThan(0);
});

test('the links that the install script of a package would make', () => {
  writeFileSync(
    join(packageFolder, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.15', target: 'native/lib/libpq.so.5' }]),
  );
  expect(linksOf(packageFolder)).toEqual(['lib/libpq.so.5', 'libpq.so.5.15']);
  expect(linksOf(installed)).toEqual([]);
});
