import type { Violation } from '../../finding';
import { CONNECTOR_INSTANCES } from '../../google-cloud/vpc-access';
import type { Rule } from '../rule';
import { boundsViolations, connectorsOf } from '../declared-connectors';

export const instanceBounds: Rule = {
  id: 'connector/instance-bounds',
  severity: 'error',
  summary: 'A connector has its size in instances, in the range that the product accepts.',
  why: 'the provider accepts any number; the API refuses the connector, and nothing reaches the database',
  check: (environment) =>
    connectorsOf(environment).flatMap((declared): readonly Violation[] => {
      const { path, connector, severity } = declared;
      const { minInstances, maxInstances, throughput } = connector;
      const sized = minInstances !== undefined || maxInstances !== undefined;
      const both: Violation = {
        subject: path,
        severity,
        at: { path: `${path}.throughput`, value: throughput },
        headline: 'both instances and throughput are given; the API takes one of the two',
      };
      if (!sized) return throughput ? [] : [notSized(path, connector.ownership === 'managed')];
      const { min, max } = CONNECTOR_INSTANCES.value;
      return [
        ...(throughput ? [both] : []),
        ...boundsViolations(
          declared,
          { path: `${path}.minInstances`, name: 'minInstances', value: minInstances, ...min },
          { path: `${path}.maxInstances`, name: 'maxInstances', value: maxInstances, ...max },
        ),
      ];
    }),
};

/** A new connector must have a size; one that exists has one, which nobody can count here. */
function notSized(path: string, isNew: boolean): Violation {
  return isNew
    ? {
        subject: path,
        at: { path: `${path}.maxInstances`, value: undefined },
        headline: 'neither instances nor throughput are given; the API requires one of the two',
      }
    : {
        subject: path,
        severity: 'warning',
        at: { path: `${path}.maxInstances`, value: undefined },
        headline: 'its size is not declared: what it carries is unknown, and its throughput is not checked',
        why: 'starting instances may wait for it to scale, and nobody sees it coming',
      };
}
