import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Every case in one process: the flat config is an ES module, which jest's sandbox cannot import. */
function lint(cases: readonly (readonly [file: string, code: string])[]): readonly (readonly string[])[] {
  const script = `
    const { ESLint } = require('eslint');
    const eslint = new ESLint({
      overrideConfig: [
        require('typescript-eslint').configs.disableTypeChecked,
        { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } },
      ],
      ruleFilter: ({ ruleId }) => ruleId.startsWith('house/') || ruleId.startsWith('no-restricted-'),
    });
    (async () => {
      const results = [];
      for (const [file, code] of JSON.parse(process.argv[1])) {
        const [{ messages }] = await eslint.lintText(code, { filePath: file });
        results.push(messages.map(({ message }) => message));
      }
      process.stdout.write(JSON.stringify(results));
    })();`;
  const cwd = path.join(__dirname, '..');
  const out = execFileSync(process.execPath, ['-e', script, JSON.stringify(cases)], {
    cwd,
    encoding: 'utf8',
  });
  return JSON.parse(out) as string[][];
}

const PROVIDER = 'it loads 1,470 resources (3.5 s); import @cdktf/provider-google/lib/<resource>';
const TERRAIN = 'only cdktf and cdktf/lib/testing/adapters/jest also exist in CDK Terrain';
const PURE_IO = 'capacity is pure and uses nothing of Node';
const PURE = 'this folder is pure: pass in what it needs.';

const refused: readonly (readonly [file: string, code: string, message: string])[] = [
  ['stacks/x.ts', "import { Foo } from '@cdktf/provider-google';", `'@cdktf/provider-google': ${PROVIDER}`],
  [
    'cli/x.ts',
    "import * as g from '@cdktf/provider-google/lib';",
    `'@cdktf/provider-google/lib': ${PROVIDER}`,
  ],
  ['test/x.ts', "void import('@cdktf/provider-google');", `'@cdktf/provider-google': ${PROVIDER}`],
  [
    'main.ts',
    "const g = require('@cdktf/provider-google/lib/index');",
    `'@cdktf/provider-google/lib/index': ${PROVIDER}`,
  ],
  ['stacks/x.ts', "import { x } from 'cdktf/lib/util';", `'cdktf/lib/util': ${TERRAIN}`],

  ['capacity/x.ts', "import { x } from '../stacks/x';", "'../stacks/x': capacity does not import stacks"],
  [
    'capacity/rules/run/x.ts',
    "export { x } from '../../../review/x';",
    "'../../../review/x': capacity does not import review",
  ],
  [
    'capacity/x.ts',
    "export * from '../environments';",
    "'../environments': capacity does not import environments",
  ],
  [
    'capacity/x.ts',
    "import type { X } from '../terraform/x';",
    "'../terraform/x': capacity does not import terraform",
  ],
  [
    'capacity/x.ts',
    "let x: import('../simulation/x').X;",
    "'../simulation/x': capacity does not import simulation",
  ],
  ['capacity/x.ts', "import { App } from 'cdktf';", "'cdktf': capacity does not use this package"],
  [
    'capacity/x.ts',
    "import { Construct } from 'constructs';",
    "'constructs': capacity does not use this package",
  ],
  ['capacity/x.ts', "import { readFileSync } from 'node:fs';", `'node:fs': ${PURE_IO}`],
  ['capacity/x.ts', "import { readFile } from 'fs/promises';", `'fs/promises': ${PURE_IO}`],
  ['capacity/x.ts', 'export const now = new Date();', `Unexpected use of 'Date'. ${PURE}`],
  ['capacity/x.ts', 'export const home = process.env;', `Unexpected use of 'process'. ${PURE}`],
  ['capacity/x.ts', "console.log('');", `Unexpected use of 'console'. ${PURE}`],
  [
    'capacity/x.ts',
    'Math.random();',
    "'Math.random' is restricted from being used. this folder is pure: pass in a source of randomness.",
  ],

  [
    'environments/x.ts',
    "import { RULES } from '../capacity/rules';",
    "'../capacity/rules': environments imports only types of capacity",
  ],
  [
    'environments/x.ts',
    "import type { X } from '../stacks/x';",
    "'../stacks/x': environments does not import stacks",
  ],
  [
    'environments/x.ts',
    "import { readFileSync } from 'fs';",
    "'fs': environments is pure and uses nothing of Node",
  ],
  [
    'stacks/x.ts',
    "import { staging } from '../environments/staging';",
    "'../environments/staging': stacks does not import environments",
  ],
  [
    'stacks/monitoring/x.ts',
    "import { x } from '../../review/x';",
    "'../../review/x': stacks does not import review",
  ],
  ['terraform/x.ts', "import { x } from '../stacks/x';", "'../stacks/x': terraform does not import stacks"],
  [
    'simulation/x.ts',
    "import { x } from '../terraform/x';",
    "'../terraform/x': simulation does not import terraform",
  ],
  [
    'simulation/x.ts',
    "import { hrtime } from 'node:process';",
    "'node:process': simulation is pure and uses nothing of Node",
  ],
  ['simulation/x.ts', 'export const now = Date.now();', `Unexpected use of 'Date'. ${PURE}`],
  ['review/x.ts', "import { x } from '../stacks/x';", "'../stacks/x': review does not import stacks"],
  ['review/x.ts', "import { x } from '../cli/x';", "'../cli/x': review does not import cli"],
];

const accepted: readonly (readonly [file: string, code: string])[] = [
  ['stacks/x.ts', "import { VpcAccessConnector } from '@cdktf/provider-google/lib/vpc-access-connector';"],
  ['test/x.ts', "import 'cdktf/lib/testing/adapters/jest'; import { App } from 'cdktf';"],
  ['capacity/rules/run/x.ts', "import { x } from '../../pools'; import Ajv from 'ajv';"],
  ['capacity/rules/x.ts', "import { x } from './stacks/x'; import { y } from '../review/y';"],
  [
    'environments/x.ts',
    "import type { Environment } from '../capacity/declaration'; import { x } from './x';",
  ],
  ['stacks/x.ts', "import { x } from '../capacity/evaluate'; import { readFileSync } from 'node:fs';"],
  [
    'review/x.ts',
    "import { a } from '../capacity/a'; import { b } from '../terraform/b'; import { c } from '../simulation/c';",
  ],
  [
    'cli/x.ts',
    "import { a } from '../environments'; import { b } from '../stacks/b'; console.log(new Date());",
  ],
  [
    'main.ts',
    "import { a } from './environments'; import { b } from './stacks/b'; import { c } from './review/c';",
  ],
];

const found = lint([...refused, ...accepted].map(([file, code]) => [file, code]));

test.each(refused.map((each, index) => [...each, index] as const))(
  '%s refuses %s',
  (_, __, message, index) => {
    expect(found[index]).toEqual([message]);
  },
);

test.each(accepted.map((each, index) => [...each, refused.length + index] as const))(
  '%s accepts %s',
  (_, __, index) => {
    expect(found[index]).toEqual([]);
  },
);
