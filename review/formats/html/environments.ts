import type { EnvironmentResult } from '../../../capacity/evaluate';
import { buildModel, type EnvironmentModel } from '../../../capacity/model';
import { budgetChanges, type BudgetChange, type MomentChange } from '../../comparison';
import type { Review } from '../../review';
import { budgetFigure } from './budgets';
import { markup, type Markup } from './markup';
import { rolloutFigure } from './rollout';
import { startupFigure } from './startup';
import { verdictWord } from './summary';
import { capped, demandText, leftText, limitText } from './words';

/** Servers of an environment that are drawn; of the rest the summary has the worst moment. */
const MOST_DRAWN = 16;
/** The same over all environments: drawing takes time, and a page has an end. */
const MOST_DRAWN_IN_ALL = 40;
const MOST_REDIS = 50;

/** Every environment with the budgets of its servers, its rollouts and its startup. */
export function environmentSections(review: Review): readonly Markup[] {
  const { environments } = review.result;
  const budgets = budgetChanges(review);
  const owned = environments.map((environment) =>
    budgets.filter((budget) => showsIn(budget, environment, environments)),
  );
  const modelOf = models(review);
  const anyRefused = environments.some((environment) => verdictWord(environment) !== 'fits');
  let left = MOST_DRAWN_IN_ALL;
  return environments.map((environment, index) => {
    const own = owned[index]!;
    const drawn = Math.min(MOST_DRAWN, left, own.length);
    left -= drawn;
    const quiet =
      anyRefused && verdictWord(environment) === 'fits' && !own.some(({ isChanged }) => isChanged);
    return section(environment, index, own, { drawn, quiet, modelOf });
  });
}

/** Each budget once: in the environment that reports it, else in the first that names it. */
function showsIn(
  { id, environment }: BudgetChange,
  { name }: EnvironmentResult,
  environments: readonly EnvironmentResult[],
): boolean {
  if (environments.some((one) => one.name === environment)) return name === environment;
  return environments.find(({ budgets }) => budgets.some((budget) => budget.id === id))?.name === name;
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
  readonly modelOf: ModelOf;
}

function section(
  environment: EnvironmentResult,
  index: number,
  budgets: readonly BudgetChange[],
  { drawn, quiet, modelOf }: Shown,
): Markup {
  const id = `environment-${index + 1}`;
  const word = verdictWord(environment);
  const [redis, servers] = [budgets.filter(isRedis), budgets.filter((budget) => !isRedis(budget))];
  const startup = startupFigure(`${id}-startup`, environment.model);
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
    (more) => markup`<li class="more">… and ${more} more</li>`,
  )}</ul>
`;
}

function redisMoment({ name, before, after }: MomentChange): string {
  if (!after) return `${name} does not apply any more`;
  const was = before && demandText(before) !== demandText(after) ? `${demandText(before)} → ` : '';
  return `${name} ${was}${demandText(after)}${after.verdict === 'fits' ? '' : ` ${leftText(after)}`}`;
}

function isRedis({ kind }: BudgetChange): boolean {
  return kind === 'redis-clients';
}
