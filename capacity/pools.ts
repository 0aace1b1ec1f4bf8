import type { Driver, Pool } from './declaration';
import { DRIVERS, type DriverDefaults } from './google-cloud/drivers';
import { known, plus, type Quantity } from './quantity';

/** A pool with its driver's defaults filled in. All numbers are per process. */
export interface ResolvedPool {
  readonly name: string;
  /** Path within the environment, such as `services.backend.pools.main`. */
  readonly path: string;
  readonly declared: Pool;
  readonly size: Quantity;
  readonly maxOverflow: number;
  readonly outsidePool: number;
  /** The declared maximum, else size + maxOverflow. */
  readonly maximum: Quantity;
  /** Opened at start by an eager pool; 0 for a lazy one. */
  readonly openedAtStart: Quantity;
  /** Kept open without demand: see `held` in the design's words. */
  readonly held: Quantity;
  readonly opens: 'eager' | 'lazy';
  /** 0 means never. */
  readonly idleTimeoutSeconds: number;
  /** `5 + 10`, `10`, `unlimited`. */
  readonly formulaInPool: string;
  /** The same with what lies outside the pool: `5 + 10 + 1`. */
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
  const size = sizeOf(declared, defaults, host);
  // A declared size without an overflow is still SQLAlchemy's size: its overflow stays. A declared maximum is all.
  const beyondSize =
    typeof declared.maximum === 'number' && typeof size === 'number' ? declared.maximum - size : 0;
  const maxOverflow =
    declared.maximum === undefined
      ? (declared.maxOverflow ?? defaults?.maxOverflow ?? 0)
      : Math.max(0, beyondSize);
  const outsidePool = declared.outsidePool ?? 0;
  const maximum = declared.maximum ?? plus(size, maxOverflow);
  const opens = declared.opens ?? defaults?.opens ?? 'lazy';
  const idleTimeoutSeconds = declared.idleTimeoutSeconds ?? defaults?.idleTimeoutSeconds ?? 0;
  const openedAtStart = opens === 'eager' ? atMost(defaults?.minimum, size) : 0;
  const closesIdle = idleTimeoutSeconds > 0 && !host.cpuIdle;
  const kept = closesIdle ? atMost(defaults?.keepsIdle ?? openedAtStart, size) : size;
  const inPool =
    typeof maximum !== 'number' ? maximum : maxOverflow > 0 ? `${size} + ${maxOverflow}` : `${size}`;
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
    formulaInPool: inPool,
    formula: outsidePool > 0 ? `${inPool} + ${outsidePool}` : inPool,
    ...(usesDefaults && declared.driver && { defaultsFrom: declared.driver }),
  };
}

/** The declared size, never more than a declared maximum; else the driver's. */
function sizeOf(declared: Pool, defaults: DriverDefaults | undefined, host: PoolHost): Quantity {
  const { maximum } = declared;
  const declaredSize = declared.size === 0 ? (defaults?.sizeOfZero ?? 0) : declared.size;
  if (declaredSize === undefined) {
    const byDriver = typeof defaults?.size === 'function' ? defaults.size(host.vcpu) : defaults?.size;
    return maximum ?? byDriver ?? 'unknown';
  }
  return typeof maximum === 'number' ? known(atMost(maximum, declaredSize)) : declaredSize;
}

function atMost(count: Quantity | undefined, ceiling: Quantity): Quantity {
  if (count === undefined || count === 'unlimited') return ceiling;
  return typeof ceiling === 'number' && typeof count === 'number' ? Math.min(count, ceiling) : count;
}
