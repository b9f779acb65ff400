import { setMaxListeners } from 'node:events';
import { EXIT } from './exit-codes.ts';

export const STOPPING = 'Stopping: finishing what is in flight. Press Ctrl-C again to end at once.';

/**
 * First Ctrl-C or SIGTERM drains: the signal aborts, stages finish what is in flight and commit. A second one ends
 * the process at once; the journal makes that safe too.
 *
 * @param notice - said once on stderr when the first one comes; empty for nothing
 */
export function watchSignals(notice: () => string = () => STOPPING): {
  readonly signal: AbortSignal;
  exitCode(): 130 | 143 | undefined;
  release(): void;
} {
  const controller = new AbortController();
  // Every read that waits to be repeated listens, ten and more at a time: no leak, and no warning of Node on the screen.
  setMaxListeners(0, controller.signal);
  let code: 130 | 143 | undefined;
  const stop = (name: 'SIGINT' | 'SIGTERM') => {
    if (code !== undefined) process.exit(code);
    code = name === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
    const text = notice();
    if (text !== '') process.stderr.write(`\n${text}\n`);
    controller.abort(new Error(name));
  };
  const onInterrupt = () => stop('SIGINT');
  const onTerminate = () => stop('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
