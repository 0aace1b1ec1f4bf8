import type { Environment } from '../../capacity/declaration';
import { reviewOf, type Review } from '../../review/review';
import { TODAY } from './declare';
import { production, PRODUCTION } from './reviews';

/** What means something to Markdown, HTML, GitHub, SARIF or a workflow command, in one line, as an owner may write it. */
export const HOSTILE = [
  '</code></pre></td></details><script>alert(1)</script><img src=x onerror=alert(1)>',
  '| @octocat #1 GH-2 octo/cat#3 https://evil.example www.evil.example me@evil.example',
  '[link](javascript:alert(1)) ![image](https://evil.example/x.png) **bold** _em_ ~~del~~ $1$',
  '```` ``` ` ~~~ <!-- comment --> --> {0} {{1}} ::error file=x,line=1::pwned::',
  '##[error]pwned %0A%0D%25 &lt; &#64; \\| \\',
].join(' ');

/** The same over several lines, with colors and reversed text, as a key of `for_each` may have it. */
export const HOSTILE_LINES = `${HOSTILE}\n::error::pwned\r\n::set-env name=x::y\n\u001b[31mred\u0007\u202Edesrever\u2028\n# Heading\n- item\n\n</details>\n${HOSTILE}`;

const HOSTILE_SERVICE = {
  ...PRODUCTION.services.backend,
  owner: HOSTILE,
  image: { managedBy: 'declaration', reference: HOSTILE },
  maxInstances: 40,
} as const;

const ENVIRONMENT = {
  ...PRODUCTION,
  databases: {
    'prod-postgres': {
      ...PRODUCTION.databases['prod-postgres'],
      owner: HOSTILE,
      tier: HOSTILE,
      version: HOSTILE,
      kept: { connections: 10, reason: HOSTILE },
      flags: { work_mem: HOSTILE, max_wal_senders: HOSTILE },
    },
  },
  services: { ...PRODUCTION.services, backend: HOSTILE_SERVICE },
  acknowledgements: [
    {
      rule: 'connections/rollout-budget',
      subject: 'databases.prod-postgres',
      reason: HOSTILE,
      owner: HOSTILE,
      expires: '2027-01-01',
    },
  ],
} as const satisfies Environment;

/** A review in which every free text, every name of Terraform and every note is hostile. */
export function hostileReview(): Review {
  const review = reviewOf(production(ENVIRONMENT), {
    today: TODAY,
    base: production(),
    notes: [HOSTILE, HOSTILE_LINES],
    sourceOf: () => ({ file: HOSTILE_LINES, prefix: '' }),
  });
  const [change] = review.changes;
  return {
    ...review,
    changes: [
      ...review.changes,
      {
        ...change!,
        subject: `google_sql_database_instance.main[${JSON.stringify(HOSTILE)}]`,
        address: `google_sql_database_instance.main["${HOSTILE_LINES}"]`,
        owner: HOSTILE_LINES,
        fields: [
          {
            path: HOSTILE_LINES,
            from: HOSTILE_LINES,
            to: { [HOSTILE_LINES]: HOSTILE_LINES },
            effect: change!.effect,
          },
        ],
        effect: { kind: 'replace', text: HOSTILE_LINES },
        action: 'replace',
        isProtected: true,
      },
    ],
  };
}
