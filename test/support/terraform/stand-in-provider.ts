import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applied, complete } from './apply';
import { behaviorOf } from './behaviors';
import { planned, replacing, type Subject } from './plan';
import { ERROR, providerService } from './protocol';
import { schemaOf, type Attribute, type Block } from './schema';
import { schemaMessage } from './schema-message';
import { isList, isValues, read, textOf, write, type DynamicValue, type Value, type Values } from './values';

/** What exists outside Terraform, by type and name: what a data source reads, and what differs from the state. */
export interface World {
  /** What somebody changed by hand, by `type/name`; null: somebody deleted it. */
  readonly drift?: Readonly<Record<string, Values | null>>;
  /** What data sources find, by `type/name`. */
  readonly existing?: Readonly<Record<string, Values>>;
}

/**
 * Stands in for Google's provider, so that the real Terraform core makes real plans without a registry, a
 * credential or a network. **It is not Google's provider.** Names, types and nesting come from the generated code
 * of `@cdktf/provider-google` (google 6.50.0), so Terraform itself refuses what is misspelt, missing or of a wrong
 * type. It knows no ConflictsWith, no ranges, no API: every optional argument may be computed, and a default, a
 * replacement or an answer of the API exists only where `behaviors/` lists it.
 */
export class StandInProvider {
  world: World = {};
  private readonly folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  private readonly server = new Server();
  private readonly schemas = new Map<string, Block>();
  /** What was applied, by type and id: what an import finds. */
  private readonly objects = new Map<string, Values>();
  private project: Value = null;

  private constructor(types: readonly string[]) {
    for (const type of types) this.schemas.set(type, schemaOf(type));
    this.server.addService(providerService(), this.calls());
  }

  /** @param types the resources (`google_…`) and data sources (`data.google_…`) that it has */
  static async start(types: readonly string[]): Promise<StandInProvider> {
    const provider = new StandInProvider(types);
    await new Promise<void>((done, failed) => {
      provider.server.bindAsync(`unix:${provider.socket}`, ServerCredentials.createInsecure(), (error) => {
        if (error) failed(error);
        else done();
      });
    });
    return provider;
  }

  /** The value of TF_REATTACH_PROVIDERS that makes Terraform use this one. */
  get reattach(): string {
    const address = { Network: 'unix', String: this.socket };
    const here = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: address };
    return JSON.stringify({ 'hashicorp/google': here, 'hashicorp/google-beta': here });
  }

  stop(): void {
    this.server.forceShutdown();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get socket(): string {
    return join(this.folder, 'socket');
  }

  private calls(): UntypedServiceImplementation {
    return unary({
      GetSchema: () => this.schema(),
      PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
      Configure: ({ config }) => {
        this.project = (read(config!) as Values)['project'] ?? null;
        return {};
      },
      ValidateResourceTypeConfig: () => ({}),
      ValidateDataSourceConfig: () => ({}),
      UpgradeResourceState: ({ type_name = '', raw_state }) => {
        const state = JSON.parse(Buffer.from(raw_state!.json).toString()) as Value;
        return { upgraded_state: write(complete(this.schemas.get(type_name), state)) };
      },
      ReadResource: (request) => this.readResource(request),
      PlanResourceChange: (request) => this.plan(request),
      ApplyResourceChange: (request) => this.apply(request),
      ImportResourceState: (request) => this.importResource(request),
      ReadDataSource: (request) => this.readDataSource(request),
      Stop: () => ({}),
    });
  }

  private schema(): object {
    const messages = (data: boolean): object =>
      Object.fromEntries(
        [...this.schemas]
          .filter(([type]) => type.startsWith('data.') === data)
          .map(([type, block]) => [type.replace(/^data\./, ''), schemaMessage(block, behaviorOf(type))]),
      );
    return {
      provider: schemaMessage(PROVIDER),
      resource_schemas: messages(false),
      data_source_schemas: messages(true),
      server_capabilities: { get_provider_schema_optional: true },
    };
  }

  private readResource({ type_name: type = '', current_state }: Request): object {
    const state = read(current_state!) as Values;
    const drift = this.world.drift?.[`${type}/${textOf(state['name'])}`];
    if (drift === undefined) return { new_state: current_state };
    return { new_state: write(drift && changed(state, drift)) };
  }

  private plan({ type_name: type = '', prior_state, proposed_new_state, config }: Request): object {
    const prior = read(prior_state!) as Values | null;
    if (read(proposed_new_state!) === null) return { planned_state: proposed_new_state };
    const subject = this.subject(type);
    const next = planned(subject, read(config!) as Values, prior);
    const paths = prior === null ? [] : replacing(subject, prior, next);
    const requires_replace = paths.map((steps) => ({
      steps: steps.map((step) =>
        typeof step === 'string' ? { attribute_name: step } : { element_key_int: step },
      ),
    }));
    return { planned_state: write(next), requires_replace, legacy_type_system: true };
  }

  private apply({ type_name: type = '', prior_state, planned_state }: Request): object {
    const plan = read(planned_state!) as Values | null;
    const prior = read(prior_state!) as Values | null;
    if (plan === null) {
      const { protectedBy } = behaviorOf(type);
      if (protectedBy && prior?.[protectedBy] === true) {
        const summary = `cannot destroy ${type} without setting ${protectedBy}=false and running terraform apply`;
        return { new_state: prior_state, diagnostics: [{ severity: ERROR, summary }] };
      }
      this.objects.delete(`${type}/${textOf(prior?.['id'])}`);
      return { new_state: planned_state, legacy_type_system: true };
    }
    const state = applied(this.subject(type), plan);
    this.objects.set(`${type}/${textOf(state['id'])}`, state);
    return { new_state: write(state), legacy_type_system: true };
  }

  private importResource({ type_name = '', id = '' }: Request): object {
    // An instance of Cloud SQL is imported by its path, and its id is the name alone.
    const { objects } = this;
    const found = objects.get(`${type_name}/${id}`) ?? objects.get(`${type_name}/${id.split('/').at(-1)!}`);
    if (!found) {
      const summary = `the stand-in provider has no ${type_name} ${id}`;
      return { diagnostics: [{ severity: ERROR, summary }] };
    }
    return { imported_resources: [{ type_name, state: write(found) }] };
  }

  private readDataSource({ type_name: type = '', config }: Request): object {
    const given = read(config!) as Values;
    const block = this.schemas.get(`data.${type}`)!;
    const answers = this.world.existing?.[`${type}/${textOf(given['name'])}`] ?? {};
    const subject = { block, behavior: { answers, computed: Object.keys(answers) }, project: this.project };
    return { state: write(applied(subject, planned(subject, given, null))) };
  }

  private subject(type: string): Subject {
    return { block: this.schemas.get(type)!, behavior: behaviorOf(type), project: this.project };
  }
}

/** What a call brings; which of these, the call says. */
interface Request {
  readonly type_name?: string;
  readonly id?: string;
  readonly config?: DynamicValue;
  readonly current_state?: DynamicValue;
  readonly prior_state?: DynamicValue;
  readonly proposed_new_state?: DynamicValue;
  readonly planned_state?: DynamicValue;
  readonly raw_state?: { readonly json: Uint8Array };
}

function unary(calls: Readonly<Record<string, (request: Request) => object>>): UntypedServiceImplementation {
  const implementation = Object.entries(calls).map(([name, answer]) => [
    name,
    (call: { request: Request }, done: (error: Error | null, response?: object) => void) => {
      try {
        done(null, answer(call.request));
      } catch (error) {
        done(error as Error);
      }
    },
  ]);
  return Object.fromEntries(implementation) as UntypedServiceImplementation;
}

/** A value with what somebody changed in it; lists of blocks by position. */
function changed(value: Value, change: Value): Value {
  if (isList(value) && isList(change))
    return change.map((each, index) => changed(value[index] ?? null, each));
  if (!isValues(value) || !isValues(change)) return change;
  const members = Object.entries(change).map(
    ([name, each]) => [name, changed(value[name] ?? null, each)] as const,
  );
  return { ...value, ...Object.fromEntries(members) };
}

const argument = (type: Attribute['type']): Attribute => ({ type, settable: true, required: false });

/** The arguments of the provider's own block that configurations use. */
const PROVIDER: Block = {
  attributes: {
    ...Object.fromEntries(
      [
        'project',
        'region',
        'zone',
        'credentials',
        'access_token',
        'billing_project',
        'impersonate_service_account',
      ].map((name) => [name, argument('string')]),
    ),
    user_project_override: argument('bool'),
    default_labels: argument(['map', 'string']),
  },
  blocks: {},
};
