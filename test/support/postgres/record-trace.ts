import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPostgres, whyNot } from './find';
import { APPLICATION, open, SUPERUSER } from './connect';
import { PostgresServer } from './server';

/** A pool's behaviour, step by step. */
export interface Trace {
  readonly name: string;
  readonly size: number;
  readonly maxOverflow: number;
  readonly timeoutSeconds: number;
  /** Connections that the server accepts from the pool's role. */
  readonly slots: number;
  /** `checkout 1: ok, 1 open`: the operation, its outcome, and what the server counts after it. */
  readonly steps: readonly string[];
}

/** What was recorded, and from what. */
export interface Recording {
  readonly about: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly traces: readonly Trace[];
}

export const FIXTURE = join(__dirname, '../../fixtures/queue-pool-trace.json');

const times = (count: number, operation: string, from = 1): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${operation} ${from + index}`);

/** Check-outs and returns in a mixed order, as of a service under load. */
function mixed(length: number): readonly string[] {
  const out: number[] = [];
  let state = 12_345;
  return Array.from({ length }, (_, index) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const draw = state >> 8;
    // A wave: more is taken than given back, then more given back than taken.
    const isReturn = out.length >= 15 || (out.length > 0 && draw % 100 < (index % 40 < 20 ? 15 : 85));
    if (isReturn) return `return ${out.splice(draw % out.length, 1)[0]!}`;
    out.push(index);
    return `checkout ${index}`;
  });
}

const PLANS: readonly (Omit<Trace, 'steps'> & { readonly operations: readonly string[] })[] = [
  {
    name: 'the pool of the incident, used up, given back and used again',
    ...{ size: 20, maxOverflow: 30, timeoutSeconds: 0.3, slots: 80 },
    operations: [
      ...times(51, 'checkout'),
      ...times(50, 'return'),
      ...times(25, 'checkout', 100),
      'return 100',
    ],
  },
  {
    name: 'the defaults, in a mixed order',
    ...{ size: 5, maxOverflow: 10, timeoutSeconds: 0.3, slots: 40 },
    operations: mixed(120),
  },
  {
    name: 'no overflow: who waits gets what comes back',
    ...{ size: 2, maxOverflow: 0, timeoutSeconds: 2, slots: 40 },
    operations: [
      ...times(2, 'checkout'),
      'wait 3',
      'wait 4',
      'return 1',
      'awaited 3',
      'return 2',
      'awaited 4',
    ].concat(['checkout 5', 'return 3', 'checkout 6', 'return 4', 'return 6']),
  },
  {
    name: 'an overflow that waits, and is handed on',
    ...{ size: 1, maxOverflow: 2, timeoutSeconds: 2, slots: 40 },
    operations: [...times(3, 'checkout'), 'wait 4', 'return 3', 'awaited 4', ...times(2, 'return')].concat([
      'return 4',
      'checkout 7',
      'return 7',
    ]),
  },
  {
    name: 'a server with fewer slots than the pool: a refused connection gives its place back',
    ...{ size: 4, maxOverflow: 2, timeoutSeconds: 0.3, slots: 3 },
    operations: [...times(10, 'checkout'), 'return 1', 'checkout 11', 'checkout 12', 'return 2'].concat([
      'return 3',
      'return 11',
      'checkout 13',
      'return 13',
    ]),
  },
  {
    name: 'a size of 0: every connection is kept, and the overflow is the maximum',
    ...{ size: 0, maxOverflow: 3, timeoutSeconds: 0.3, slots: 40 },
    operations: [...times(4, 'checkout'), ...times(3, 'return'), ...times(2, 'checkout', 5)],
  },
];

/** Records `PLANS` from SQLAlchemy; needs python3 with sqlalchemy and psycopg2. */
async function record(): Promise<Recording> {
  const found = findPostgres();
  if (found.kind !== 'binaries') throw new Error(whyNot(found) ?? 'recording needs a server of its own');
  const server = await PostgresServer.create(found);
  try {
    await server.start({ max_connections: 50 });
    const superuser = await open(server.client(SUPERUSER));
    await superuser.query(`create role ${APPLICATION} login`);
    await superuser.end();
    let versions = {};
    const traces: Trace[] = [];
    for (const { operations, ...plan } of PLANS) {
      // Three are reserved, and the recorder's own look at the server takes one.
      await server.start({ max_connections: plan.slots + 4, superuser_reserved_connections: 3 });
      const input = JSON.stringify({ ...plan, folder: server.folder, operations });
      const script = join(__dirname, 'record-trace.py');
      const output = execFileSync(process.env['PYTHON'] ?? 'python3', [script], { input, encoding: 'utf8' });
      const recorded = JSON.parse(output) as { steps: string[]; versions: Record<string, string> };
      versions = { ...recorded.versions, postgresql: String(server.version) };
      traces.push({ ...plan, steps: recorded.steps });
    }
    const about =
      "What SQLAlchemy's QueuePool did, and what the server counted after each operation; made by test/support/postgres/record-trace.ts.";
    return { about, versions, traces };
  } finally {
    await server.stop();
  }
}

if (require.main === module) {
  void record().then((recording) => {
    writeFileSync(FIXTURE, `${JSON.stringify(recording, null, 2)}\n`);
  });
}
