import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { open, SUPERUSER } from '../support/postgres/connect';
import { findPostgres, type Binaries, type User } from '../support/postgres/find';
import { PostgresServer } from '../support/postgres/server';
import { temporaryFolder, type TemporaryFolder } from '../support/postgres/temporary-folder';
import { testUnless } from '../support/postgres/with-server';

const found = findPostgres();
const binaries = found as Binaries;
const why =
  found.kind === 'none'
    ? found.why
    : found.kind === 'url'
      ? 'CAPACITY_POSTGRES_URL names a server that runs'
      : undefined;
const isRoot = process.getuid?.() === 0;
const root = join(__dirname, '../..');
let scratch: TemporaryFolder;
beforeAll(async () => {
  scratch = await temporaryFolder();
  // The server's user makes its folder here.
  chmodSync(scratch.path, 0o1777);
});
afterAll(() => scratch.remove());

const servers: PostgresServer[] = [];
const create = async (from: Binaries = binaries): Promise<PostgresServer> => {
  const server = await PostgresServer.create(from);
  servers.push(server);
  return server;
};
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())), 60_000);

testUnless(why)(
  'it runs with the settings it is given, and leaves nothing',
  async () => {
    const server = await create();
    for (const limit of [25, 40]) {
      await server.start({ max_connections: limit });
      expect(await show(server, 'max_connections')).toBe(String(limit));
    }
    await server.stop();
    expect(existsSync(server.folder)).toBe(false);
    expect(isGone(server.keeperProcess)).toBe(true);
    await server.stop();
  },
  60_000,
);

testUnless(why)(
  'several run side by side, and listen to no network',
  async () => {
    const limits = [25, 30, 35];
    const running = await Promise.all(limits.map(() => create()));
    await Promise.all(running.map((server, index) => server.start({ max_connections: limits[index]! })));
    const shown = await Promise.all(running.map((server) => show(server, 'max_connections')));
    expect(shown).toEqual(limits.map(String));
    expect(await show(running[0]!, 'listen_addresses')).toBe('');
  },
  60_000,
);

testUnless(why)(
  'a setting that the server refuses is said, and nothing is left',
  async () => {
    const server = await create();
    await expect(server.start({ max_connections: 'many' })).rejects.toThrow(
      'invalid value for parameter "max_connections": "many"',
    );
    expect(existsSync(server.folder)).toBe(false);
  },
  60_000,
);

testUnless(why).each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'nothing is left of a run that %s ends',
  async (signal) => {
    const run = holdServer();
    const [keeper, folder] = (await firstLine(run)).split(' ') as [string, string];
    const postgres = Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
    run.kill(signal);
    await until(() => isGone(Number(keeper)) && isGone(postgres) && !existsSync(folder));
  },
  60_000,
);

testUnless(why)(
  'nothing is left of a run that is killed while the server is initialized',
  async () => {
    const run = holdServer();
    await until(() => foldersLeft().length > 0);
    run.kill('SIGKILL');
    await until(() => foldersLeft().length === 0);
  },
  60_000,
);

const notRoot = why ?? (isRoot ? undefined : 'only root can become another user');

testUnless(notRoot ?? unreadableFor(idOf('nobody')))(
  'an ordinary user runs it too',
  async () => {
    const run = holdServer(idOf('nobody'));
    expect(await firstLine(run)).toMatch(/^\d+ /);
    run.kill('SIGKILL');
    await until(() => foldersLeft().length === 0);
  },
  60_000,
);

testUnless(notRoot ?? unreadableFor({ uid: 54_321, gid: 54_321 }))(
  'a user without a name cannot, and is told so',
  async () => {
    expect(await firstLine(holdServer({ uid: 54_321, gid: 54_321 }))).toBe(
      'skipped, because the user id 54321 has no entry in the password file, and PostgreSQL refuses such a user',
    );
  },
  60_000,
);

testUnless(notRoot ?? (binaries.isPackage ? undefined : 'the binaries are not those of the package'))(
  'a package runs from where the server may not read',
  async () => {
    const hidden = await temporaryFolder();
    try {
      const folder = join(hidden.path, 'native');
      cpSync(binaries.folder, folder, { recursive: true });
      const server = await create({ ...binaries, folder });
      await server.start({ max_connections: 20 });
      expect(await show(server, 'max_connections')).toBe('20');
    } finally {
      await hidden.remove();
    }
  },
  60_000,
);

async function show(server: PostgresServer, setting: string): Promise<string> {
  const client = await open(server.client(SUPERUSER));
  try {
    const { rows } = await client.query<Record<string, string>>(`show ${setting}`);
    return rows[0]![setting]!;
  } finally {
    await client.end();
  }
}

/** Another process that holds a server, in the temporary folder. */
function holdServer(user?: User): ChildProcess {
  return spawn(process.execPath, ['-r', 'ts-node/register', 'test/postgres/hold-server.ts'], {
    cwd: root,
    env: { ...process.env, TMPDIR: scratch.path },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  });
}

/** Folders of servers; Node.js keeps a cache of its own there. */
function foldersLeft(): readonly string[] {
  return readdirSync(scratch.path).filter((name) => name.startsWith('capacity-postgres-'));
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface({ input: stdout! }), 'line')) as [string];
  return line;
}

/** Why a user cannot run this project; `undefined` where it can. */
function unreadableFor(user: User | undefined): string | undefined {
  if (!user) return 'there is no user nobody';
  const { status } = spawnSync(process.execPath, ['-e', 'require("fs").readFileSync("package.json")'], {
    cwd: root,
    ...user,
  });
  return status === 0 ? undefined : 'another user may not read this project, or run this Node.js';
}

function idOf(name: string): User | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** A zombie is gone: whoever adopted it has not yet looked. */
function isGone(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() === '' || stdout.startsWith('Z');
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}
