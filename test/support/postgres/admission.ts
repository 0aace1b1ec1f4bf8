import type { Client } from 'pg';
import { APPLICATION, connectorTo, countReaches, isRefusal, open, SUPERUSER } from './connect';
import type { DeclaredPool, Process } from './declared-clients';
import { QueuePool } from './queue-pool';
import type { PostgresServer } from './server';

/** How many connections were tried, and what became of them. */
export interface Admission {
  readonly admitted: number;
  readonly refused: number;
}

/** Role of people with `psql`: an ordinary one, as the application's. */
const OPERATOR = 'operator';

/**
 * Clients of one server. They open one connection after another: in a crowd, a client that is about to be refused holds
 * a slot for a moment, and fewer get in than there is room for.
 */
export class Crowd {
  private readonly pools: { readonly pool: QueuePool<Client>; readonly declared: DeclaredPool }[] = [];
  private readonly checkedOut = new Map<QueuePool<Client>, Client[]>();
  private readonly others: Client[] = [];
  private monitor: Client | undefined;

  constructor(private readonly server: PostgresServer) {}

  /** Superusers that take the place of Cloud SQL's own agents (`cloudsqladmin`). One of them counts for us. */
  async agents(connections: number): Promise<void> {
    for (let index = 0; index < connections; index += 1) {
      const name = { application_name: 'stand-in for cloudsqladmin' };
      this.others.push(await open({ ...this.server.client(SUPERUSER), ...name }));
    }
    this.monitor = this.others[0];
  }

  /** People who use what the team keeps for them. */
  async operators(connections: number): Promise<Admission> {
    return this.openOthers(OPERATOR, connections);
  }

  /** Every process opens what it may: its pools with their overflow, and what lies outside them. */
  async openAll(processes: readonly Process[]): Promise<Admission> {
    return this.open(processes, ({ size, maxOverflow }) => size + maxOverflow);
  }

  /** Every process opens what it keeps; one with work, all it may. */
  async openHeld(processes: readonly Process[]): Promise<Admission> {
    return this.open(processes, ({ size, maxOverflow }, isBusy) => (isBusy ? size + maxOverflow : size));
  }

  /** Everything is given back, and idle time-outs pass. */
  async rest(processes: readonly Process[]): Promise<void> {
    const busy = new Set(processes.filter(({ isBusy }) => isBusy).flatMap(({ pools }) => pools));
    for (const { pool, declared } of this.pools) {
      if (busy.has(declared)) continue;
      for (const client of this.checkedOut.get(pool)!.splice(0)) await pool.giveBack(client);
      if (declared.idle === 'none') await pool.closeIdle();
    }
  }

  /** Opens connections of an ordinary role until one is refused. */
  async fill(atMost: number): Promise<Admission> {
    return this.openOthers(APPLICATION, atMost);
  }

  /** Opens superusers' connections until one is refused. */
  async fillReserved(atMost: number): Promise<Admission> {
    return this.openOthers(SUPERUSER, atMost);
  }

  /** What the server counts of the application, once it is as expected, or after a while. */
  async counted(expected: number): Promise<number> {
    if (!this.monitor) throw new Error('nobody counts: open the agents first');
    return countReaches(this.monitor, APPLICATION, expected);
  }

  /** Ends every connection. */
  async leave(): Promise<void> {
    const pooled = this.pools.flatMap(({ pool }) => this.checkedOut.get(pool)!.splice(0));
    await Promise.all([...pooled, ...this.others.splice(0)].map((client) => client.end()));
    await Promise.all(this.pools.map(({ pool }) => pool.closeIdle()));
  }

  private async open(
    processes: readonly Process[],
    wanted: (pool: DeclaredPool, isBusy: boolean) => number,
  ): Promise<Admission> {
    const tries: boolean[] = [];
    for (const { pools, isBusy } of processes) {
      for (const declared of pools) {
        const pool = new QueuePool({ ...declared, timeoutSeconds: 0.01 }, this.connector);
        const clients: Client[] = [];
        this.pools.push({ pool, declared });
        this.checkedOut.set(pool, clients);
        for (let index = 0; index < wanted(declared, isBusy); index += 1)
          tries.push(await admits(async () => clients.push(await pool.checkOut())));
        for (let index = 0; index < declared.outsidePool; index += 1)
          tries.push(await admits(async () => this.others.push(await this.connector.open())));
      }
    }
    const admitted = tries.filter(Boolean).length;
    return { admitted, refused: tries.length - admitted };
  }

  private async openOthers(role: string, atMost: number): Promise<Admission> {
    for (let admitted = 0; admitted < atMost; admitted += 1) {
      const isIn = await admits(async () => this.others.push(await open(this.server.client(role))));
      if (!isIn) return { admitted, refused: 1 };
    }
    return { admitted: atMost, refused: 0 };
  }

  private get connector(): ReturnType<typeof connectorTo> {
    return connectorTo(this.server.client(APPLICATION));
  }
}

/** Creates the roles that the limit holds for. */
export async function createRoles(server: PostgresServer): Promise<void> {
  const superuser = await open(server.client(SUPERUSER));
  try {
    await superuser.query(`create role ${APPLICATION} login`);
    await superuser.query(`create role ${OPERATOR} login`);
  } finally {
    await superuser.end();
  }
}

/** Whether the server had a slot; anything but a refusal for want of one is an error of the test. */
async function admits(connect: () => Promise<unknown>): Promise<boolean> {
  try {
    await connect();
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
