import type { Config } from 'jest';

const config: Config = {
  // Most of a file's time is loading: every core helps.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: { '/stack-trace$': '<rootDir>/test/support/no-stack-trace.ts' },
  // The global object of a test is not Node's own, and every look-up in it is slow: simulations took twice as long.
  // Only names that no module declares again: cdktf has its own Number, String, Symbol, Error and Promise.
  sandboxInjectedGlobals: ['Math', 'Infinity', 'Object', 'Array', 'Map', 'Set', 'JSON'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};

export default config;
