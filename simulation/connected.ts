import { Kind, type Events } from './events';
import type { Random } from './random';
import type { Servers } from './server';
import type { ConnectedFleet, Storm } from './storm';

/** The fleets that are connected when the storm begins, and how they drain. */
export class Connected {
  /** Connections that each fleet got, by server; the server may have had room for fewer than it has. */
  private readonly held: readonly (readonly number[])[];
  private readonly load: readonly (readonly number[])[];

  constructor(
    private readonly storm: Storm,
    private readonly events: Events,
    private readonly random: Random,
    private readonly servers: Servers,
    private readonly drainSpreadPercent: number,
  ) {
    const occupy = (fleet: ConnectedFleet, each: readonly number[]): readonly number[] =>
      each.map((connections, server) => servers.occupy(server, fleet.client, connections * fleet.instances));
    this.held = storm.connected.map((fleet) => occupy(fleet, fleet.held));
    this.load = storm.connected.map((fleet) => occupy(fleet, fleet.load));
  }

  /** The traffic moves to the new revision: what is under way ends, then the instances do. */
  drain(service: number): void {
    this.storm.connected.forEach((fleet, index) => {
      if (!fleet.drains || fleet.service !== service) return;
      const { idleSeconds, instances, requestTimeoutSeconds } = fleet;
      for (let instance = 0; instance < instances; instance += 1) {
        const unloads = this.random.upTo(requestTimeoutSeconds, this.drainSpreadPercent);
        const ends = unloads + this.random.upTo(idleSeconds, this.drainSpreadPercent);
        this.events.plan(this.events.now + unloads, Kind.Unloaded, index, 0, instance);
        this.events.plan(this.events.now + ends, Kind.Drained, index, 0, instance);
      }
    });
  }

  unloaded(index: number, instance: number): void {
    this.release(index, instance, this.load[index]!);
  }

  drained(index: number, instance: number): void {
    this.release(index, instance, this.held[index]!);
  }

  /** One instance's part of what its fleet got. */
  private release(index: number, instance: number, byServer: readonly number[]): void {
    const { client, instances } = this.storm.connected[index]!;
    byServer.forEach((total, server) => {
      const part =
        Math.floor((total * (instance + 1)) / instances) - Math.floor((total * instance) / instances);
      if (part > 0) this.servers.release(server, client, part);
    });
  }
}
