import { builtinModules } from 'node:module';
import path from 'node:path';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

/** What each folder may import from the others; main.ts, cli and test may import everything. */
const MAY_IMPORT = {
  environments: [],
  capacity: [],
  stacks: ['capacity'],
  terraform: ['capacity'],
  simulation: ['capacity'],
  review: ['capacity', 'terraform', 'simulation'],
};

/** Folders whose files only need the types of another one. */
const MAY_IMPORT_TYPES = { environments: ['capacity'] };

/** Folders that may use no package but these, and nothing of Node. */
const PACKAGES = {
  environments: [],
  capacity: ['ajv', 'jsonc-parser'],
  simulation: ['pure-rand', 'simple-statistics'],
};

/** Packages that load too much, or tie us to more of cdktf than its public face. */
const FORBIDDEN = [
  {
    pattern: /^@cdktf\/provider-google(\/lib)?(\/index(\.js)?)?\/?$/,
    message: 'it loads 1,470 resources (3.5 s); import @cdktf/provider-google/lib/<resource>',
  },
  {
    pattern: /^cdktf\/(?!lib\/testing\/adapters\/jest$)/,
    message: 'only cdktf and cdktf/lib/testing/adapters/jest also exist in CDK Terrain',
  },
];

/** Imports point one way: environments → capacity ← stacks, terraform, simulation ← review ← cli, main. */
const imports = {
  meta: { type: 'problem', messages: { refused: "'{{specifier}}': {{why}}" }, schema: [] },
  create(context) {
    const folder = folderOf(context.filename);
    const check = (source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const why = refusal(context.filename, folder, source.value, typeOnly);
      if (why) {
        context.report({ node: source, messageId: 'refused', data: { specifier: source.value, why } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node.source, false),
      TSImportType: (node) => check(node.source ?? node.argument?.literal, true),
      "CallExpression[callee.name='require']": (node) => check(node.arguments[0], false),
    };
  },
};

function refusal(filename, folder, specifier, typeOnly) {
  const forbidden = FORBIDDEN.find(({ pattern }) => pattern.test(specifier));
  if (forbidden) return forbidden.message;
  if (!(folder in MAY_IMPORT)) return undefined;
  if (!specifier.startsWith('.')) return packageRefusal(folder, specifier);

  const target = folderOf(path.resolve(path.dirname(filename), specifier));
  if (target === folder || MAY_IMPORT[folder].includes(target)) return undefined;
  if (!MAY_IMPORT_TYPES[folder]?.includes(target)) return `${folder} does not import ${target}`;
  return typeOnly ? undefined : `${folder} imports only types of ${target}`;
}

function packageRefusal(folder, specifier) {
  const allowed = PACKAGES[folder];
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!allowed || allowed.includes(name)) return undefined;
  const io = specifier.startsWith('node:') || builtinModules.includes(name);
  return io ? `${folder} is pure and uses nothing of Node` : `${folder} does not use this package`;
}

/** The top-level folder of a file; of a file at the top, its name. */
function folderOf(filename) {
  return path.relative(root, filename).split(path.sep)[0];
}

const impure = ['Date', 'process', 'console', 'performance', 'fetch', 'setTimeout', 'setInterval', 'crypto'];

export default tseslint.config(
  { ignores: ['node_modules', 'cdktf.out', 'coverage'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
    plugins: { house: { rules: { imports } } },
    rules: {
      'house/imports': 'error',
      'max-lines': ['warn', 300],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // 0 means "none given" in several Google Cloud numbers, and `||` says so.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { number: true } }],
      // noUncheckedIndexedAccess makes every look-up optional; `!` says that this one cannot miss.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['capacity/**/*.ts', 'simulation/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...impure.map((name) => ({ name, message: 'this folder is pure: pass in what it needs.' })),
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'this folder is pure: pass in a source of randomness.',
        },
      ],
    },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-dynamic-delete': 'off' } },
);
