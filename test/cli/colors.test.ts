import { isatty } from 'node:tty';
import { colors } from '../../cli/load';

jest.mock('node:tty', () => ({ isatty: jest.fn() }));

const { NO_COLOR: _, ...environment } = process.env;

afterEach(() => {
  process.env = environment;
});

test.each<[boolean, NodeJS.ProcessEnv, boolean]>([
  [true, { TERM: 'xterm' }, true],
  [true, {}, true],
  [true, { TERM: 'xterm', NO_COLOR: '' }, true],
  [true, { TERM: 'xterm', NO_COLOR: '1' }, false],
  [true, { TERM: 'xterm', NO_COLOR: '0' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, { TERM: 'xterm' }, false],
])('stdout a terminal: %s, with %j: %s', (terminal, variables, expected) => {
  jest.mocked(isatty).mockImplementation((descriptor) => descriptor === 1 && terminal);
  process.env = variables;
  expect(colors()).toBe(expected);
});
