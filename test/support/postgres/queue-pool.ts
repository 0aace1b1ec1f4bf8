/** How far a queue pool may grow, and how long a check-out waits. */
export interface QueuePoolOptions {
  /** Connections kept for reuse; 0 keeps every one. */
  readonly size: number;
  /** Connections beyond `size`, closed on return. */
  readonly maxOverflow: number;
  readonly timeoutSeconds: number;
}

/** Opens and closes the connections of a pool. */
export interface Connector<C> {
  open(): Promise<C>;
  close(connection: C): Promise<void>;
}

/** No connection became free in time. */
export class PoolTimeoutError extends Error {}

/**
 * A pool that behaves as SQLAlchemy's QueuePool: nothing is opened before it is needed, a connection that comes back
 * is kept while there is room and closed beyond that, and one that cannot be opened gives its place back. The pools
 * of node-postgres keep all of them until they idle out, so they cannot stand in for it.
 */
export class QueuePool<C> {
  private readonly idle: C[] = [];
  private readonly waiting: ((connection: C | undefined) => void)[] = [];
  /** Connections that exist, or are being opened. */
  private open = 0;

  constructor(
    private readonly options: QueuePoolOptions,
    private readonly connector: Connector<C>,
  ) {}

  /** @throws PoolTimeoutError, or what opening a connection throws */
  async checkOut(): Promise<C> {
    const connection = this.idle.shift() ?? (this.isFull ? await this.wait() : undefined);
    if (connection !== undefined) return connection;
    this.open += 1;
    try {
      return await this.connector.open();
    } catch (error) {
      this.open -= 1;
      throw error;
    }
  }

  async giveBack(connection: C): Promise<void> {
    const next = this.waiting.shift();
    if (next) {
      next(connection);
      return;
    }
    const { size } = this.options;
    if (size === 0 || this.idle.length < size) return void this.idle.push(connection);
    this.open -= 1;
    await this.connector.close(connection);
  }

  /** Closes the connections that nobody uses: what an idle time-out does, where timers run. */
  async closeIdle(): Promise<void> {
    const idle = this.idle.splice(0);
    this.open -= idle.length;
    await Promise.all(idle.map((connection) => this.connector.close(connection)));
  }

  private get isFull(): boolean {
    return this.open >= this.options.size + this.options.maxOverflow;
  }

  /** A connection that comes back in time; nothing where there is room for another one by then. */
  private async wait(): Promise<C | undefined> {
    const connection = await new Promise<C | undefined>((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(hand), 1);
        resolve(undefined);
      }, this.options.timeoutSeconds * 1000);
      const hand = (handed: C | undefined): void => {
        clearTimeout(timer);
        resolve(handed);
      };
      this.waiting.push(hand);
    });
    if (connection === undefined && this.isFull) throw new PoolTimeoutError('no connection became free');
    return connection;
  }
}
