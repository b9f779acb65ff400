import { MigrationError } from '../domain/errors.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';

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
        hint: 'Stop the other one (`bw2wholesale sandbox`, or a command with --sandbox in this folder), name its address in BW2W_WEBEX_BASE_URL, or take another file with `bw2wholesale sandbox --state FILE`.',
      });
    }
    // better-sqlite3 refuses a folder that is not there with a TypeError.
    if (code.startsWith('SQLITE_') || cause instanceof TypeError) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new MigrationError('DATABASE', `the state of the sandbox cannot be used: ${reason}`, {
        cause,
        place: { where: options.stateFile },
        hint: 'Check the folder and its permissions, or name another file with --state.',
      });
    }
    throw cause;
  }
}
