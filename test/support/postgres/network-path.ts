import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How a path behaves. Times in milliseconds of the clock on the wall. */
export interface PathOptions {
  /** Handshakes at the same time; the others wait in line. */
  readonly slots: number;
  /** The same once it has scaled. */
  readonly scaledSlots: number;
  /** From the first handshake that has to wait until it has scaled. */
  readonly scalingMilliseconds: () => number;
  /** It scales from the beginning. */
  readonly scalesAtOnce?: boolean;
  /** How long a handshake takes to cross it. */
  readonly crossingMilliseconds: () => number;
  /** How long a client has no network yet, by its `application_name`. */
  readonly unreachableMilliseconds?: (client: string) => number;
}

/** A client on its way. */
interface Crossing {
  readonly client: Socket;
  readonly hello: Buffer;
  readonly name: string;
  upstream?: Socket;
  hasSlot: boolean;
  lingerMilliseconds?: number;
}

/**
 * A TCP proxy on loopback that plays the network path between instances and the database: so many handshakes at the
 * same time, more of them once it has scaled. A handshake ends with the first answer of the server, or with its client.
 */
export class NetworkPath {
  /** Time between a client's arrival at the server and its answer, of every handshake. */
  readonly handshakeMilliseconds: number[] = [];
  private readonly listener: Server;
  private readonly crossings = new Set<Crossing>();
  private readonly line: Crossing[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private slots: number;
  private busy = 0;
  private isScaling = false;

  /** @param socket - unix socket of the server */
  constructor(
    private readonly socket: string,
    private readonly options: PathOptions,
  ) {
    this.slots = options.slots;
    this.listener = createServer({ noDelay: true }, (client) => {
      this.greet(client);
    });
  }

  /** Begins to listen. */
  async open(): Promise<void> {
    // All clients of a storm may come in the same moment.
    this.listener.listen({ host: '127.0.0.1', port: 0, backlog: 1024 });
    await once(this.listener, 'listening');
    if (this.options.scalesAtOnce) this.scale();
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** Handshakes under way and in line. */
  get load(): { readonly busy: number; readonly inLine: number } {
    return { busy: this.busy, inLine: this.line.length };
  }

  /** The server does not hear of the end of this client's connections before its keepalive notices it. */
  leaveBehind(name: string, lingerMilliseconds: number): void {
    for (const crossing of this.crossings)
      if (crossing.name === name) crossing.lingerMilliseconds = lingerMilliseconds;
  }

  /** Ends every connection, and stops listening. */
  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    const closed = once(this.listener, 'close');
    this.listener.close();
    for (const { client, upstream } of this.crossings) {
      client.destroy();
      upstream?.destroy();
    }
    await closed;
  }

  /** Reads the first packet, which says who it is. */
  private greet(client: Socket): void {
    client.on('error', () => undefined);
    client.once('data', (hello) => {
      client.pause();
      const crossing: Crossing = { client, hello, name: nameIn(hello), hasSlot: false };
      this.crossings.add(crossing);
      client.once('close', () => {
        this.hasGone(crossing);
      });
      this.later(this.options.unreachableMilliseconds?.(crossing.name) ?? 0, () => {
        this.reaches(crossing);
      });
    });
  }

  private reaches(crossing: Crossing): void {
    if (crossing.client.destroyed) return;
    if (this.busy < this.slots) {
      this.enter(crossing);
      return;
    }
    this.line.push(crossing);
    this.scale();
  }

  private enter(crossing: Crossing): void {
    crossing.hasSlot = true;
    this.busy += 1;
    this.later(this.options.crossingMilliseconds(), () => {
      if (!crossing.client.destroyed) this.arrive(crossing);
    });
  }

  private arrive(crossing: Crossing): void {
    const { client, hello } = crossing;
    const begin = performance.now();
    const upstream = connect(this.socket);
    crossing.upstream = upstream;
    upstream.on('error', () => undefined);
    upstream.once('data', () => {
      this.handshakeMilliseconds.push(performance.now() - begin);
      this.leave(crossing);
    });
    upstream.once('close', () => {
      this.crossings.delete(crossing);
      this.leave(crossing);
      client.destroy();
    });
    upstream.write(hello);
    upstream.pipe(client, { end: true });
    // Not with pipe: a client that is killed must be able to leave this side open.
    client.on('data', (chunk) => upstream.write(chunk));
    client.resume();
  }

  private hasGone(crossing: Crossing): void {
    const place = this.line.indexOf(crossing);
    if (place >= 0) this.line.splice(place, 1);
    this.leave(crossing);
    const { lingerMilliseconds, upstream } = crossing;
    if (upstream === undefined) this.crossings.delete(crossing);
    else if (lingerMilliseconds === undefined) upstream.destroy();
    else this.later(lingerMilliseconds, () => upstream.destroy());
  }

  private leave(crossing: Crossing): void {
    if (!crossing.hasSlot) return;
    crossing.hasSlot = false;
    this.busy -= 1;
    this.callInLine();
  }

  private callInLine(): void {
    while (this.busy < this.slots && this.line.length > 0) this.enter(this.line.shift()!);
  }

  private scale(): void {
    const { scaledSlots, scalingMilliseconds, slots } = this.options;
    if (this.isScaling || scaledSlots <= slots) return;
    this.isScaling = true;
    this.later(scalingMilliseconds(), () => {
      this.slots = scaledSlots;
      this.callInLine();
    });
  }

  private later(milliseconds: number, act: () => void): void {
    if (milliseconds <= 0) {
      act();
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, milliseconds);
    this.timers.add(timer);
  }
}

/** `application_name` of a startup packet. */
function nameIn(hello: Buffer): string {
  const fields = hello.toString('utf8', 8).split('\0');
  return fields[fields.indexOf('application_name') + 1] ?? '';
}
