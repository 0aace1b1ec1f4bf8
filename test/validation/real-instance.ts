import { setMaxListeners } from 'node:events';
import { Client } from 'pg';
import type { Parameters } from '../../simulation';
import type { StartingFleet, Step } from '../../simulation/storm';
import { APPLICATION, isRefusal } from '../support/postgres/connect';
import type { NetworkPath } from '../support/postgres/network-path';
import type { Chance } from './chance';
import { Stopped, type Clock } from './clock';

/** What an instance needs of the storm around it. */
export interface Weather {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly parameters: Parameters;
  /** The way to the database of a fleet. */
  readonly path: (fleet: StartingFleet) => NetworkPath;
  readonly lingerSeconds: number;
  readonly crashLoopSeconds: number;
  /** An instance's network begins to warm up. */
  readonly warmsUp: (name: string, seconds: number) => void;
  /** An instance is ready. */
  readonly serves: (service: number) => void;
  readonly counts: { attempts: number; refused: number; timedOut: number };
  /** The storm is over. */
  readonly over: AbortSignal;
}

/** One instance: it starts, boots, opens real connections, listens, is found by a probe; or it fails, and starts again. */
export class RealInstance {
  private clients: Client[] = [];
  private starts = 0;
  private failures = 0;

  constructor(
    private readonly name: string,
    private readonly fleet: StartingFleet,
    private readonly weather: Weather,
  ) {}

  /** Lives until the storm is over. Says once how long its first start took; nothing where that failed. */
  async live(isStarted: (readySeconds: number | undefined) => void): Promise<void> {
    const { chance, clock, crashLoopSeconds, over, parameters } = this.weather;
    try {
      await clock.sleep(chance.upTo(parameters.startSpreadSeconds, 100), over);
      for (;;) {
        const startedAt = clock.now;
        const ready = await this.start();
        if (this.starts === 1) isStarted(ready ? clock.now - startedAt : undefined);
        if (ready) {
          await this.takeLoad();
          return;
        }
        this.failures += 1;
        const grown = crashLoopSeconds * parameters.restartBackoffFactor ** (this.failures - 1);
        const most = Math.max(crashLoopSeconds, parameters.restartBackoffMaxSeconds);
        const again = Math.max(clock.now, startedAt + Math.min(grown, most));
        if (again > parameters.observationSeconds) return;
        await clock.sleep(again - clock.now, over);
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  /** Ends its connections, whatever they are doing. */
  async end(): Promise<void> {
    const clients = this.clients.splice(0);
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }

  /** One start: whether a probe found it in time. */
  private async start(): Promise<boolean> {
    const { chance, clock, over, parameters, warmsUp } = this.weather;
    const { bootSeconds, deadlineSeconds, migrationSeconds, probe, warmUpSeconds } = this.fleet;
    this.starts += 1;
    const life = new AbortController();
    const signal = AbortSignal.any([life.signal, over]);
    setMaxListeners(0, signal);
    const state = { isOpening: false, wasKilled: false };
    const begin = clock.now;
    warmsUp(this.name, chance.upTo(warmUpSeconds, parameters.directVpcSpreadPercent));
    const lastProbe = probe.initialDelaySeconds + (probe.failureThreshold - 1) * probe.periodSeconds;
    const found = new AbortController();
    clock.after(lastProbe + probe.timeoutSeconds, AbortSignal.any([signal, found.signal]), () => {
      state.wasKilled = true;
      life.abort();
    });
    try {
      await clock.sleep(chance.upTo(bootSeconds, parameters.stepSpreadPercent), signal);
      state.isOpening = true;
      clock.after(deadlineSeconds, signal, () => {
        if (state.isOpening) life.abort();
      });
      await Promise.all(
        Array.from({ length: this.fleet.processes }, () => this.open(this.fleet.steps, signal, life)),
      );
      state.isOpening = false;
      await clock.sleep(chance.upTo(migrationSeconds, parameters.stepSpreadPercent), signal);
      // It listens now: the first probe whose time-out is not over finds it.
      const age = clock.now - begin;
      const past = age - probe.initialDelaySeconds - probe.timeoutSeconds;
      const missed = Math.max(0, Math.ceil(past / probe.periodSeconds));
      if (missed < probe.failureThreshold) found.abort();
      await clock.sleep(probe.initialDelaySeconds + missed * probe.periodSeconds - age, signal);
      this.weather.serves(this.fleet.service);
      return true;
    } catch (error) {
      if (!(error instanceof Stopped) || over.aborted) throw error;
      life.abort();
      this.leave(
        state.wasKilled ? parameters.killLeavesConnectionsPercent : parameters.exitLeavesConnectionsPercent,
      );
      return false;
    }
  }

  /** Its process ends: the kernel closes its sockets, or nobody tells the server. */
  private leave(leavesPercent: number): void {
    const { chance, clock, lingerSeconds, path } = this.weather;
    if (lingerSeconds > 0 && chance.happens(leavesPercent))
      path(this.fleet).leaveBehind(this.name, clock.milliseconds(lingerSeconds));
    for (const client of this.clients.splice(0)) destroy(client);
  }

  /** A process opens its connections: one step after another, in a step so many at once. */
  private async open(steps: readonly Step[], signal: AbortSignal, life: AbortController): Promise<void> {
    const breaker = { failures: 0, openUntil: 0 };
    for (const { atOnce, connections } of steps) {
      let toOpen = connections;
      const lane = async (): Promise<void> => {
        while (toOpen > 0) {
          toOpen -= 1;
          await this.openOne(breaker, signal, life);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
    }
  }

  /** One connection, tried until it is open. */
  private async openOne(
    breaker: { failures: number; openUntil: number },
    signal: AbortSignal,
    life: AbortController,
  ): Promise<void> {
    const { chance, clock, parameters } = this.weather;
    const { attempts, breakerFailures, breakerSeconds, initialSeconds, maxSeconds } = this.fleet.retry;
    for (let tries = 1; ; tries += 1) {
      while (breaker.openUntil > clock.now) await clock.sleep(breaker.openUntil - clock.now, signal);
      if (await this.attempt(signal)) {
        breaker.failures = 0;
        return;
      }
      if (tries >= attempts) {
        life.abort();
        throw new Stopped();
      }
      breaker.failures += 1;
      if (breakerFailures > 0 && breaker.failures >= breakerFailures)
        breaker.openUntil = clock.now + breakerSeconds;
      const pause = Math.min(initialSeconds * 2 ** (tries - 1), maxSeconds);
      await clock.sleep(chance.upTo(pause, parameters.retryJitterPercent), signal);
    }
  }

  /** One attempt: whether the server let it in before the connect timeout. */
  private async attempt(signal: AbortSignal): Promise<boolean> {
    const { clock, counts, path } = this.weather;
    stopIf(signal);
    counts.attempts += 1;
    const client = new Client({
      host: '127.0.0.1',
      port: path(this.fleet).port,
      user: APPLICATION,
      database: 'postgres',
      application_name: this.name,
      connectionTimeoutMillis: clock.milliseconds(this.fleet.connectTimeoutSeconds),
    });
    client.on('error', () => undefined);
    const stop = (): void => {
      destroy(client);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      await client.connect();
      this.clients.push(client);
      return true;
    } catch (error) {
      destroy(client);
      stopIf(signal);
      if (isRefusal(error)) counts.refused += 1;
      else counts.timedOut += 1;
      return false;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** What it opens once it is ready, as requests come; one that fails is not tried again. */
  private async takeLoad(): Promise<void> {
    const { over } = this.weather;
    const process = async (): Promise<void> => {
      for (const { connections } of this.fleet.load)
        for (let index = 0; index < connections; index += 1) await this.attempt(over);
    };
    await Promise.all(Array.from({ length: this.fleet.processes }, process));
  }
}

/** Ends a connection as the end of its process does. */
function destroy(client: Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

/** @throws Stopped where it has ended */
function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped();
}
