import { findingsOf, headlinesOf, withField, withFields } from '../../../support/declare';
import { JOB } from '../../../support/examples/run';

const RULE = 'run/cpu-memory';
const service = (cpu: number, memory: string, more: Readonly<Record<string, unknown>> = {}) =>
  withFields({
    'services.api.cpu': cpu,
    'services.api.memory': memory,
    'services.api.concurrency': 1,
    ...more,
  });
const job = (cpu: number, memory: string) => withField('jobs.migrate', { ...JOB, cpu, memory });

test.each([
  [0.08, '128Mi'],
  [0.08, '512Mi'],
  [0.499, '512Mi'],
  [0.5, '1Gi'],
  [0.999, '1Gi'],
  [1, '128Mi'],
  [1, '4Gi'],
  [2, '8Gi'],
  [4, '2Gi'],
  [4, '16Gi'],
  [6, '4Gi'],
  [6, '24Gi'],
  [8, '4Gi'],
  [8, '32Gi'],
])('a service of %d vCPU with %s passes', (cpu, memory) => {
  expect(headlinesOf(RULE, service(cpu, memory))).toEqual([]);
});

test.each([
  [0.08, '127Mi', '127Mi with 0.08 vCPU, which takes 128Mi to 512Mi'],
  [0.08, '513Mi', '513Mi with 0.08 vCPU, which takes 128Mi to 512Mi'],
  [0.499, '513Mi', '513Mi with 0.499 vCPU, which takes 128Mi to 512Mi'],
  [0.5, '1025Mi', '1025Mi with 0.5 vCPU, which takes 128Mi to 1Gi'],
  [1, '4097Mi', '4097Mi with 1 vCPU, which takes 128Mi to 4Gi'],
  [2, '8193Mi', '8193Mi with 2 vCPU, which takes 128Mi to 8Gi'],
  [4, '2047Mi', '2047Mi with 4 vCPU, which takes 2Gi to 16Gi'],
  [6, '4095Mi', '4095Mi with 6 vCPU, which takes 4Gi to 24Gi'],
  [8, '32769Mi', '32769Mi with 8 vCPU, which takes 4Gi to 32Gi'],
  [0.079, '128Mi', '0.079 vCPU; services take 0.08 to 1 in steps of 0.001, or 1, 2, 4, 6, 8'],
  [0.5005, '512Mi', '0.5005 vCPU; services take 0.08 to 1 in steps of 0.001, or 1, 2, 4, 6, 8'],
  [1.5, '1Gi', '1.5 vCPU; services take 0.08 to 1 in steps of 0.001, or 1, 2, 4, 6, 8'],
  [3, '4Gi', '3 vCPU; services take 0.08 to 1 in steps of 0.001, or 1, 2, 4, 6, 8'],
  [9, '32Gi', '9 vCPU; services take 0.08 to 1 in steps of 0.001, or 1, 2, 4, 6, 8'],
])('a service of %d vCPU with %s does not', (cpu, memory, headline) => {
  expect(headlinesOf(RULE, service(cpu, memory))).toEqual([headline]);
});

test('below 1 vCPU, CPU is allocated only during requests', () => {
  expect(headlinesOf(RULE, service(0.5, '512Mi', { 'services.api.cpuIdle': true }))).toEqual([]);
  const [finding] = findingsOf(RULE, service(0.5, '512Mi', { 'services.api.cpuIdle': false }));
  expect(finding!.headline).toBe('0.5 vCPU, allocated always; below 1 vCPU only during requests');
  expect(finding!.fixes).toMatchObject([{ path: 'services.api.cpuIdle', from: false, to: true }]);
  expect(headlinesOf(RULE, service(1, '512Mi', { 'services.api.cpuIdle': false }))).toEqual([]);
});

test.each([
  [1, '512Mi', []],
  [1, '511Mi', ['511Mi with 1 vCPU, which takes 512Mi to 4Gi']],
  [0.999, '512Mi', ['0.999 vCPU; jobs take 1, 2, 4, 6, 8']],
  [8, '32Gi', []],
])('a job of %d vCPU with %s', (cpu, memory, headlines) => {
  expect(headlinesOf(RULE, job(cpu, memory))).toEqual(headlines);
});

test('the fix is the nearest memory, or the least CPU that takes it', () => {
  expect(findingsOf(RULE, service(1, '8Gi'))).toMatchObject([
    {
      severity: 'error',
      subject: 'services.api',
      owner: 'team-api',
      at: { path: 'services.api.memory', value: '8Gi' },
      fixes: [
        { path: 'services.api.memory', from: '8Gi', to: '4Gi', effect: 'new revision' },
        { path: 'services.api.cpu', from: 1, to: 2, effect: 'new revision' },
      ],
    },
  ]);
  expect(findingsOf(RULE, service(3, '4Gi'))).toMatchObject([
    { fixes: [{ path: 'services.api.cpu', from: 3, to: 4 }] },
  ]);
});
