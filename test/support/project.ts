import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'capacity-stack-'));

  constructor() {
    for (const source of SOURCES) cpSync(join(root, source), join(this.folder, source), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Replaces text in a file; the text must be there. */
  edit(file: string, from: string | RegExp, to: string): void {
    const before = readFileSync(join(this.folder, file), 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} does not contain ${String(from)}`);
    writeFileSync(join(this.folder, file), after);
  }

  /** Writes JSON to a file that the project does not have, and returns its name. */
  write(file: string, content: unknown): string {
    writeFileSync(join(this.folder, file), JSON.stringify(content));
    return file;
  }

  /** Puts a file back as it is in this project. */
  restore(file: string): void {
    cpSync(join(root, file), join(this.folder, file));
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Runs `npm run synth`'s program. */
  synth(variables: Readonly<Record<string, string>> = {}, ...args: readonly string[]): Outcome {
    return this.run('main.ts', args, variables);
  }

  /** Leaves the output of a synthesis, and nothing else of an earlier one: made once, then copied. */
  leaveOutput(): void {
    const [output, kept] = ['cdktf.out', 'kept.out'].map((name) => join(this.folder, name)) as [
      string,
      string,
    ];
    rmSync(output, { recursive: true, force: true });
    if (!existsSync(kept)) {
      this.synth();
      cpSync(output, kept, { recursive: true });
      return;
    }
    cpSync(kept, output, { recursive: true });
  }

  /** Runs the `capacity` command. */
  capacity(...args: readonly string[]): Outcome {
    return this.run('cli/main.ts', args);
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(
    program: string,
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, command(program, ...args), {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...compilerKeptIn(this.folder), ...variables },
    });
    return { status, stdout, stderr };
  }
}
