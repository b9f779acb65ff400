import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = join(ROOT, 'bin/bw2wholesale.js');

/**
 * For a `migration.yaml`: requests to a sandbox wait for no turn, as they do by default. A test that is not about the pace
 * would do nothing else for most of its time.
 */
export const UNPACED = 'limits:\n  requestsPerMinute: 100000\n';

/** The same in the `migration.yaml` that `init` has written. */
export function unpace(folder: string): void {
  const file = join(folder, 'migration.yaml');
  const text = readFileSync(file, 'utf8');
  const unpaced = text.replace('  # requestsPerMinute: 300', '  requestsPerMinute: 100000');
  if (unpaced === text) throw new Error('`init` writes no `requestsPerMinute` any more');
  writeFileSync(file, unpaced);
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  /** Runs it as this user; only the superuser can. */
  readonly uid?: number;
  /** Sends SIGKILL after so many milliseconds. */
  readonly killAfterMs?: number;
  /** Sends SIGKILL once the output holds this. */
  readonly killAt?: string;
  /** Sees the output as it comes. */
  readonly onStdout?: (text: string) => void;
}

/** Runs the built command line as a user would: its own process, no terminal. */
export async function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { WEBEX_ACCESS_TOKEN: _token, BW2W_WEBEX_BASE_URL: _url, NO_COLOR: _colour, ...env } = process.env;
  const child = spawn(process.execPath, [BIN, ...words], {
    cwd: options.cwd ?? ROOT,
    env: { ...env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  });
  const timer =
    options.killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.killAfterMs);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    if (options.killAt !== undefined && stdout.includes(options.killAt)) child.kill('SIGKILL');
    options.onStdout?.(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  // A command that refuses early closes its input before all of it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearTimeout(timer);
  return { code, stdout, stderr };
}

export function emptyFolder(name = 'bw2w-'): string {
  return mkdtempSync(join(tmpdir(), name));
}

/** Last JSON document of an NDJSON stream, or the only one of an answer. */
export function parseJson(stdout: string): Record<string, unknown> {
  const document: unknown = JSON.parse(stdout);
  if (typeof document !== 'object' || document === null) throw new Error(`no object: ${stdout}`);
  return Object.fromEntries(Object.entries(document));
}
