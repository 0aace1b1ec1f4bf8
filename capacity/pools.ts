import type { Driver, Pool } from './declaration';
import { DRIVERS } from './google-cloud/drivers';
import { plus, type Quantity } from './quantity';

/** A pool with its driver's defaults filled in. All numbers are per process. */
export interface ResolvedPool {
  readonly name: string;
  /** Path within the environment, such as `services.backend.pools.main`. */
  readonly path: string;
  readonly declared: Pool;
  readonly size: Quantity;
  readonly maxOverflow: number;
  readonly outsidePool: number;
  /** size + maxOverflow. */
  readonly maximum: Quantity;
  /** Opened at start by an eager pool; 0 for a lazy one. */
  readonly openedAtStart: Quantity;
  /** Kept open without demand: see `held` in the design's words. */
  readonly held: Quantity;
  readonly opens: 'eager' | 'lazy';
  /** 0 means never. */
  readonly idleTimeoutSeconds: number;
  /** `5 + 10`, `10`, with what lies outside the pool: `5 + 10 + 1`. */
  readonly formula: string;
  /** The driver's documentation, where a default of it was used. */
  readonly defaultsFrom?: Driver;
}

/** What a pool runs in, as far as it changes the pool. */
export interface PoolHost {
  readonly vcpu: number;
  /** CPU only during requests: timers do not run, so nothing closes idle connections. */
  readonly cpuIdle: boolean;
}

/**
 * Fills a pool's missing fields from its driver's published defaults. A pool with neither a size, a
 * maximum nor a driver is `unknown`.
 */
export function resolvePool(name: string, path: string, declared: Pool, host: PoolHost): ResolvedPool {
  const defaults = declared.driver && DRIVERS[declared.driver].value;
  const defaultSize = typeof defaults?.size === 'function' ? defaults.size(host.vcpu) : defaults?.size;
  const size: Quantity = declared.size ?? declared.maximum ?? defaultSize ?? 'unknown';
  // A declared size or maximum without an overflow is still SQLAlchemy's size: its overflow stays.
  const maxOverflow =
    declared.maxOverflow ?? (declared.maximum === undefined ? (defaults?.maxOverflow ?? 0) : 0);
  const outsidePool = declared.outsidePool ?? 0;
  const maximum = plus(size, maxOverflow);
  const opens = declared.opens ?? defaults?.opens ?? 'lazy';
  const idleTimeoutSeconds = declared.idleTimeoutSeconds ?? defaults?.idleTimeoutSeconds ?? 0;
  const openedAtStart = opens === 'eager' ? atMost(defaults?.minimum, size) : 0;
  const closesIdle = idleTimeoutSeconds > 0 && !host.cpuIdle;
  const kept = closesIdle ? openedAtStart : size;
  const formula = [size, ...[maxOverflow, outsidePool].filter((part) => part > 0)].join(' + ');
  const usesDefaults = declared.size === undefined && declared.maximum === undefined;
  return {
    name,
    path,
    declared,
    size,
    maxOverflow,
    outsidePool,
    maximum,
    openedAtStart,
    held: plus(kept, outsidePool),
    opens,
    idleTimeoutSeconds,
    formula,
    ...(usesDefaults && declared.driver && { defaultsFrom: declared.driver }),
  };
}

function atMost(minimum: number | undefined, size: Quantity): Quantity {
  return minimum === undefined ? size : typeof size === 'number' ? Math.min(minimum, size) : minimum;
}
