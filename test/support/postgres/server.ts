import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ClientConfig } from 'pg';
import { linksOf, type Binaries } from './find';

/** Settings of the server, such as `max_connections`. */
export type Settings = Readonly<Record<string, string | number>>;

/** A test needs no durability, and no process of the server that a small machine would feel. */
const SMALL: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '16MB',
  max_wal_senders: 0,
  autovacuum: 'off',
  max_worker_processes: 0,
  logging_collector: 'off',
};

/**
 * A PostgreSQL of our own on a unix socket in a temporary folder: no port, so several run side by side. A keeper
 * process holds it, and ends it when this process ends, however that happens.
 */
export class PostgresServer {
  private constructor(
    private readonly keeper: ChildProcess,
    private readonly answers: AsyncIterator<string>,
    private readonly complaints: Promise<string>,
    /** Folder of the data and the socket. */
    readonly folder: string,
    /** Major version, such as 15. */
    readonly version: number,
  ) {}

  /**
   * Initializes a server; it runs after `start`.
   *
   * @throws Error with what `initdb` said, where it fails
   */
  static async create({ folder, isPackage, user }: Binaries): Promise<PostgresServer> {
    // A package may lie where another user may not read, and must not be changed: it is copied, through a pipe.
    const archive = isPackage
      ? spawn('tar', ['-cf', '-', '-C', folder, '--exclude=*.a', 'bin', 'lib', 'share'], {
          stdio: ['ignore', 'pipe', 'ignore'],
        })
      : undefined;
    const keeper = spawn(
      '/bin/sh',
      [
        '-c',
        readFileSync(join(__dirname, 'keeper.sh'), 'utf8'),
        'keeper',
        tmpdir(),
        isPackage ? '-' : folder,
        ...linksOf(folder),
      ],
      {
        // A session of its own: Ctrl-C reaches this process, and this process's end reaches the keeper.
        detached: true,
        cwd: '/',
        env: { PATH: process.env['PATH'], LC_ALL: 'C' },
        stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
        ...user,
      },
    );
    const unpacking = keeper.stdio[3] as Writable;
    // Without the rest of the archive the keeper fails, and says why.
    unpacking.on('error', () => archive?.stdout.destroy());
    if (archive) archive.stdout.pipe(unpacking);
    else unpacking.end();
    const complaints = text(keeper.stderr);
    const answers = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done) throw new Error(`PostgreSQL in ${folder} cannot be initialized: ${await complaints}`);
    const [data, version] = first.value.split(' ') as [string, string];
    return new PostgresServer(keeper, answers, complaints, data, Number(version));
  }

  /**
   * Starts the server with these settings; one that runs is stopped first.
   *
   * @throws Error with what the server said, where it refuses a setting
   */
  async start(settings: Settings): Promise<void> {
    const options = Object.entries({ ...SMALL, ...settings }).map(([name, value]) => `-c ${name}=${value}`);
    this.keeper.stdin!.write(`${options.join(' ')}\n`);
    const answer = await this.answers.next();
    if (answer.done || answer.value !== 'ready') {
      await this.stop();
      throw new Error(`PostgreSQL does not start: ${await this.complaints}`);
    }
  }

  /** Where a client of that role connects. */
  client(user: string): ClientConfig {
    return { host: this.folder, user, database: 'postgres' };
  }

  /** Path of the socket, for a proxy in front of it. */
  get socket(): string {
    return join(this.folder, '.s.PGSQL.5432');
  }

  /** Process that keeps the server; with it, everything ends. */
  get keeperProcess(): number {
    return this.keeper.pid!;
  }

  /** Stops the server and removes its folder. */
  async stop(): Promise<void> {
    if (this.keeper.exitCode !== null || this.keeper.signalCode !== null) return;
    const ended = once(this.keeper, 'exit');
    this.keeper.stdin!.end();
    await ended;
  }
}
