import { database, HOSTILE, service } from '../support/hostile-plans';
import { DATABASE, planOf, POOL, serviceOf } from '../support/plan';
import { expectHarmless, review } from '../support/review-file';

test.each(HOSTILE.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))(
  'the name %s does nothing in any format',
  (_, name) => {
    const plan = planOf([
      {
        ...database({
          name,
          project: name,
          region: name,
          settings: [{ tier: name, edition: name, availability_type: name }],
        }),
        name,
      },
      DATABASE,
      serviceOf(POOL),
      {
        ...service({ name, ingress: name, traffic: [{ revision: name, percent: 100, tag: name }] }),
        name,
        index: name,
      },
      {
        type: 'google_vpc_access_connector',
        name,
        values: { name, project: name, region: name, machine_type: name, ip_cidr_range: name },
      },
      {
        type: 'google_redis_instance',
        name,
        values: { name, memory_size_gb: 1, redis_version: name, tier: name },
      },
    ]);
    for (const format of ['text', 'json', 'markdown', 'github', 'sarif', 'html']) {
      const outcome = review(plan, '--format', format);
      expect(outcome.stderr).not.toMatch(/could not check/);
      expect([0, 1]).toContain(outcome.status);
      if (format === 'html') expect(outcome.stdout).not.toContain('<script>alert(1)');
      if (format === 'text') expectHarmless(outcome);
    }
  },
);
