import { withFields } from '../declare';
import type { RuleExamples } from '../rule-pages';

const subnet = (prefixLength: number) => ({
  'network.subnets': { services: { ownership: 'managed', ipCidrRange: `10.9.0.0/${prefixLength}` } },
  'services.api.egress': { kind: 'direct-vpc', subnet: 'services' },
  'services.api.pools': {},
});

/** A declaration that each rule of `egress` refuses; its page shows the output. */
export const EGRESS_EXAMPLES: RuleExamples = {
  'egress/transport': withFields({ 'databases.main.connectorEnforcement': true }),
  'egress/direct-vpc-subnet': withFields({ ...subnet(26), 'services.api.maxInstances': 20 }),
  'egress/subnet-overlap': withFields({
    'network.subnets': {
      services: { ownership: 'managed', ipCidrRange: '10.9.0.0/24' },
      jobs: { ownership: 'managed', ipCidrRange: '10.9.0.128/25' },
    },
  }),
  'egress/direct-vpc-instances': withFields({ ...subnet(22), 'services.api.maxInstances': 120 }),
};
