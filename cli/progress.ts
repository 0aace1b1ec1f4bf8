import { isatty } from 'node:tty';
import type * as CliProgress from 'cli-progress';

/** Shows how far a long run is. */
export interface Progress {
  readonly update: (done: number) => void;
  /** Takes the bar away, before anything else is printed. */
  readonly pause: () => void;
}

/** Shorter runs show nothing, milliseconds. */
const PATIENCE = 1000;

/** A bar on a terminal's stderr once the run takes long; nothing in a pipe. */
export function progressOf(total: number): Progress {
  if (!isatty(2)) return { update: () => undefined, pause: () => undefined };
  const began = performance.now();
  let bar: CliProgress.SingleBar | undefined;
  return {
    update: (done) => {
      if (bar) bar.update(done);
      else if (performance.now() - began > PATIENCE) bar = startedBar(total, done);
    },
    pause: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

function startedBar(total: number, done: number): CliProgress.SingleBar {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only a long run needs it
  const { Presets, SingleBar } = require('cli-progress') as typeof CliProgress;
  const bar = new SingleBar(
    {
      format: '{bar} {value} of {total} runs',
      clearOnComplete: true,
      // The runs leave no turn to a timer, or to a handler of Ctrl-C: that ends the process as it would without a bar.
      synchronousUpdate: true,
      gracefulExit: false,
      linewrap: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, done);
  return bar;
}
