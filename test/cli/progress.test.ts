import tty from 'node:tty';
import { progressOf } from '../../cli/progress';

/** What a progress of 100 runs, 10 ms each or 100 ms each, writes to stderr. */
function writtenBy(isTerminal: boolean, millisecondsOfRun: number): string {
  const chunks: string[] = [];
  let now = 0;
  const spies = [
    jest.spyOn(tty, 'isatty').mockReturnValue(isTerminal),
    jest.spyOn(performance, 'now').mockImplementation(() => now),
    jest.spyOn(Date, 'now').mockImplementation(() => now),
    jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => chunks.push(String(chunk)) > 0),
  ];
  const wasTty = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
  Object.defineProperty(process.stderr, 'isTTY', { value: isTerminal, configurable: true });
  const methods = { cursorTo: () => true, moveCursor: () => true, clearLine: () => true };
  const before = Object.fromEntries(
    Object.keys(methods).map((name) => [name, Reflect.get(process.stderr, name) as unknown]),
  );
  Object.assign(process.stderr, methods);
  try {
    const progress = progressOf(100);
    for (let done = 1; done <= 100; done += 1) {
      now += millisecondsOfRun;
      progress.update(done);
    }
    progress.pause();
    return chunks.join('');
  } finally {
    for (const spy of spies) spy.mockRestore();
    Object.assign(process.stderr, before);
    if (wasTty) Object.defineProperty(process.stderr, 'isTTY', wasTty);
    else Reflect.deleteProperty(process.stderr, 'isTTY');
  }
}

test('a long run shows a bar in a terminal', () => {
  const written = writtenBy(true, 100);
  expect(written).toContain('of 100 runs');
  expect(written.match(/of 100 runs/g)!.length).toBeGreaterThan(5);
});

test('a short run shows none', () => {
  expect(writtenBy(true, 10)).toBe('');
});

test('a pipe shows none', () => {
  expect(writtenBy(false, 100)).toBe('');
});

test('Ctrl-C is left to the process, and the cursor stays', () => {
  const listeners = process.listenerCount('SIGINT');
  const written = writtenBy(true, 100);
  expect(process.listenerCount('SIGINT')).toBe(listeners);
  expect(written).not.toContain('\u001b[?25l');
});
