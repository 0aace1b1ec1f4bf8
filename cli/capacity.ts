import { Argument, Command, CommanderError, Option } from 'commander';
import { FORMATS } from '../review/formats/format';
import { check, type CheckOptions } from './check';
import { explain } from './explain';
import { init, type InitOptions } from './init';
import { review, type ReviewOptions } from './review';
import { rules } from './rules';
import { printRunbook } from './runbook';
import type * as Simulate from './simulate';

const format = (...choices: readonly string[]): Option =>
  new Option('--format <format>', 'form of the report').choices(choices).default('text');

/**
 * Runs the `capacity` command.
 *
 * @returns the exit status; see `exit.ts` for what it means
 */
export function capacity(argv: readonly string[]): number {
  let status = 0;
  const program = new Command('capacity')
    .description('Check the capacity of Cloud Run → VPC connector → Cloud SQL before it is deployed')
    // A suggestion comes on a line of its own.
    .configureOutput({
      outputError: (text, write) => {
        write(`${text.trim().replace(/\s*\n\s*/g, ' ')}\n`);
      },
    })
    .exitOverride();
  program
    .command('check')
    .description('check the declared environments; nothing is written')
    .addArgument(new Argument('[environment...]', 'environments to check (default: all)'))
    .option('--declaration <file>', 'a JSON declaration, in place of environments/')
    .option(
      '--base <file>',
      'an earlier declaration or JSON report: what was over before and is not worse does not block',
    )
    .option(
      '--baseline <file>',
      'the JSON report of an earlier run: findings that stand in it and are not worse do not block',
    )
    .addOption(format(...FORMATS))
    .action((environments: readonly string[], options: CheckOptions) => {
      status = check(environments, options);
    });
  program
    .command('review')
    .description("review a Terraform plan, a state or cdk.tf.json: anybody's; nothing is written")
    .argument('<plan>', 'the output of terraform show -json')
    .option(
      '--base <file>',
      'another plan, state, declaration or JSON report, in place of what the plan says is live',
    )
    .option(
      '--baseline <file>',
      'the JSON report of an earlier run: findings that stand in it and are not worse do not block',
    )
    .option('--sidecar <file>', 'what Terraform cannot know: pools in code, clients from elsewhere')
    .option('--name <name>', 'name of the environment (default: its project)')
    .addOption(format(...FORMATS))
    .action((plan: string, options: ReviewOptions) => {
      status = review(plan, options);
    });
  program
    .command('init')
    .description(
      'draft an environment file from what exists: everything a reference, questions where a human must answer',
    )
    .requiredOption('--from <file>', 'the output of terraform show -json, of a plan or a state')
    .option('--name <name>', 'name of the environment (default: its project)')
    .option('--sidecar <file>', 'what Terraform cannot know: pools in code, clients from elsewhere')
    .addOption(
      new Option('--format <format>', 'form of the draft')
        .choices(['typescript', 'json'])
        .default('typescript'),
    )
    .action((options: InitOptions) => {
      status = init(options);
    });
  program
    .command('explain')
    .description("print a rule's page")
    .argument('<rule>', 'such as connections/rollout-budget')
    .action((id: string) => {
      status = explain(id);
    });
  program
    .command('rules')
    .description('list every rule')
    .addOption(format('text', 'json'))
    .action((options: { readonly format: 'text' | 'json' }) => {
      status = rules(options.format);
    });
  program
    .command('runbook')
    .description('print the runbook of what would be deployed, as Markdown')
    .addArgument(new Argument('[environment...]', 'environments (default: all)'))
    .action((environments: readonly string[]) => {
      status = printRunbook(environments);
    });
  program
    .command('simulate')
    .description(
      'simulate the storm of a deploy: how many instances start the first time, and what stops the others; status 1 where fewer do than the objective (startupObjectivePercent)',
    )
    .argument('<environment|file>', 'one of the environments, or a JSON declaration')
    .option('--runs <number>', 'runs, each with its own course of chance', '1000')
    .option('--seed <number>', 'the same seed gives the same report', '1')
    .option(
      '--set <path=value>',
      'edits the declaration before, such as services.backend.maxInstances=12, assumptions.connectorScalingSeconds=60 or simulation.outgoingPercent=0; may be repeated',
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .addOption(format('text', 'json'))
    .action((target: string, options: Simulate.SimulateOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- only this command needs what it loads
      status = (require('./simulate') as typeof Simulate).simulate(target, options);
    });
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed its own line; asking for help is no failure.
    return error.exitCode === 0 ? 0 : 2;
  }
  return status;
}
