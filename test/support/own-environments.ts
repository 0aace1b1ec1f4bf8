import type { Declaration } from '../../capacity/declaration';
import type * as Environments from '../../environments';
import { withField } from './declare';

let mockDeclaration: unknown;
jest.mock('../../environments', () => ({
  get declaration() {
    return mockDeclaration;
  },
}));

/** What this project really declares. */
export const OWN: Declaration = jest.requireActual<typeof Environments>('../../environments').declaration;
mockDeclaration = OWN;

/** Commands in this process find this in `environments/`, until the next one. */
export function declareOwn(declaration: Declaration): void {
  mockDeclaration = declaration;
}

/** What this project declares, with another value of a field of staging. */
export function withStaging(path: string, value: unknown, declaration = OWN): Declaration {
  return withField(path, value, declaration, 'staging');
}
