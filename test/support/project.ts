import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { OutputFolder } from './output-folder';
import { command, compilerKeptIn, type Outcome } from './program';

const root = join(__dirname, '../..');
const SOURCES = [
  'capacity',
  'cli',
  'docs',
  'environments',
  'review',
  'simulation',
  'stacks',
  'terraform',
  'main.ts',
  'package.json',
  'tsconfig.json',
];

/** A copy of this project in a temporary folder, to be edited and run as its users do. */
export class Project extends OutputFolder {
  constructor() {
    super();
    for (const source of SOURCES) cpSync(join(root, source), join(this.folder, source), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Replaces text in a file; the text must be there. */
  edit(file: string, from: string | RegExp, to: string): void {
    const before = this.read(file);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} does not contain ${String(from)}`);
    this.write(file, after);
  }

  /** Puts a file back as it is in this project. */
  restore(file: string): void {
    cpSync(join(root, file), join(this.folder, file));
  }

  /** Runs `npm run synth`'s program. */
  synth(variables: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, command('main.ts', ...args), {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...compilerKeptIn(this.folder), ...variables },
    });
    return { status, stdout, stderr };
  }
}
