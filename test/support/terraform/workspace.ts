import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isGenerated } from './schema';
import { StandInProvider } from './stand-in-provider';

type Variables = Readonly<Record<string, string | undefined>>;

/** How a command of Terraform's ended. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  /** Everything that it printed. */
  readonly output: string;
}

/** What the tests read of a plan. */
export interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: unknown };
  }[];
  readonly planned_values: {
    readonly root_module: {
      readonly resources?: readonly {
        readonly type: string;
        readonly name: string;
        readonly values: unknown;
      }[];
    };
  };
}

/** A configuration in a temporary folder, which the real Terraform plans and applies through the stand-in provider. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  private started?: StandInProvider;

  /**
   * @param source - the folder of the configuration, with its modules; or its files by name
   * @param variables - environment variables of Terraform's
   */
  constructor(
    source: string | Readonly<Record<string, unknown>>,
    private readonly variables: Variables = terraformEnvironment(),
  ) {
    if (typeof source === 'string') cpSync(source, this.folder, { recursive: true });
    else for (const [file, content] of Object.entries(source)) this.write(file, content);
  }

  /** Writes a file of JSON. */
  write(file: string, content: unknown): void {
    writeFileSync(join(this.folder, file), JSON.stringify(content));
  }

  /** Starts the stand-in provider with the types that the configuration names, and runs `terraform init`. */
  async init(): Promise<StandInProvider> {
    this.started = await StandInProvider.start(typesIn(this.folder));
    await this.terraform('init');
    return this.started;
  }

  /** Plans; what the plan says, as `terraform show -json` prints it. */
  async plan(...flags: readonly string[]): Promise<Plan> {
    await this.terraform('plan', '-out=plan', ...flags);
    return JSON.parse(await this.terraform('show', '-json', 'plan')) as Plan;
  }

  /** Whether a plan would change anything. */
  async changesAnything(): Promise<boolean> {
    const { status, output } = await this.run('plan', '-detailed-exitcode');
    if (status !== 0 && status !== 2)
      throw new Error(`terraform plan ended with ${String(status)}\n${output}`);
    return status === 2;
  }

  /** Applies the last plan; the state, as `terraform show -json` prints it. */
  async apply(): Promise<unknown> {
    await this.terraform('apply', 'plan');
    return this.state();
  }

  async state(): Promise<unknown> {
    return JSON.parse(await this.terraform('show', '-json')) as unknown;
  }

  /** @throws Error with what Terraform printed, where it fails */
  async terraform(...args: readonly string[]): Promise<string> {
    const { status, stdout, output } = await this.run(...args);
    if (status !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${String(status)}\n${output}`);
    return stdout;
  }

  /** Runs a command of Terraform's. The provider answers from this process, so nothing may wait for it. */
  run(...args: readonly string[]): Promise<Outcome> {
    const reattach = this.started && { TF_REATTACH_PROVIDERS: this.started.reattach };
    return new Promise((done, failed) => {
      const child = spawn('terraform', args, {
        cwd: this.folder,
        env: { ...this.variables, ...reattach },
      });
      let [stdout, output] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        output += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      child.on('error', failed);
      child.on('close', (status) => {
        done({ status, stdout, output });
      });
    });
  }

  /** Stops the provider and removes the folder. */
  remove(): void {
    this.started?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Nothing of the user's: no configuration file, no mirror, no check for a newer version, no color. */
export function terraformEnvironment(): Variables {
  return {
    PATH: process.env['PATH'],
    HOME: tmpdir(),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_CLI_ARGS: '-no-color',
  };
}

/** The resources and data sources that a configuration names. */
function typesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((file) => /\.tf(\.json)?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const named = [...new Set(text.match(/\bgoogle_[a-z0-9_]+/g))].sort();
  return named.flatMap((type) => [type, `data.${type}`]).filter(isGenerated);
}
