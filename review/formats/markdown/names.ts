import type { Budget } from '../../../capacity/budget';
import type { Review } from '../../review';
import { code } from './escape';

/** A server by its name; the side of a pooler that takes clients says so. */
export function serverText(name: string, kind: Budget['kind']): string {
  return kind === 'database' ? code(name) : `${code(name)} clients`;
}

/** Says which environment something is of, where the review is of several. */
export function ofEnvironment({ result }: Review): (environment: string, text: string) => string {
  const isOne = result.environments.length === 1;
  return (environment, text) => (isOne ? text : `${code(environment)} ${text}`);
}
