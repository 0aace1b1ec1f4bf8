import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';

const root = join(__dirname, '../..');
const config = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
const { options } = ts.parseJsonConfigFileContent({ ...config.config, include: [] }, ts.sys, root);

/** Files that stay the same: parsing the library takes most of the time. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says about the text as a file of this project that is not there. */
export function typeErrors(file: string, text: string): readonly string[] {
  const path = join(root, file);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(
    [path],
    { ...options, types: [] },
    {
      ...host,
      fileExists: (name) => name === path || host.fileExists(name),
      readFile: (name) => (name === path ? text : host.readFile(name)),
      getSourceFile: (name, ...rest) =>
        name === path
          ? ts.createSourceFile(name, text, rest[0])
          : parsedFile(name, () => host.getSourceFile(name, ...rest)),
    },
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function parsedFile(name: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!parsed.has(name)) parsed.set(name, parse());
  return parsed.get(name);
}

/** The exports of a module of plain data, whose imports are types only. */
export function exportsOf(text: string): Readonly<Record<string, unknown>> {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { ...options, noEmit: false } });
  const json = runInNewContext(`const exports = {};${outputText};JSON.stringify(exports)`) as string;
  return JSON.parse(json) as Readonly<Record<string, unknown>>;
}
