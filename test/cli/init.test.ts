import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Declaration, Environment } from '../../capacity/declaration';
import { evaluate } from '../../capacity/evaluate';
import { capacity } from '../../cli/capacity';
import { orExit } from '../../cli/exit';
import { captured } from '../support/captured';
import { TODAY } from '../support/declare';
import { formatted } from '../support/formatted';
import { declareOwn, OWN } from '../support/own-environments';
import type { Outcome } from '../support/program';
import { Project } from '../support/project';
import { exportsOf, typeErrors } from '../support/type-check';

const root = join(__dirname, '../..');
const SHOP = 'examples/existing-terraform/plan.json';
const DOCUMENTS = [
  ['flat', 'create.plan.json'],
  ['flat', 'applied.state.json'],
  ['flat', 'raise-max-instances.plan.json'],
  ['modules', 'raise-services.plan.json'],
  ['first-generation', 'without-ceiling.plan.json'],
  ['throughput', 'applied.state.json'],
  ['conventions', 'create.plan.json'],
  ['borrowed', 'applied.state.json'],
  ['unknown', 'create.plan.json'],
  ['unknown', 'applied.state.json'],
  ['enterprise-plus', 'applied.state.json'],
] as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-init-'));
  process.chdir(root);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: readonly string[]): Outcome {
  return captured(() => {
    orExit(() => capacity(args));
  });
}

function init(...args: readonly string[]): Outcome {
  return run('init', ...args);
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function environmentsOf(text: string): Readonly<Record<string, Environment>> {
  return exportsOf(text) as Readonly<Record<string, Environment>>;
}

function verdicts(environments: Readonly<Record<string, Environment>>): readonly string[] {
  return evaluate({ schemaVersion: 1, environments }, { today: TODAY }).environments.map(
    ({ verdict }) => verdict,
  );
}

test('it prints the draft alone on stdout, and what is next on stderr', () => {
  const { status, stdout, stderr } = init('--from', SHOP, '--name', 'shop');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^import type \{ Environment \} from '\.\.\/capacity\/declaration';\n/);
  expect(stdout).toMatch(/\nexport const shop = \{\n[\s\S]*\n\} as const satisfies Environment;\n$/);
  expect(stderr).toBe(
    '4 questions: see TODO(question); next: save it as environments/shop.ts, list shop in environments/index.ts, npm run capacity -- check shop\n',
  );
  expect(stdout.match(/\/\/ TODO\(question\)/g)).toHaveLength(4);
});

test('unanswered, the verdict is unknown; answered, there is a budget', () => {
  const { stdout } = init('--from', SHOP, '--name', 'shop');
  // The API's own fleet does not fit its own rollout, so its ceiling is lowered to see only the question.
  const draft = stdout.replace('maxInstances: 12,', 'maxInstances: 4,');
  expect(verdicts(environmentsOf(draft))).toEqual(['unknown']);
  const answered = draft
    .replace("// driver: 'sqlalchemy', size: 5, maxOverflow: 10,", "driver: 'pgxpool', maximum: 5,")
    .replace('// processes: 1,', 'processes: 1,');
  expect(typeErrors('environments/drafted.ts', answered)).toEqual([]);
  const environments = environmentsOf(answered);
  expect(verdicts(environments)).toEqual(['fits']);
  const [result] = evaluate({ schemaVersion: 1, environments }, { today: TODAY }).environments;
  expect(result?.budgets[0]?.moments[0]?.demand).toBe(4 * 2 * (5 + 2) + 2 * 1 * 5);
});

test('saved among the environments, it is checked; answered, it is synthesized', () => {
  const project = new Project();
  try {
    const { stdout } = init('--from', SHOP, '--name', 'shop');
    declareOwn({ ...OWN, environments: { ...OWN.environments, ...environmentsOf(stdout) } });
    const unanswered = run('check', 'shop');
    declareOwn(OWN);
    expect([unanswered.status, unanswered.stderr]).toEqual([1, '']);
    expect(unanswered.stdout).toContain('UNKNOWN');
    writeFileSync(join(project.folder, 'environments/shop.ts'), stdout);
    project.edit('environments/index.ts', /^/, "import { shop } from './shop';\n");
    project.edit('environments/index.ts', 'staging, production }', 'staging, production, shop }');
    project.edit(
      'environments/shop.ts',
      "// driver: 'sqlalchemy', size: 5, maxOverflow: 10,",
      "driver: 'pgxpool',",
    );
    project.edit('environments/shop.ts', '// processes: 1,', 'processes: 1,');
    project.edit('environments/shop.ts', 'maxInstances: 12,', 'maxInstances: 4,');
    const { status, stdout: report } = project.synth({ CAPACITY_ENVIRONMENTS: 'shop' });
    expect(status).toBe(0);
    expect(report).toMatch(/^shop +fits /);
    const stack = JSON.parse(project.read('cdktf.out/stacks/shop/cdk.tf.json')) as { resource?: object };
    // Somebody else's: nothing of it is created here.
    expect(JSON.stringify(stack.resource ?? {})).not.toMatch(
      /google_(sql_database_instance|cloud_run|vpc_access)/,
    );
  } finally {
    project.remove();
  }
}, 30_000);

test('a sidecar answers too', () => {
  const sidecar = file('sidecar.json', {
    schemaVersion: 1,
    environments: {
      shop: { services: { admin: { processes: 1, pools: { main: { driver: 'pgxpool', maximum: 5 } } } } },
    },
  });
  const { stdout } = init('--from', SHOP, '--name', 'shop', '--sidecar', sidecar);
  expect(stdout).toContain("driver: 'pgxpool',");
  expect(stdout).not.toContain('How many worker processes');
  expect(stdout).not.toContain('Which driver');
});

test('the same as JSON is a declaration', () => {
  const { stdout, stderr } = init('--from', SHOP, '--name', 'shop', '--format', 'json');
  const { environments } = JSON.parse(stdout) as Declaration;
  expect(environments).toEqual(environmentsOf(init('--from', SHOP, '--name', 'shop').stdout));
  expect(stderr).toBe(
    '4 questions, which the draft in TypeScript shows; next: npm run capacity -- check --declaration FILE\n',
  );
});

test.each(DOCUMENTS)('of %s, %s becomes a draft', async (name, document) => {
  const { status, stdout, stderr } = init('--from', join('test/fixtures/terraform', name, document));
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^\d+ questions?: see TODO/)]);
  expect(await formatted(stdout)).toBe(stdout);
  expect(typeErrors('environments/drafted.ts', stdout)).toEqual([]);
  const environments = environmentsOf(stdout);
  const known = verdicts(environments);
  if (/TODO\(question\) (How many|Which driver|What is it)/.test(stdout)) expect(known).not.toContain('fits');
  expect(JSON.stringify(environments)).not.toMatch(/"ownership":"(managed|imported)"/);
});

test.each([
  ['no file', join('no', 'such.json'), /^capacity: no\/such\.json: does not exist\n$/],
  [
    'no Terraform',
    'package.json',
    /^capacity: package\.json: is no plan, state or configuration of Terraform; .+\n$/,
  ],
])('%s is refused in one line', (_, from, message) => {
  const { status, stdout, stderr } = init('--from', from);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test('a plan without anything that is understood is refused in one line', () => {
  const from = file(
    'bucket.json',
    JSON.parse(readFileSync('test/fixtures/terraform/bucket/create.plan.json', 'utf8')),
  );
  const { status, stdout, stderr } = init('--from', from);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^capacity: .*bucket\.json: .*\n$/);
});

test('names from a hostile plan stay text', () => {
  const plan = readFileSync(SHOP, 'utf8').replaceAll(
    'services/api:2026.11.20',
    "x*/ `${process.exit(1)}`'\\n\\u2028//",
  );
  const from = join(folder, 'hostile.json');
  writeFileSync(from, plan);
  const { status, stdout } = init('--from', from, '--name', 'shop');
  expect(status).toBe(0);
  expect(typeErrors('environments/drafted.ts', stdout)).toEqual([]);
  const image = environmentsOf(stdout)['shop']!.services!['api']!.image;
  expect(JSON.stringify(image)).toContain('{process.exit(1)}`');
});
