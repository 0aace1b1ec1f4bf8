export * from './common';
export * from './database';
export * from './environment';
export * from './network';
export * from './pool';
export * from './process';
export * from './workload';
