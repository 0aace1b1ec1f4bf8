import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

const options = JSON.parse(readFileSync(join(__dirname, '../../.prettierrc.json'), 'utf8')) as object;

/** TypeScript as `npm run format` leaves it. */
export function formatted(source: string): Promise<string> {
  return format(source, { ...options, parser: 'typescript', plugins: [typescript, estree] });
}
