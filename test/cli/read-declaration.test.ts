import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '../../cli/input-error';
import { readBase, readDeclaration } from '../../cli/read-declaration';
import { WHOLE } from '../support/whole-declaration';

const folder = mkdtempSync(path.join(tmpdir(), 'read-declaration-'));
const before = process.cwd();

// Relative names, so that messages are the same everywhere.
beforeAll(() => {
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as InputError;
    expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|^\s+at /u);
    expect(message.length).toBeLessThanOrEqual(300);
    return message;
  }
  return 'accepted';
}

const TOO_DEEP = 'is nested too deeply; at most 100 levels';

const files: readonly (readonly [
  name: string,
  file: string,
  content: string | Buffer | ((file: string) => void) | undefined,
  message: string,
])[] = [
  ['no file', 'gone.json', undefined, 'gone.json: does not exist'],
  ['no folder', 'gone/a.json', undefined, 'gone/a.json: does not exist'],
  [
    'a file as a folder',
    'a.txt/a.json',
    () => {
      writeFileSync('a.txt', '');
    },
    'a.txt/a.json: does not exist',
  ],
  ['no name', '', undefined, '"": does not exist'],
  ['a name with NUL', 'a\0b', undefined, 'a\\u0000b: is no file name'],
  ['a name with lines', 'a\n\u001b[31mb', undefined, 'a\\u000a\\u001b[31mb: does not exist'],
  [
    'a very long name',
    'a'.repeat(256),
    undefined,
    `${'a'.repeat(256)}: does not exist: the name is too long`,
  ],
  [
    'a folder',
    'folder',
    (file) => {
      mkdirSync(file);
    },
    'folder: is a directory',
  ],
  [
    'a link to itself',
    'loop',
    (file) => {
      symlinkSync(file, file);
    },
    'loop: is a symbolic link to itself',
  ],
  ['a device', '/dev/null', undefined, '/dev/null: is no regular file'],
  [
    'a pipe',
    'pipe',
    (file) => {
      execFileSync('mkfifo', [file]);
    },
    'pipe: is no regular file',
  ],
  ['an empty file', 'empty.json', '', 'empty.json: is empty; a JSON object is needed'],
  [
    'a byte order mark',
    'bom.json',
    `\uFEFF${JSON.stringify(WHOLE)}`,
    'bom.json: begins with a byte order mark; save it as UTF-8 without one',
  ],
  [
    'Latin-1',
    'latin.json',
    (file) => {
      writeFileSync(file, '{"a": "é"}', 'latin1');
    },
    'latin.json: is not UTF-8',
  ],
  [
    'UTF-16',
    'utf16.json',
    (file) => {
      writeFileSync(file, '\uFEFF{"a": "é"}', 'utf16le');
    },
    'utf16.json: is not UTF-8',
  ],
  ['half a character', 'half.json', Buffer.from([0x22, 0xc3]), 'half.json: is not UTF-8'],
  [
    '50 MB',
    'large.json',
    (file) => {
      writeFileSync(file, '[');
      truncateSync(file, 50 * 1024 ** 2);
    },
    'large.json: is 50.0 MB; at most 10 MB',
  ],
  [
    'a byte more than 10 MB',
    'larger.json',
    ' '.repeat(10 * 1024 ** 2 + 1),
    'larger.json: is 10.0 MB; at most 10 MB',
  ],
  [
    '10 MB of nothing',
    'blank.json',
    ' '.repeat(10 * 1024 ** 2),
    'blank.json: is empty; a JSON object is needed',
  ],
  [
    '5,000 levels',
    'deep.json',
    '{"a":'.repeat(5000) + '1' + '}'.repeat(5000),
    `deep.json:1:501: ${TOO_DEEP}`,
  ],
  ['1,000,000 levels', 'deeper.json', '['.repeat(1e6), `deeper.json:1:101: ${TOO_DEEP}`],
  [
    'a wrong field',
    'wrong.json',
    JSON.stringify({ ...WHOLE, schemaVersion: 2 }),
    'wrong.json: schemaVersion: given 2; allowed is 1',
  ],
];

test.each(files)('%s', (_, file, content, message) => {
  if (typeof content === 'function') content(file);
  else if (content !== undefined) writeFileSync(file, content);
  expect(refusal(() => readDeclaration(file))).toBe(message);
  expect(refusal(() => readBase(file))).toBe(message);
});

// root reads everything
const isRoot = process.getuid?.() === 0;
const unreadable = isRoot
  ? 'an unreadable file: skipped, because root may read every file'
  : 'an unreadable file';
(isRoot ? test.skip : test)(unreadable, () => {
  writeFileSync('secret.json', '{}');
  chmodSync('secret.json', 0);
  expect(refusal(() => readDeclaration('secret.json'))).toBe(
    'secret.json: is not readable: permission denied',
  );
});

test('a declaration is read, also as a base', () => {
  writeFileSync('whole.json', JSON.stringify(WHOLE, null, 2));
  expect(readDeclaration('whole.json')).toEqual(WHOLE);
  expect(readBase('whole.json')).toEqual(WHOLE);
});

describe('the report of an earlier check', () => {
  const report = { schemaVersion: 1, environments: [], summary: { errors: 0 } };

  test('is a base by the declaration in it', () => {
    writeFileSync('report.json', JSON.stringify({ ...report, declaration: WHOLE }));
    expect(readBase('report.json')).toEqual(WHOLE);
  });

  test('is no declaration', () => {
    expect(refusal(() => readDeclaration('report.json'))).toBe(
      'report.json: is the report of a check, and only a base may be one',
    );
  });

  test.each([
    ['without a declaration', undefined, 'old.json: is a report without the declaration that it is about'],
    ['with null for one', null, 'old.json: declaration: given null; allowed is an object'],
    [
      'with a wrong one',
      { schemaVersion: 1 },
      'old.json: declaration: environments: missing; needed is an object',
    ],
  ])('is no base %s', (_, declaration, message) => {
    writeFileSync('old.json', JSON.stringify({ ...report, declaration }));
    expect(refusal(() => readBase('old.json'))).toBe(message);
  });
});

test.each(['plan', 'state'])('a %s of Terraform is named as one', (kind) => {
  const resources = kind === 'plan' ? { resource_changes: [] } : { values: {} };
  writeFileSync('terraform.json', JSON.stringify({ format_version: '1.2', ...resources }));
  const message =
    'terraform.json: is a plan or a state of Terraform; allowed is a declaration, which `capacity init --from` drafts from it';
  expect(refusal(() => readDeclaration('terraform.json'))).toBe(message);
  expect(refusal(() => readBase('terraform.json'))).toBe(message);
});
