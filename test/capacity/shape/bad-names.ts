import type { BadField } from './bad-fields';

/** What may be wrong with names and texts; see `BAD_FIELDS`. */
export const BAD_NAMES: readonly BadField[] = [
  [
    'environments/a/services/Api',
    '{}',
    'environments.a.services.Api: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/a.b',
    '{}',
    'environments.a.services["a.b"]: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/',
    '{}',
    'environments.a.services[""]: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/constructor',
    '{}',
    'environments.a.services.constructor: is a reserved name; choose another',
  ],
  [
    'environments/a/services/__proto__',
    '{}',
    'environments.a.services.__proto__: is a reserved name; choose another',
  ],
  [
    'environments/production-',
    '{}',
    'environments.production-: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '{}',
    'environments.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/databases/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '{}',
    'environments.a.databases["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"]: is no name; allowed is a name of at most 98 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/api/pools/1st',
    '{}',
    'environments.a.services.api.pools.1st: is no name; allowed is a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/api/variables/LOG-LEVEL',
    '"x"',
    'environments.a.services.api.variables.LOG-LEVEL: is no name; allowed is a name of letters, digits and underscores that begins with no digit',
  ],
  [
    'environments/a/services/api/variables/__proto__',
    '"x"',
    'environments.a.services.api.variables.__proto__: is a reserved name; choose another',
  ],
  [
    'environments/a/services/api/secrets/constructor',
    '{}',
    'environments.a.services.api.secrets.constructor: is a reserved name; choose another',
  ],
  [
    'environments/a/databases/main/flags/Max',
    '1',
    'environments.a.databases.main.flags.Max: is no name; allowed is a name of lower-case letters, digits, underscores and dots that begins with a letter',
  ],
  [
    'environments/a/labels/Team',
    '"x"',
    'environments.a.labels.Team: is no name; allowed is a name of lower-case letters, digits, underscores and hyphens that begins with a letter',
  ],
  [
    'environments/a/services/api/pools/whole/settingNames/poolSize',
    '"DB POOL"',
    'environments.a.services.api.pools.whole.settingNames.poolSize: given "DB POOL"; allowed is a name of letters, digits and underscores that begins with no digit',
  ],
  [
    'environments/a/databases/main/instance',
    '"Main"',
    'environments.a.databases.main.instance: given "Main"; allowed is a name of at most 98 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen',
  ],
  [
    'environments/a/services/api/owner',
    '"a\\u001b[31mred\\nnext"',
    'environments.a.services.api.owner: given "a\\u001b[31mred\\u000anext"; allowed is a text without control characters',
  ],
  [
    'environments/a/acknowledgements/0/reason',
    '"two\\nlines"',
    'environments.a.acknowledgements[0].reason: given "two\\u000alines"; allowed is a text without control characters',
  ],
  [
    'environments/a/acknowledgements/0/reason',
    '"\\u202egnp"',
    'environments.a.acknowledgements[0].reason: given "\\u202egnp"; allowed is a text without control characters',
  ],
  [
    'environments/a/services/api/variables/MOTD',
    '"a\\u0000b"',
    'environments.a.services.api.variables.MOTD: given "a\\u0000b"; allowed is a text without control characters',
  ],
  [
    'environments/a/services/api/variables/HOME',
    '"%{ if true }x"',
    'environments.a.services.api.variables.HOME: given "%{ if true }x", a Terraform expression that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/services/api/secrets/API_KEY/secret',
    '"${TfToken[TOKEN.1]}"',
    'environments.a.services.api.secrets.API_KEY.secret: given "${TfToken[TOKEN.1]}", a cdktf token that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/databases/main/tier',
    '"${var.tier}"',
    'environments.a.databases.main.tier: given "${var.tier}", a Terraform expression that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/databases/main/databases',
    '["#{TfToken[TOKEN.2]}"]',
    'environments.a.databases.main.databases[0]: given "#{TfToken[TOKEN.2]}", a cdktf token that is known only after apply; a plain value is needed',
  ],
  [
    'environments/a/databases/main/databases',
    '["a","b","a"]',
    'environments.a.databases.main.databases[2]: is given twice; allowed is once',
  ],
  [
    'environments/a/databases/main/databases',
    '["a",""]',
    'environments.a.databases.main.databases[1]: given ""; allowed is a text that is not empty',
  ],
  [
    'environments/a/databases/main/flags/work_mem',
    'true',
    'environments.a.databases.main.flags.work_mem: given true; allowed is a text or a number',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"2026-02-30"',
    'environments.a.acknowledgements[0].expires: given "2026-02-30"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"2025-02-29"',
    'environments.a.acknowledgements[0].expires: given "2025-02-29"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"2026-13-01"',
    'environments.a.acknowledgements[0].expires: given "2026-13-01"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '"tomorrow"',
    'environments.a.acknowledgements[0].expires: given "tomorrow"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/expires',
    '20270131',
    'environments.a.acknowledgements[0].expires: given 20270131; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/acknowledgements/0/rule',
    '"redeploy-budget"',
    'environments.a.acknowledgements[0].rule: given "redeploy-budget"; allowed is a rule id such as connections/redeploy-budget',
  ],
  [
    'environments/a/acknowledgements/0/owner',
    '""',
    'environments.a.acknowledgements[0].owner: given ""; allowed is a text that is not empty',
  ],
  [
    'environments/a/databases/main/observed/on',
    '"2026-04-31"',
    'environments.a.databases.main.observed.on: given "2026-04-31"; allowed is a calendar day, YYYY-MM-DD',
  ],
  [
    'environments/a/network/subnets/apps/ipCidrRange',
    '"10.0.0.256/24"',
    'environments.a.network.subnets.apps.ipCidrRange: given "10.0.0.256/24"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/network/subnets/apps/ipCidrRange',
    '"10.0.0.0/33"',
    'environments.a.network.subnets.apps.ipCidrRange: given "10.0.0.0/33"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/network/subnets/apps/ipCidrRange',
    '"10.0.0/24"',
    'environments.a.network.subnets.apps.ipCidrRange: given "10.0.0/24"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/connectors/path/ipCidrRange',
    '"10.8.0.0"',
    'environments.a.connectors.path.ipCidrRange: given "10.8.0.0"; allowed is an IPv4 range such as 10.8.0.0/28',
  ],
  [
    'environments/a/databases/main/tier',
    '"constructor"',
    'environments.a.databases.main.tier: given "constructor", a reserved word; choose another',
  ],
  [
    'environments/a/services/variables',
    JSON.stringify({ owner: 'two\nlines' }),
    'environments.a.services.variables.owner: given "two\\u000alines"; allowed is a text without control characters',
  ],
];
