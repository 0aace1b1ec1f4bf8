import type { Violation } from '../../finding';
import { connectorMbps } from '../../network-path';
import type { Rule } from '../rule';
import { capacityKnobs, capacityText } from '../connector-capacity';
import { connectorsOf } from '../declared-connectors';

export const throughput: Rule = {
  id: 'connector/throughput',
  severity: 'error',
  summary: 'A connector at its maximum carries the declared traffic of all services on it.',
  why: 'what it cannot carry is dropped, connections to the database among it: it never scales beyond its maximum',
  check: (environment) =>
    connectorsOf(environment).flatMap((declared): readonly Violation[] => {
      const { path, connector, services } = declared;
      const { max } = connectorMbps(connector);
      const loads = services.flatMap(({ path: service, declared: { load } }) =>
        load?.egressMbps === undefined ? [] : [{ service, mbps: load.egressMbps }],
      );
      const needs = loads.reduce((sum, { mbps }) => sum + mbps, 0);
      const busyPercent = environment.assumptions.connectorBusyPercent;
      if (max === undefined || needs <= (max * busyPercent) / 100) return [];
      const unknown = services.length - loads.length;
      const sum = loads.map(({ service, mbps }) => `${service} ${mbps}`).join(' + ');
      const total = loads.length > 1 ? `${sum} = ${needs}` : sum;
      const others = unknown > 0 ? ` and ${unknown} unknown` : '';
      const over = needs > max;
      const share = over ? '' : `: ${Math.round((needs / max) * 1000) / 10} %, busy above ${busyPercent} %`;
      return [
        {
          subject: path,
          severity: over ? 'error' : 'warning',
          at: {
            path: connector.throughput ? `${path}.throughput.maxMbps` : `${path}.maxInstances`,
            value: connector.throughput?.maxMbps ?? connector.maxInstances,
          },
          headline: `${total}${others} Mbps; it carries ${capacityText(declared, 'max')}${share}`,
          excess: needs - (max * busyPercent) / 100,
          knobs: capacityKnobs(declared, 'max'),
        },
      ];
    }),
};
