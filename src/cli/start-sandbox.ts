import { MigrationError } from '../domain/errors.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';

/**
 * Starts the simulator; a port that is taken or a state file that cannot be used is a mistake of the call.
 *
 * @throws {MigrationError} `USAGE` or `DATABASE`
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
