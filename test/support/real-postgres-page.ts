import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocking, evaluate } from '../../capacity/evaluate';
import type { MomentName } from '../../capacity/moments';
import { columns } from '../../review/table';
import { CASES, type Case } from '../postgres/declarations';
import { TODAY } from './declare';

const FILE = join(__dirname, '../../docs/real-postgres.md');

/** `docs/real-postgres.md` as it stands. */
export function readRealPostgresPage(): string {
  return readFileSync(FILE, 'utf8');
}

/** The page with its table of declarations renewed from the tests. */
export function renewedRealPostgresPage(page: string): string {
  return page.replace(
    /(<!-- declarations -->)\n\n```text\n[\s\S]*?```/,
    (_, marker: string) => `${marker}\n\n\`\`\`text\n${declarations().join('\n')}\n\`\`\``,
  );
}

function declarations(): readonly string[] {
  const head = ['', 'limit', 'usable', 'steady', 'rollout', 'held', 'migration', 'judged'];
  return columns([head, ...CASES.map(rowOf)], [1, 2, 3, 4, 5, 6]);
}

function rowOf({ declaration, what }: Case): readonly string[] {
  const { environments } = evaluate(declaration, { today: TODAY });
  const { limit, moments } = environments[0]!.budgets.find(({ name }) => name === 'main')!;
  const moment = (name: MomentName) => moments.find((each) => each.name === name);
  const text = (number: number | undefined): string => (number === undefined ? '–' : String(number));
  const rules = blocking(environments.flatMap(({ findings }) => findings)).map(({ rule }) =>
    rule.replace('connections/', ''),
  );
  return [
    what,
    String(limit.connections),
    String(limit.usable),
    text(moment('steady')?.demand),
    text(moment('rollout')?.demand),
    text(moment('rollout')?.held),
    text(moment('migration')?.demand),
    rules.length === 0 ? 'fits' : [...new Set(rules)].join(', '),
  ];
}
