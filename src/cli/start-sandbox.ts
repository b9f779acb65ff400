import { MigrationError } from '../domain/errors.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { isUnwritable } from '../store/unwritable.ts';

const ELSEWHERE = '`bw2wholesale sandbox --state FILE`';

/** A command with --sandbox starts one of its own, whatever the address of another one says. */
function lockedHint(address: string | undefined): string {
  const stop = 'top the other one (`bw2wholesale sandbox`, or a command with --sandbox in this folder)';
  return address === undefined
    ? `S${stop}, or use it: leave out --sandbox, name its address in BW2W_WEBEX_BASE_URL and set WEBEX_ACCESS_TOKEN=sandbox. Another state file: ${ELSEWHERE}.`
    : `BW2W_WEBEX_BASE_URL names ${address}, but --sandbox starts a sandbox of its own: leave it out to use the one at that address. Else s${stop}.`;
}

/**
 * Starts the simulator; a port that is taken or a state file that cannot be used is a mistake of the call.
 *
 * @throws {MigrationError} `USAGE`, `DATABASE`, or `LOCKED` when another sandbox has the state file
 */
export async function startSandboxAt(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await startSandbox(options);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      const reason = code === 'EADDRINUSE' ? 'something listens on it already' : 'no permission';
      throw new MigrationError('USAGE', `port ${options.port} cannot be used: ${reason}`, {
        cause,
        hint: 'Say another one with --port, or 0 for any free one.',
      });
    }
    if (code.startsWith('SQLITE_BUSY')) {
      throw new MigrationError('LOCKED', 'another sandbox is using this state file', {
        cause,
        place: { where: options.stateFile },
        hint: lockedHint(process.env.BW2W_WEBEX_BASE_URL),
      });
    }
    if (isUnwritable(code)) {
      throw new MigrationError('DATABASE', 'the state of the sandbox cannot be written: folder or file is read-only', {
        cause,
        place: { where: options.stateFile },
        hint: `Give your user the right to write there, or keep it elsewhere: ${ELSEWHERE}.`,
      });
    }
    // better-sqlite3 refuses a folder that is not there with a TypeError.
    if (code.startsWith('SQLITE_') || cause instanceof TypeError) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new MigrationError('DATABASE', `the state of the sandbox cannot be used: ${reason}`, {
        cause,
        place: { where: options.stateFile },
        hint: `Check the folder and its permissions, or keep it elsewhere: ${ELSEWHERE}.`,
      });
    }
    throw cause;
  }
}
