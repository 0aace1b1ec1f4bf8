import { Kind, type Events } from './events';
import { BACKGROUND, type Storm } from './storm';

/** The servers' slots: who holds how many, and who gets one. */
export class Servers {
  /** Open connections by server. */
  readonly open: Int32Array;
  /** The same by client, then server. */
  readonly held: Int32Array;
  readonly peak: Int32Array;
  readonly refusals: Int32Array;
  /** Slots of clients that are about to be refused, by server. */
  private readonly refusing: Int32Array;
  private readonly vcpuFreeAt: readonly Float64Array[];
  private readonly nextVcpu: Int32Array;

  constructor(
    private readonly storm: Storm,
    private readonly events: Events,
    private readonly handshakeSeconds: number,
    private readonly refusedSlotSeconds: number,
  ) {
    const { length } = storm.servers;
    this.open = new Int32Array(length);
    this.held = new Int32Array(length * storm.clients.length);
    this.peak = new Int32Array(length);
    this.refusals = new Int32Array(length);
    this.refusing = new Int32Array(length);
    this.vcpuFreeAt = storm.servers.map(({ vcpus }) => new Float64Array(handshakeSeconds > 0 ? vcpus : 0));
    this.nextVcpu = new Int32Array(length);
    storm.servers.forEach(({ background }, server) => this.occupy(server, BACKGROUND, background));
  }

  /** When the server answers a handshake that arrives now: its vCPUs take one after another. */
  answersAt(server: number): number {
    const freeAt = this.vcpuFreeAt[server]!;
    if (freeAt.length === 0) return this.events.now;
    const vcpu = this.nextVcpu[server]!;
    this.nextVcpu[server] = (vcpu + 1) % freeAt.length;
    const answersAt = Math.max(this.events.now, freeAt[vcpu]!) + this.handshakeSeconds;
    freeAt[vcpu] = answersAt;
    return answersAt;
  }

  /** Takes a slot for a client, or refuses it with SQLSTATE 53300. */
  admits(server: number, client: number): boolean {
    const { capacity, limit } = this.storm.servers[server]!;
    const taken = this.open[server]! + this.refusing[server]!;
    if (taken < capacity) {
      this.take(server, client, 1);
      return true;
    }
    this.refusals[server]! += 1;
    // Without any slot left it is sent away at the door.
    if (this.refusedSlotSeconds > 0 && taken < limit) {
      this.refusing[server]! += 1;
      this.events.plan(this.events.now + this.refusedSlotSeconds, Kind.RefusedGone, 0, server);
    }
    return false;
  }

  refusedIsGone(server: number): void {
    this.refusing[server]! -= 1;
  }

  /** Connects as many as there is room for, without a handshake; returns how many. */
  occupy(server: number, client: number, wanted: number): number {
    const room = this.storm.servers[server]!.capacity - this.open[server]!;
    const count = Math.max(0, Math.min(wanted, room));
    this.take(server, client, count);
    return count;
  }

  /** Ends connections of a client. */
  release(server: number, client: number, count: number): void {
    this.open[server]! -= count;
    this.held[this.index(server, client)]! -= count;
  }

  /** Gives connections of one client to another: those of an instance that was killed. */
  pass(server: number, from: number, to: number, count: number): void {
    this.held[this.index(server, from)]! -= count;
    this.held[this.index(server, to)]! += count;
  }

  heldBy(server: number, client: number): number {
    return this.held[this.index(server, client)]!;
  }

  private take(server: number, client: number, count: number): void {
    const open = this.open[server]! + count;
    this.open[server] = open;
    this.held[this.index(server, client)]! += count;
    if (open > this.peak[server]!) this.peak[server] = open;
  }

  private index(server: number, client: number): number {
    return client * this.storm.servers.length + server;
  }
}
