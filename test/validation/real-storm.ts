import { setMaxListeners } from 'node:events';
import type { Client } from 'pg';
import type { Parameters } from '../../simulation';
import type { ConnectedFleet, Storm } from '../../simulation/storm';
import { APPLICATION, countReaches, isRefusal, open, SUPERUSER } from '../support/postgres/connect';
import { NetworkPath } from '../support/postgres/network-path';
import type { PostgresServer } from '../support/postgres/server';
import type { Chance } from './chance';
import { Clock } from './clock';
import { Metronome } from './metronome';
import { RealInstance, type Weather } from './real-instance';

/** What became of one real storm. */
export interface RealOutcome {
  readonly instances: number;
  /** Instances that were ready in their first start. */
  readonly started: number;
  /** Seconds that each of them took. */
  readonly readySeconds: readonly number[];
  readonly attempts: number;
  readonly refused: number;
  readonly timedOut: number;
  /** Seconds between a client's arrival at the server and its answer, of every handshake. */
  readonly handshakeSeconds: readonly number[];
  /** Seconds by which a timer was late, on average. */
  readonly lateSeconds: number;
}

/** How a storm is played. */
export interface StormOptions {
  readonly storm: Storm;
  readonly parameters: Parameters;
  readonly chance: Chance;
  /** Milliseconds here of a second of the declaration. */
  readonly millisecondsPerSecond: number;
}

/**
 * Plays a storm for real: instances are tasks that open real connections through a proxy that plays the network path,
 * to a server that runs with the storm's limit (`serverFor`). It ends when the first start of every instance is decided.
 */
export async function playStorm(server: PostgresServer, options: StormOptions): Promise<RealOutcome> {
  const { chance, parameters, storm } = options;
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const monitor = await open(server.client(SUPERUSER));
  const present = await connectPresent(server, storm);
  const clock = new Clock(options.millisecondsPerSecond);
  const reachableAt = new Map<string, number>();
  const paths = await openPaths(server, options, clock, reachableAt);
  const counts = { attempts: 0, refused: 0, timedOut: 0 };
  const served = new Set<number>();
  const weather: Weather = {
    clock,
    chance,
    parameters,
    counts,
    path: ({ path }) => paths[path + 1]!,
    lingerSeconds: storm.servers[0]!.lingerSeconds,
    crashLoopSeconds: storm.crashLoopSeconds,
    warmsUp: (name, seconds) => reachableAt.set(name, clock.now + seconds),
    serves: (service) => {
      if (served.has(service)) return;
      served.add(service);
      drain(present, service, weather);
    },
    over: over.signal,
  };
  const instances = storm.starting.flatMap((fleet, index) =>
    Array.from(
      { length: fleet.instances },
      (_, number) => new RealInstance(`${index}-${number}`, fleet, weather),
    ),
  );
  const lives: Promise<void>[] = [];
  const metronome = new Metronome();
  try {
    const first = instances.map(
      (instance) =>
        new Promise<number | undefined>((resolve, reject) => {
          lives.push(instance.live(resolve).catch(reject));
        }),
    );
    const readySeconds = (await Promise.all(first)).filter((seconds) => seconds !== undefined);
    const seconds = (milliseconds: number): number => milliseconds / clock.millisecondsPerSecond;
    return {
      instances: instances.length,
      started: readySeconds.length,
      readySeconds,
      ...counts,
      handshakeSeconds: paths.flatMap(({ handshakeMilliseconds }) => handshakeMilliseconds.map(seconds)),
      lateSeconds: seconds(metronome.stop()),
    };
  } finally {
    metronome.stop();
    over.abort();
    await Promise.all(lives);
    await Promise.all(instances.map((instance) => instance.end()));
    await Promise.all(paths.map((path) => path.close()));
    await Promise.all(present.flatMap(({ clients }) => clients).map((client) => client.end()));
    await countReaches(monitor, APPLICATION, 0);
    await monitor.end();
  }
}

/** Starts a server with the limit of a storm. What is reserved is out of reach of ordinary roles, whoever holds it. */
export async function startFor(server: PostgresServer, { servers }: Storm): Promise<void> {
  const [database, ...others] = servers;
  if (!database || others.length > 0) throw new Error('a storm is played against one database');
  const { capacity, limit } = database;
  // The monitor of a storm holds one of them.
  await server.start({ max_connections: limit, superuser_reserved_connections: limit - capacity - 1 });
}

/** A fleet that is connected when the storm begins. */
interface Present {
  readonly fleet?: ConnectedFleet;
  readonly clients: Client[];
}

async function connectPresent(server: PostgresServer, storm: Storm): Promise<readonly Present[]> {
  const connect = async (count: number): Promise<Client[]> => {
    const clients: Client[] = [];
    for (let index = 0; index < count; index += 1) {
      try {
        clients.push(await open(server.client(APPLICATION)));
      } catch (error) {
        // It is full: who is connected holds what there was.
        if (isRefusal(error)) break;
        throw error;
      }
    }
    return clients;
  };
  const present: Present[] = [{ clients: await connect(storm.servers[0]!.background) }];
  for (const fleet of storm.connected) {
    const each = (fleet.held[0] ?? 0) + (fleet.load[0] ?? 0);
    present.push({ fleet, clients: await connect(each * fleet.instances) });
  }
  return present;
}

/** A service's new fleet serves: what the old one has under way ends, then its instances do. */
function drain(
  present: readonly Present[],
  service: number,
  { chance, clock, over, parameters }: Weather,
): void {
  for (const { clients, fleet } of present) {
    if (!fleet?.drains || fleet.service !== service) continue;
    const end = (count: number): void => {
      for (const client of clients.splice(0, count)) void client.end();
    };
    for (let instance = 0; instance < fleet.instances; instance += 1) {
      const unloads = chance.upTo(fleet.requestTimeoutSeconds, parameters.drainSpreadPercent);
      clock.after(unloads, over, () => {
        end(fleet.load[0] ?? 0);
      });
      clock.after(unloads + chance.upTo(fleet.idleSeconds, parameters.drainSpreadPercent), over, () => {
        end(fleet.held[0] ?? 0);
      });
    }
  }
}

/** The way without a connector, then the connectors. */
async function openPaths(
  server: PostgresServer,
  { chance, parameters, storm }: StormOptions,
  clock: Clock,
  reachableAt: ReadonlyMap<string, number>,
): Promise<readonly NetworkPath[]> {
  const crossingMilliseconds = (): number =>
    clock.milliseconds(chance.logNormal(storm.connectionSeconds, parameters.connectionTailRatio));
  const direct = { slots: Infinity, scaledSlots: Infinity, scalingSeconds: 0, scalesAtOnce: false };
  const kinds = [direct, ...storm.paths];
  const paths = kinds.map(
    ({ scaledSlots, scalesAtOnce, scalingSeconds, slots }) =>
      new NetworkPath(server.socket, {
        slots,
        scaledSlots,
        scalesAtOnce,
        crossingMilliseconds,
        scalingMilliseconds: () =>
          clock.milliseconds(chance.upTo(scalingSeconds, parameters.connectorScalingSpreadPercent)),
        unreachableMilliseconds: (name) => clock.milliseconds((reachableAt.get(name) ?? 0) - clock.now),
      }),
  );
  await Promise.all(paths.map((path) => path.open()));
  return paths;
}
