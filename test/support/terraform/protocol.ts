import { loadPackageDefinition, type ServiceClientConstructor, type ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';

/**
 * Terraform's plugin protocol 5, as much of it as one provider of resources and data sources needs: names,
 * numbers and types of the fields that cross the wire.
 *
 * Source: the protocol's published description, https://github.com/hashicorp/terraform/tree/v1.11.4/docs/plugin-protocol
 * (5.4). Names of messages do not cross the wire and are shorter here.
 */
type Field = readonly [type: string, id: number, rule?: 'repeated' | 'map'];

const VALUE = 'DynamicValue';
const DIAGNOSTICS = (id: number): Field => ['Diagnostic', id, 'repeated'];

const MESSAGES: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  DynamicValue: { msgpack: ['bytes', 1], json: ['bytes', 2] },
  Diagnostic: { severity: ['int32', 1], summary: ['string', 2], detail: ['string', 3] },
  Step: { attribute_name: ['string', 1], element_key_int: ['int64', 3] },
  AttributePath: { steps: ['Step', 1, 'repeated'] },
  RawState: { json: ['bytes', 1] },
  Schema: { version: ['int64', 1], block: ['Block', 2] },
  Block: {
    version: ['int64', 1],
    attributes: ['Attribute', 2, 'repeated'],
    block_types: ['NestedBlock', 3, 'repeated'],
  },
  Attribute: {
    name: ['string', 1],
    type: ['bytes', 2],
    required: ['bool', 4],
    optional: ['bool', 5],
    computed: ['bool', 6],
    sensitive: ['bool', 7],
  },
  NestedBlock: {
    type_name: ['string', 1],
    block: ['Block', 2],
    nesting: ['int32', 3],
    min_items: ['int64', 4],
    max_items: ['int64', 5],
  },
  ImportedResource: { type_name: ['string', 1], state: [VALUE, 2] },
  // Terraform may ask for the schema once, and not before each use.
  ServerCapabilities: { get_provider_schema_optional: ['bool', 2] },
  GetSchemaRequest: {},
  GetSchemaResponse: {
    provider: ['Schema', 1],
    resource_schemas: ['Schema', 2, 'map'],
    data_source_schemas: ['Schema', 3, 'map'],
    server_capabilities: ['ServerCapabilities', 6],
  },
  PrepareProviderConfigRequest: { config: [VALUE, 1] },
  PrepareProviderConfigResponse: { prepared_config: [VALUE, 1] },
  UpgradeResourceStateRequest: {
    type_name: ['string', 1],
    version: ['int64', 2],
    raw_state: ['RawState', 3],
  },
  UpgradeResourceStateResponse: { upgraded_state: [VALUE, 1] },
  ValidateResourceTypeConfigRequest: { type_name: ['string', 1], config: [VALUE, 2] },
  ValidateResourceTypeConfigResponse: { diagnostics: DIAGNOSTICS(1) },
  ValidateDataSourceConfigRequest: { type_name: ['string', 1], config: [VALUE, 2] },
  ValidateDataSourceConfigResponse: { diagnostics: DIAGNOSTICS(1) },
  ConfigureRequest: { terraform_version: ['string', 1], config: [VALUE, 2] },
  ConfigureResponse: { diagnostics: DIAGNOSTICS(1) },
  ReadResourceRequest: { type_name: ['string', 1], current_state: [VALUE, 2] },
  ReadResourceResponse: { new_state: [VALUE, 1], diagnostics: DIAGNOSTICS(2) },
  PlanResourceChangeRequest: {
    type_name: ['string', 1],
    prior_state: [VALUE, 2],
    proposed_new_state: [VALUE, 3],
    config: [VALUE, 4],
  },
  PlanResourceChangeResponse: {
    planned_state: [VALUE, 1],
    requires_replace: ['AttributePath', 2, 'repeated'],
    diagnostics: DIAGNOSTICS(4),
    legacy_type_system: ['bool', 5],
  },
  ApplyResourceChangeRequest: {
    type_name: ['string', 1],
    prior_state: [VALUE, 2],
    planned_state: [VALUE, 3],
  },
  ApplyResourceChangeResponse: {
    new_state: [VALUE, 1],
    diagnostics: DIAGNOSTICS(3),
    legacy_type_system: ['bool', 4],
  },
  ImportResourceStateRequest: { type_name: ['string', 1], id: ['string', 2] },
  ImportResourceStateResponse: {
    imported_resources: ['ImportedResource', 1, 'repeated'],
    diagnostics: DIAGNOSTICS(2),
  },
  ReadDataSourceRequest: { type_name: ['string', 1], config: [VALUE, 2] },
  ReadDataSourceResponse: { state: [VALUE, 1], diagnostics: DIAGNOSTICS(2) },
  StopRequest: {},
  StopResponse: { Error: ['string', 1] },
};

const CALLS = Object.keys(MESSAGES)
  .filter((name) => name.endsWith('Request'))
  .map((name) => name.slice(0, -'Request'.length));

/** Numbers of the protocol's enumerations. */
export const ERROR = 1;
export const NESTING = { single: 1, list: 2, set: 3 } as const;

/** The service that Terraform calls. */
export function providerService(): ServiceDefinition {
  const messages = Object.entries(MESSAGES).map(
    ([name, fields]) => [name, { fields: fieldsOf(fields) }] as const,
  );
  const methods = CALLS.map((name) => [name, methodOf(name)] as const);
  const Provider = { methods: Object.fromEntries(methods) };
  const definition = fromJSON(
    { nested: { tfplugin5: { nested: { ...Object.fromEntries(messages), Provider } } } },
    { keepCase: true, longs: Number },
  );
  const { tfplugin5 } = loadPackageDefinition(definition) as unknown as {
    tfplugin5: { Provider: ServiceClientConstructor };
  };
  return tfplugin5.Provider.service;
}

function fieldsOf(fields: Readonly<Record<string, Field>>): Record<string, { type: string; id: number }> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, [type, id, rule]]) => [
      name,
      { type, id, ...(rule === 'map' ? { keyType: 'string' } : rule && { rule }) },
    ]),
  );
}

function methodOf(name: string): { requestType: string; responseType: string; comment: string } {
  return { requestType: `${name}Request`, responseType: `${name}Response`, comment: '' };
}
