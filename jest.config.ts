import type { Config } from 'jest';

const config: Config = {
  // Most of a file's time is loading: every core helps.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: { '/stack-trace$': '<rootDir>/test/support/no-stack-trace.ts' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};

export default config;
