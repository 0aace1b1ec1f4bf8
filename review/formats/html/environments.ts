import { demandInWords } from '../../../capacity/moments';
import type { EnvironmentResult } from '../../../capacity/evaluate';
import { buildModel, type EnvironmentModel } from '../../../capacity/model';
import { budgetChanges, type BudgetChange, type MomentChange } from '../../comparison';
import type { Review } from '../../review';
import { verdictWord } from '../../text';
import { budgetFigure } from './budgets';
import { markup, type Content, type Markup } from './markup';
import { rolloutFigure } from './rollout';
import { startupFigure } from './startup';
import { notPlayed, stormFigure } from './storm';
import { capped, leftText, limitText, moreItem } from './words';

/** Environments that have a section; of the rest the summary has the servers. */
const MOST_ENVIRONMENTS = 20;
/** Servers of an environment that are drawn; of the rest the summary has the decisive moment. */
const MOST_DRAWN = 12;
/** The same over all environments: drawing takes time, and a page has an end. */
const MOST_DRAWN_IN_ALL = 24;
const MOST_REDIS = 50;
/** Environments whose deploy is simulated: it takes time, and `capacity simulate` has the others. */
const MOST_STORMS = 3;

/** Every environment with the budgets of its servers, its rollouts and its startup. */
export function environmentSections(review: Review): readonly Content[] {
  const { environments } = review.result;
  const owned = ownedBudgets(review);
  const modelOf = models(review);
  const anyRefused = environments.some((environment) => verdictWord(environment) !== 'fits');
  let left = MOST_DRAWN_IN_ALL;
  let storms = MOST_STORMS;
  return capped(
    environments,
    MOST_ENVIRONMENTS,
    (environment, index) => {
      const budgets = owned.get(environment.name) ?? [];
      const drawn = Math.min(MOST_DRAWN, left);
      left -= Math.min(drawn, budgets.filter((budget) => !isRedis(budget)).length);
      const quiet =
        anyRefused && verdictWord(environment) === 'fits' && !budgets.some(({ isChanged }) => isChanged);
      const starts = environment.model.startup.size > 0;
      const isPlayed = starts && !quiet && storms > 0;
      if (isPlayed) storms -= 1;
      return section(environment, index, budgets, { drawn, quiet, isPlayed, modelOf });
    },
    (more) => markup`<p class="soft">${more} more environments are not drawn.</p>
`,
  );
}

/** The budgets of each environment, each once: where it is reported, else in the first environment that names it. */
function ownedBudgets(review: Review): ReadonlyMap<string, readonly BudgetChange[]> {
  const { environments } = review.result;
  const names = new Set(environments.map(({ name }) => name));
  const firstOf = new Map<string, string>();
  for (const { budgets, name } of environments)
    for (const { id } of budgets) if (!firstOf.has(id)) firstOf.set(id, name);
  const owned = new Map<string, BudgetChange[]>();
  for (const budget of budgetChanges(review)) {
    const owner = names.has(budget.environment) ? budget.environment : firstOf.get(budget.id);
    if (owner !== undefined) owned.set(owner, [...(owned.get(owner) ?? []), budget]);
  }
  return owned;
}

/** What does not fit or changes comes first: where there are too many to draw, it is what a reader looks for. */
function urgentFirst(budgets: readonly BudgetChange[]): readonly BudgetChange[] {
  const rank = ({ isChanged, moments }: BudgetChange): number =>
    moments.some(({ after }) => after && after.verdict !== 'fits') ? 0 : isChanged ? 1 : 2;
  return [...budgets].sort((a, b) => rank(a) - rank(b));
}

type ModelOf = (environment: string) => EnvironmentModel | undefined;

/** The model of any environment: a shared database has clients of environments that are not reviewed. */
function models({ result }: Review): ModelOf {
  const known = new Map(result.environments.map(({ name, model }) => [name, model]));
  let all: ReadonlyMap<string, EnvironmentModel> | undefined;
  return (name) => {
    if (known.has(name)) return known.get(name);
    all ??= new Map(buildModel(result.declaration).environments.map((model) => [model.name, model]));
    return all.get(name);
  };
}

interface Shown {
  readonly drawn: number;
  /** Nothing of it changes while another environment is refused: it is there, and closed. */
  readonly quiet: boolean;
  /** Its storm is simulated here. */
  readonly isPlayed: boolean;
  readonly modelOf: ModelOf;
}

function section(
  environment: EnvironmentResult,
  index: number,
  budgets: readonly BudgetChange[],
  { drawn, isPlayed, quiet, modelOf }: Shown,
): Markup {
  const id = `environment-${index + 1}`;
  const word = verdictWord(environment);
  const redis = budgets.filter(isRedis);
  const servers = urgentFirst(budgets.filter((budget) => !isRedis(budget)));
  const startup = startupFigure(`${id}-startup`, environment.model);
  const storm = isPlayed
    ? stormFigure(`${id}-storm`, environment.compared)
    : startup && notPlayed('capacity simulate plays it');
  const body = markup`${capped(
    servers,
    drawn,
    (budget, place) => serverSection(`${id}-server-${place + 1}`, budget, modelOf),
    (
      more,
    ) => markup`<p class="soft">${more} more servers are not drawn; the summary has their worst moments.</p>
`,
  )}${redis.length > 0 && redisSection(redis)}${
    startup &&
    markup`<h3>Startup</h3>
${startup}`
  }${
    storm &&
    markup`<h3>The storm of a deploy, simulated</h3>
${storm}`
  }${servers.length + redis.length === 0 && markup`<p class="soft">No database.</p>`}`;
  const heading = markup`<h2>${environment.name} <span class="verdict ${word}">${word}</span></h2>`;
  return quiet
    ? markup`<section id="${id}"><details><summary>${heading}<span class="soft">not changed</span></summary>
${body}</details></section>
`
    : markup`<section id="${id}">${heading}
${body}</section>
`;
}

function serverSection(id: string, budget: BudgetChange, modelOf: ModelOf): Markup {
  const { kind, name, owner, before, after } = budget;
  const rollout = rolloutFigure(`${id}-rollout`, budget, modelOf);
  const was =
    before && after && limitText(before) !== limitText(after)
      ? markup`<br>before: ${limitText(before)}`
      : undefined;
  return markup`<h3>${name}${kind === 'pooler-clients' && ' clients'}</h3>
<p class="limit">${after ? limitText(after) : 'not declared any more'}${was}${owner !== undefined && markup` · owner ${owner}`}</p>
${budgetFigure(id, budget)}${
    rollout &&
    markup`<h4>Rollout over time</h4>
${rollout}`
  }`;
}

/** The limit of Redis is so far away that the sums say enough. */
function redisSection(budgets: readonly BudgetChange[]): Markup {
  return markup`<h3>Redis clients</h3>
<ul class="lines">${capped(
    budgets,
    MOST_REDIS,
    ({ name, before, after, moments }) =>
      markup`<li><b>${name}</b> <span class="soft">limit ${(after ?? before)!.text}</span> ${moments.map(redisMoment).join(', ')}</li>
`,
    moreItem(),
  )}</ul>
`;
}

function redisMoment({ name, before, after }: MomentChange): string {
  if (!after) return `${name} does not apply any more`;
  const was = before && demandInWords(before) !== demandInWords(after) ? `${demandInWords(before)} → ` : '';
  return `${name} ${was}${demandInWords(after)}${after.verdict === 'fits' ? '' : ` ${leftText(after)}`}`;
}

function isRedis({ kind }: BudgetChange): boolean {
  return kind === 'redis-clients';
}
