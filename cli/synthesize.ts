import { readFileSync } from 'node:fs';
import { App } from 'cdktf';
import type { Result } from '../capacity/evaluate';
import { EnvironmentStack } from '../stacks/environment-stack';
import { deployedProjection } from '../terraform/deployed';
import { declaredProjection, differences } from '../terraform/projection';
import { discard, stackFile } from './output';

/**
 * Writes the Terraform JSON of every evaluated environment, and reads it back. Where that fails, or where
 * what would be deployed is not what was declared, nothing stays written.
 *
 * @returns the differences, one line each
 */
export function synthesize(result: Result, folder: string, breakGlassReason?: string): readonly string[] {
  let done = false;
  try {
    const found = withoutStacks(() => writeAndReadBack(result, folder, breakGlassReason));
    done = found.length === 0;
    return found;
  } finally {
    if (!done)
      discard(
        folder,
        result.environments.map(({ name }) => name),
      );
  }
}

function writeAndReadBack(
  { environments }: Result,
  folder: string,
  breakGlassReason?: string,
): readonly string[] {
  const app = new App({ outdir: folder });
  for (const environment of environments) {
    new EnvironmentStack(app, environment, breakGlassReason === undefined ? {} : { breakGlassReason });
  }
  // cdktf calls util.isArray, of which Node 22 and later warn on stderr, where only errors belong.
  process.noDeprecation = true;
  app.synth();
  return environments.flatMap(({ name, model }) => {
    const configuration: unknown = JSON.parse(readFileSync(stackFile(folder, name), 'utf8'));
    const found = differences(declaredProjection(model), deployedProjection(configuration, model));
    return found.map((difference) => `${name}: ${difference}`);
  });
}

/**
 * cdktf records where each of its tokens was made, and nobody reads it. Under ts-node every frame of it is looked
 * up in a source map, which takes longer than everything else that synthesis does.
 */
function withoutStacks<T>(run: () => T): T {
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.prepareStackTrace = () => '';
  try {
    return run();
  } finally {
    Reflect.set(Error, 'prepareStackTrace', before);
  }
}
