import { capacity } from '../../../cli/capacity';
import { orExit } from '../../../cli/exit';
import type { Report } from '../../../review/report';
import { captured } from '../captured';

/** What `capacity` says of each database: its limit, and what services and jobs need of it. */
export interface Said {
  readonly status: number | null;
  readonly verdict: string;
  readonly databases: readonly {
    readonly id: string;
    readonly limit: unknown;
    readonly terms: readonly string[];
  }[];
}

/**
 * Runs `check` or `review` for one environment. Terms of outside clients and of the outgoing fleet are left out: a plan
 * from nothing carries neither.
 */
export function saidBy(...args: readonly string[]): Said {
  const { status, stdout, stderr } = captured(() => {
    orExit(() => capacity([...args, '--format', 'json']));
  });
  if (stdout === '') throw new Error(stderr);
  const [environment] = (JSON.parse(stdout) as Report).environments;
  const databases = environment!.databases.map(({ id, limit, moments }) => {
    const counted = moments.filter(({ name }) => name === 'steady' || name === 'migration');
    const terms = counted.flatMap(({ name, terms }) =>
      terms.filter(({ path }) => /^(services|jobs)\./.test(path)).map(({ text }) => `${name}: ${text}`),
    );
    return { id, limit, terms: terms.sort() };
  });
  return { status, verdict: environment!.verdict, databases };
}
