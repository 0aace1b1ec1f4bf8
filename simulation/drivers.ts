export { OPENS_AT_ONCE } from '../capacity/google-cloud/opens-at-once';
export { openedAtOnce as atOnceOf } from '../capacity/network-path';
