import { ENVIRONMENT, withField, withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

const { minInstances: _, maxInstances: __, ...unsized } = ENVIRONMENT.connectors.path;

/** A declaration that each rule of `connector` refuses; its page shows the output. */
export const CONNECTOR_EXAMPLES: RuleExamples = {
  'connector/instance-bounds': withField('connectors.path.maxInstances', 100),
  'connector/throughput-bounds': withField('connectors.path', {
    ...unsized,
    throughput: { minMbps: 500, maxMbps: 2000 },
  }),
  'connector/machine-type': withField('connectors.path.machineType', 'e2-standard-8'),
  'connector/name-length': withFields({
    connectors: { 'shared-staging-path': ENVIRONMENT.connectors.path },
    'services.api.egress.connector': 'shared-staging-path',
  }),
  'connector/address-range': withField('network.subnets', {
    services: { ownership: 'managed', ipCidrRange: '10.8.0.0/24' },
  }),
  'connector/region': withField('connectors.path.region', 'europe-west1'),
  'connector/throughput': withField('services.api.load', {
    requestsPerSecond: 5,
    requestSeconds: 0.2,
    egressMbps: 450,
  }),
  'connector/pre-scaling': withFields({
    'connectors.path.maxInstances': 10,
    'services.api.maxInstances': 21,
    'services.api.pools': {},
  }),
};
