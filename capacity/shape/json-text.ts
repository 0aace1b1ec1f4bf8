import { printParseErrorCode, visit } from 'jsonc-parser';
import { MAX_DEPTH } from './plain';
import { ShapeError } from './shape-error';
import { quoted } from './show';

const EXPECTED: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value, or a field name in double quotes',
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'a field name in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a comma or a closing brace',
  CloseBracketExpected: 'a comma or a closing bracket',
  EndOfFileExpected: 'the end of the text',
  InvalidCommentToken: 'JSON, which has no comments',
  UnexpectedEndOfComment: 'JSON, which has no comments',
  UnexpectedEndOfString: 'the end of a string on the same line',
  UnexpectedEndOfNumber: 'a digit',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'a known escape',
  InvalidCharacter: 'no control character in a string',
};

/**
 * Parses JSON strictly: no comments, no trailing commas, no field given twice, no nesting that could
 * exhaust a stack further on.
 *
 * @throws ShapeError with line and column
 */
export function parseJson(text: string, source: string): unknown {
  if (text.startsWith('\uFEFF'))
    throw new ShapeError(source, '', 'begins with a byte order mark; save it as UTF-8 without one');
  if (text.trim() === '') throw new ShapeError(source, '', 'is empty; a JSON object is needed');
  const fail = (offset: number, problem: string): never => {
    throw new ShapeError(`${source}:${position(text, offset)}`, '', problem);
  };
  checkDepth(text, fail);
  checkSyntax(text, fail);
  try {
    return JSON.parse(text);
  } catch {
    // Whatever the tolerant parser above let pass.
    throw new ShapeError(source, '', 'is not JSON');
  }
}

type Fail = (offset: number, problem: string) => never;

/** Iterative, since it protects the recursive parsers after it; inside a string brackets do not count. */
function checkDepth(text: string, fail: Fail): void {
  let depth = 0;
  let inString = false;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset];
    if (inString) {
      if (character === '\\') offset += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > MAX_DEPTH) fail(offset, `is nested too deeply; at most ${MAX_DEPTH} levels`);
    }
  }
}

function checkSyntax(text: string, fail: Fail): void {
  const open: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => void open.push(new Set()),
      onObjectEnd: () => void open.pop(),
      onObjectProperty: (field, offset) => {
        const fields = open.at(-1)!;
        if (fields.has(field)) fail(offset, `field ${quoted(field)} is given twice`);
        fields.add(field);
      },
      onError: (code, offset, length) => {
        const part = text.slice(offset, offset + length).replace(/^"(.*)"$/s, '$1');
        const given = offset >= text.length ? 'the end of the text' : quoted(part);
        fail(offset, `is not JSON: given ${given}; expected is ${EXPECTED[printParseErrorCode(code)]}`);
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
}

/** `line:column`, both from 1. */
function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return `${before.length}:${before.at(-1)!.length + 1}`;
}
