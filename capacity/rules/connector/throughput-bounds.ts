import { CONNECTOR_THROUGHPUT } from '../../google-cloud/vpc-access';
import type { Rule } from '../rule';
import { boundsViolations, connectorsOf } from '../declared-connectors';

export const throughputBounds: Rule = {
  id: 'connector/throughput-bounds',
  severity: 'error',
  summary: 'A connector that is sized in Mbps has a throughput that the product accepts.',
  why: 'the API refuses the connector, and nothing reaches the database',
  check: (environment) =>
    connectorsOf(environment).flatMap((declared) => {
      const { path, connector, severity } = declared;
      const { min, max, step } = CONNECTOR_THROUGHPUT.value;
      const { throughput } = connector;
      if (!throughput) return [];
      if (throughput.minMbps === undefined && throughput.maxMbps === undefined) {
        const at = { path: `${path}.throughput.maxMbps`, value: undefined };
        return [{ subject: path, severity, at, headline: 'throughput names neither minMbps nor maxMbps' }];
      }
      return boundsViolations(
        declared,
        { path: `${path}.throughput.minMbps`, name: 'minMbps', value: throughput.minMbps, ...min },
        { path: `${path}.throughput.maxMbps`, name: 'maxMbps', value: throughput.maxMbps, ...max },
        step,
      );
    }),
};
