import type { Rule } from '../rule';
import { certificateCoverage } from './certificate-coverage';
import { invokers } from './invokers';
import { serverlessHealthCheck } from './serverless-health-check';
import { serviceIngress } from './service-ingress';
import { timeoutCeiling } from './timeout-ceiling';
import { uptimePath } from './uptime-path';

/** Rules of the area `ingress`, in the order of reports. */
export const INGRESS_RULES: readonly Rule[] = [
  certificateCoverage,
  serverlessHealthCheck,
  timeoutCeiling,
  serviceIngress,
  invokers,
  uptimePath,
];
