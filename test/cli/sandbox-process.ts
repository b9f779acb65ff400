import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './run-cli.ts';

export interface SandboxProcess {
  readonly url: string;
  /** Environment that points the command line at it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

/**
 * A sandbox in a process of its own: it lives on when the client is killed, as the real target would.
 *
 * @param port - of an earlier one, to come back at its place; 0 picks a free one
 */
export async function startSandboxProcess(
  stateFile: string,
  words: readonly string[] = [],
  port = 0,
): Promise<SandboxProcess> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'bin/bw2wholesale.js'), 'sandbox', '--port', String(port), '--state', stateFile, ...words],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await firstUrl(child);
  child.stdout.resume();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  };
  return {
    url,
    env: { BW2W_WEBEX_BASE_URL: url, WEBEX_ACCESS_TOKEN: 'sandbox' },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function firstUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output of the sandbox');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('the sandbox ended without an address');
}
