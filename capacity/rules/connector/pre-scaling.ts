import type { Violation } from '../../finding';
import { inWords, sum, weight } from '../../quantity';
import { connectorMbps, startingInstances, startupBursts } from '../../network-path';
import type { Rule } from '../rule';
import { capacityKnobs, capacityText } from '../connector-capacity';
import { connectorsOf } from '../declared-connectors';

export const preScaling: Rule = {
  id: 'connector/pre-scaling',
  severity: 'warning',
  summary: 'A connector at its minimum carries all instances on it starting at once.',
  why: 'the first instances of a storm wait while it scales, and each wait comes out of their startup deadline',
  check: (environment) => {
    const bursts = startupBursts(environment.services, environment.assumptions);
    return connectorsOf(environment).flatMap((declared): readonly Violation[] => {
      const { name, path, connector, services } = declared;
      const { min, max = Infinity } = connectorMbps(connector);
      const burst = bursts.get(name) ?? 0;
      if (min === undefined || weight(burst) <= min) return [];
      const instances = inWords(sum(services.map(startingInstances)));
      const each = environment.assumptions.startupMbpsPerInstance;
      const sized = connector.throughput
        ? { path: `${path}.throughput.minMbps`, value: connector.throughput.minMbps }
        : { path: `${path}.minInstances`, value: connector.minInstances };
      return [
        {
          subject: path,
          at: sized,
          headline: `${instances} instances starting at once send ${inWords(burst)} Mbps (${each} each, an assumption); it carries ${capacityText(declared, 'min')}${weight(burst) > max ? `, and no more than ${max} Mbps at its maximum: derived deadlines do not cover the line in front of it` : ''}`,
          excess: weight(burst) - min,
          knobs: capacityKnobs(declared, 'min'),
        },
      ];
    });
  },
};
