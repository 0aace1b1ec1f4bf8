import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { NetworkPath, type PathOptions } from '../support/postgres/network-path';
import { temporaryFolder, type TemporaryFolder } from '../support/postgres/temporary-folder';

/** A server that answers when it is told to, behind a path. */
class Scene {
  readonly arrived: Socket[] = [];
  private readonly clients: Socket[] = [];
  private readonly server: Server;
  readonly path: NetworkPath;

  constructor(
    private readonly folder: TemporaryFolder,
    options: Partial<PathOptions>,
  ) {
    const socket = join(folder.path, 'server');
    this.server = createServer((upstream) => {
      upstream.on('error', () => undefined);
      upstream.resume();
      this.arrived.push(upstream);
    }).listen(socket);
    this.path = new NetworkPath(socket, {
      slots: 1,
      scaledSlots: 1,
      scalingMilliseconds: () => 0,
      crossingMilliseconds: () => 0,
      ...options,
    });
  }

  /** A client that says hello as PostgreSQL's do. */
  async client(name = 'client'): Promise<Socket> {
    const client = connect({ host: '127.0.0.1', port: this.path.port });
    client.on('error', () => undefined);
    this.clients.push(client);
    await once(client, 'connect');
    client.write(Buffer.concat([Buffer.alloc(8), Buffer.from(`user\0app\0application_name\0${name}\0\0`)]));
    return client;
  }

  async close(): Promise<void> {
    for (const socket of [...this.clients, ...this.arrived]) socket.destroy();
    await this.path.close();
    this.server.close();
    await this.folder.remove();
  }
}

let scene: Scene;
afterEach(() => scene.close());

const sceneWith = async (options: Partial<PathOptions>): Promise<Scene> => {
  scene = new Scene(await temporaryFolder(), options);
  await scene.path.open();
  return scene;
};

/** Waits until something holds; a test that waits for too long fails. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a handshake has a slot until the server answers; the next in line gets it', async () => {
  const { arrived, path } = await sceneWith({ slots: 2, scaledSlots: 2 });
  const first = await scene.client();
  await scene.client();
  await scene.client();
  await until(() => path.load.inLine === 1);
  await until(() => arrived.length === 2);
  expect(path.load).toEqual({ busy: 2, inLine: 1 });
  const answer = once(first, 'data');
  arrived[0]!.write('answer');
  expect(String((await answer)[0])).toBe('answer');
  await until(() => arrived.length === 3);
  expect(path.load).toEqual({ busy: 2, inLine: 0 });
  expect(path.handshakeMilliseconds).toHaveLength(1);
});

test('a client that gives up leaves its slot, or its place in line', async () => {
  const { arrived, path } = await sceneWith({});
  const first = await scene.client();
  await until(() => path.load.busy === 1);
  const second = await scene.client();
  await until(() => path.load.inLine === 1);
  await scene.client();
  await until(() => path.load.inLine === 2);
  second.destroy();
  await until(() => path.load.inLine === 1);
  first.destroy();
  await until(() => arrived.length === 2);
  expect(path.load).toEqual({ busy: 1, inLine: 0 });
});

test('the first handshake that has to wait makes it scale', async () => {
  let asked = 0;
  const { path } = await sceneWith({
    scaledSlots: 3,
    scalingMilliseconds: () => {
      asked += 1;
      return 50;
    },
  });
  await scene.client();
  await until(() => path.load.busy === 1);
  await pause(20);
  expect(asked).toBe(0);
  for (let more = 0; more < 4; more += 1) await scene.client();
  await until(() => path.load.busy === 3 && path.load.inLine === 2);
  expect(asked).toBe(1);
});

test('one whose minimum is not known scales from the beginning', async () => {
  const { path } = await sceneWith({
    slots: 0,
    scaledSlots: 1,
    scalesAtOnce: true,
    scalingMilliseconds: () => 30,
  });
  await scene.client();
  await until(() => path.load.busy === 1);
});

test('an instance without network reaches nothing, and takes no slot', async () => {
  const { arrived, path } = await sceneWith({
    unreachableMilliseconds: (name) => (name === 'late' ? 60 : 0),
  });
  await scene.client('late');
  await pause(20);
  expect(path.load).toEqual({ busy: 0, inLine: 0 });
  await until(() => arrived.length === 1);
});

test('crossing takes its time, and a client that has gone does not arrive', async () => {
  const { arrived, path } = await sceneWith({ crossingMilliseconds: () => 400 });
  const client = await scene.client();
  await until(() => path.load.busy === 1);
  expect(arrived).toHaveLength(0);
  client.destroy();
  await until(() => path.load.busy === 0);
  await pause(500);
  expect(arrived).toHaveLength(0);
});

test('the server hears of the end of a client, but not of one that is left behind', async () => {
  const { arrived, path } = await sceneWith({ slots: 2 });
  const plain = await scene.client('plain');
  await until(() => arrived.length === 1);
  const killed = await scene.client('killed');
  await until(() => arrived.length === 2);
  path.leaveBehind('killed', 800);
  const ends: number[] = [];
  for (const [index, upstream] of arrived.entries()) upstream.on('close', () => ends.push(index));
  killed.destroy();
  await pause(100);
  expect(ends).toEqual([]);
  plain.destroy();
  await until(() => ends.length === 1);
  expect(ends).toEqual([0]);
  await until(() => ends.length === 2);
});
