const OPEN = '{"schemaVersion": 1, "environments": {}';

/** What may be wrong with a text before it is a declaration: a name, the text, and the message with line and column. */
export const BAD_TEXTS: readonly (readonly [name: string, text: string, message: string])[] = [
  ['nothing', '', 'bad.json: is empty; a JSON object is needed'],
  ['white space', ' \n\t\r\n', 'bad.json: is empty; a JSON object is needed'],
  [
    'a byte order mark',
    `\uFEFF${OPEN}}`,
    'bad.json: begins with a byte order mark; save it as UTF-8 without one',
  ],
  ['a number', '7', 'bad.json: given 7; allowed is an object'],
  ['a string', '"declaration"', 'bad.json: given "declaration" (a string); allowed is an object'],
  ['null', 'null', 'bad.json: given null; allowed is an object'],
  ['a list', '[]', 'bad.json: given a list; allowed is an object'],
  ['an object without fields', '{}', 'bad.json: schemaVersion: missing; needed is 1'],
  [
    'no closing brace',
    OPEN,
    'bad.json:1:40: is not JSON: given the end of the text; expected is a comma or a closing brace',
  ],
  [
    'no closing bracket',
    '[1',
    'bad.json:1:3: is not JSON: given the end of the text; expected is a comma or a closing bracket',
  ],
  [
    'a trailing comma',
    `${OPEN},}`,
    'bad.json:1:41: is not JSON: given "}"; expected is a field name in double quotes',
  ],
  ['a trailing comma in a list', '[1,]', 'bad.json:1:4: is not JSON: given "]"; expected is a value'],
  [
    'no comma',
    '{\n  "schemaVersion": 1\n  "environments": {}\n}',
    'bad.json:3:3: is not JSON: given "environments"; expected is a comma',
  ],
  ['no colon', '{"schemaVersion" 1}', 'bad.json:1:18: is not JSON: given "1"; expected is a colon'],
  ['no value', '{"schemaVersion": }', 'bad.json:1:19: is not JSON: given "}"; expected is a value'],
  [
    'a name without quotes',
    '{schemaVersion: 1}',
    'bad.json:1:2: is not JSON: given "schemaVersion"; expected is a value, or a field name in double quotes',
  ],
  [
    'single quotes',
    "{'schemaVersion': 1}",
    'bad.json:1:2: is not JSON: given "\'schemaVersion\'"; expected is a value, or a field name in double quotes',
  ],
  [
    'a line comment',
    `{\n  // staging\n  "schemaVersion": 1}`,
    'bad.json:2:3: is not JSON: given "// staging"; expected is JSON, which has no comments',
  ],
  [
    'a block comment',
    '/* staging */ {}',
    'bad.json:1:1: is not JSON: given "/* staging */"; expected is JSON, which has no comments',
  ],
  ['two values', `${OPEN}}\n{}`, 'bad.json:2:1: is not JSON: given "{"; expected is the end of the text'],
  [
    'a string that does not end',
    '{"schemaVersion: 1}',
    'bad.json:1:2: is not JSON: given "\\"schemaVersion: 1}"; expected is the end of a string on the same line',
  ],
  [
    'a line break in a string',
    '{"schema\nVersion": 1}',
    'bad.json:1:2: is not JSON: given "\\"schema"; expected is the end of a string on the same line',
  ],
  [
    'a control character in a string',
    '{"schema\u0001Version": 1}',
    'bad.json:1:2: is not JSON: given "schema\\u0001Version"; expected is no control character in a string',
  ],
  [
    'an unknown escape',
    '{"schema\\xVersion": 1}',
    'bad.json:1:2: is not JSON: given "schema\\\\xVersion"; expected is a known escape',
  ],
  [
    'half an escape',
    '{"schema\\u12Version": 1}',
    'bad.json:1:2: is not JSON: given "schema\\\\u12Version"; expected is four hexadecimal digits after \\u',
  ],
  [
    'NaN',
    '{"schemaVersion": NaN}',
    'bad.json:1:19: is not JSON: given "NaN"; expected is a value, or a field name in double quotes',
  ],
  [
    'undefined',
    '{"schemaVersion": undefined}',
    'bad.json:1:19: is not JSON: given "undefined"; expected is a value, or a field name in double quotes',
  ],
  [
    'a number with a leading zero',
    '{"schemaVersion": 01}',
    'bad.json:1:20: is not JSON: given "1"; expected is a comma',
  ],
  [
    'a number without a fraction',
    '{"schemaVersion": 1.}',
    'bad.json:1:19: is not JSON: given "1."; expected is a digit',
  ],
  [
    'hostile text',
    '{"schemaVersion": \u001b[31m\u202e}',
    'bad.json:1:19: is not JSON: given "\\u001b"; expected is a value, or a field name in double quotes',
  ],
  [
    'YAML',
    'schemaVersion: 1\nenvironments: {}\n',
    'bad.json:1:1: is not JSON: given "schemaVersion"; expected is a value, or a field name in double quotes',
  ],
  [
    'a field given twice',
    '{\n  "schemaVersion": 1,\n  "schemaVersion": 1\n}',
    'bad.json:3:3: field "schemaVersion" is given twice',
  ],
  [
    'a field given twice, once escaped',
    '{"environments": {}, "\\u0065nvironments": {}}',
    'bad.json:1:22: field "environments" is given twice',
  ],
  [
    'a field given twice, deep',
    `${OPEN.slice(0, -1)}"a": {"services": {"x": {}, "y": {}, "x": {}}}}}`,
    'bad.json:1:76: field "x" is given twice',
  ],
  [
    '__proto__ given twice',
    '{"__proto__": 1, "__proto__": 2}',
    'bad.json:1:18: field "__proto__" is given twice',
  ],
  [
    '101 levels',
    `${'['.repeat(101)}${']'.repeat(101)}`,
    'bad.json:1:101: is nested too deeply; at most 100 levels',
  ],
  [
    '5,000 levels',
    '{"a":'.repeat(5000) + '1' + '}'.repeat(5000),
    'bad.json:1:501: is nested too deeply; at most 100 levels',
  ],
  [
    '1,000,000 levels that do not end',
    '['.repeat(1_000_000),
    'bad.json:1:101: is nested too deeply; at most 100 levels',
  ],
  [
    'brackets in strings are no levels',
    `{"a": "${'['.repeat(200)}"}`,
    'bad.json: schemaVersion: missing; needed is 1',
  ],
];
