import type { JobModel, ServiceModel } from '../../fleets';
import { GEN2_MIN_MIB, MEMORY_BY_CPU, MIN_CPU, toMib, WHOLE_CPUS } from '../../google-cloud/cloud-run';
import type { EnvironmentModel } from '../../model';
import type { Rule } from '../rule';
import { deployedJobs, deployedServices, violationOf, type Problem } from '../workloads';

export const cpuMemory: Rule = {
  id: 'run/cpu-memory',
  severity: 'error',
  summary: 'vCPUs, memory and billing of services and jobs go together.',
  why: 'the plan looks fine, and the API refuses it in the middle of the deploy',
  check: (environment: EnvironmentModel) => [
    ...deployedServices(environment).flatMap((service) => violationOf(service, serviceProblems(service))),
    ...deployedJobs(environment).flatMap((job) => violationOf(job, jobProblems(job))),
  ],
};

/** Below 1 vCPU, or below 512Mi, a service runs in the first generation execution environment. */
function serviceProblems({ path, declared }: ServiceModel): readonly Problem[] {
  const { cpu, cpuIdle = true } = declared;
  const isFraction = cpu >= MIN_CPU.value && cpu < 1 && Math.round(cpu * 1000) / 1000 === cpu;
  if (!isFraction && !WHOLE_CPUS.value.includes(cpu)) {
    return [sizeProblem(path, cpu, `services take ${MIN_CPU.value} to 1 in steps of 0.001, or ${whole}`)];
  }
  const billing: Problem = {
    text: `${cpu} vCPU, allocated always; below 1 vCPU only during requests`,
    at: { path: `${path}.cpuIdle`, value: cpuIdle },
    knobs: [{ path: `${path}.cpuIdle`, from: cpuIdle, to: { value: true } }],
  };
  return [...memoryProblems(path, declared, 0), ...(cpu < 1 && !cpuIdle ? [billing] : [])];
}

/** Jobs run in the second generation execution environment only. */
function jobProblems({ path, declared }: JobModel): readonly Problem[] {
  return WHOLE_CPUS.value.includes(declared.cpu)
    ? memoryProblems(path, declared, GEN2_MIN_MIB.value)
    : [sizeProblem(path, declared.cpu, `jobs take ${whole}`)];
}

const whole = WHOLE_CPUS.value.join(', ');

function sizeProblem(path: string, cpu: number, sizes: string): Problem {
  const next = WHOLE_CPUS.value.find((size) => size > cpu) ?? WHOLE_CPUS.value.at(-1)!;
  const at = { path: `${path}.cpu`, value: cpu };
  return { text: `${cpu} vCPU; ${sizes}`, at, knobs: [{ path: at.path, from: cpu, to: { value: next } }] };
}

function memoryProblems(
  path: string,
  { cpu, memory }: { readonly cpu: number; readonly memory: string },
  leastMib: number,
): readonly Problem[] {
  const rows = MEMORY_BY_CPU.value.map((row) => ({ ...row, minMib: Math.max(row.minMib, leastMib) }));
  const { minMib, maxMib } = rows.findLast((row) => row.cpu <= cpu)!;
  const mib = toMib(memory);
  if (mib >= minMib && mib <= maxMib) return [];
  const at = { path: `${path}.memory`, value: memory };
  const fitting = rows.find((row) => row.cpu >= 1 && mib >= row.minMib && mib <= row.maxMib);
  return [
    {
      text: `${memory} with ${cpu} vCPU, which takes ${inUnits(minMib)} to ${inUnits(maxMib)}`,
      at,
      knobs: [
        { path: at.path, from: memory, to: { value: inUnits(mib < minMib ? minMib : maxMib) } },
        ...(fitting ? [{ path: `${path}.cpu`, from: cpu, to: { value: fitting.cpu } }] : []),
      ],
    },
  ];
}

function inUnits(mib: number): string {
  return mib % 1024 === 0 ? `${mib / 1024}Gi` : `${mib}Mi`;
}
