import type { Driver } from '../declaration';
import { published, type Fact } from './fact';

/** Connections that an eager pool opens at the same time; one after another where a driver is not listed. */
export const OPENS_AT_ONCE: Readonly<Partial<Record<Driver, Fact<number>>>> = {
  asyncpg: published(Infinity, 'MagicStack/asyncpg, pool.py: after the first, all of min_size with gather'),
  'psycopg-pool': published(3, 'https://www.psycopg.org/psycopg3/docs/api/pool.html (num_workers 3)'),
  r2d2: published(3, 'https://docs.rs/r2d2/latest/r2d2/struct.Builder.html#method.thread_pool (3 threads)'),
  ecto: published(Infinity, 'elixir-ecto/db_connection: each connection of the pool is a process of its own'),
};
