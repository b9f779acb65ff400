import { auditRepository } from '../store/audit-repository.ts';
import type { Db } from '../store/open.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './failure.ts';
import { currentPerson } from './with-lock.ts';

/**
 * Runs a command that writes and records who ran it, from where, with which words, and how it ended. A command that is
 * killed leaves its row without an end, which says so.
 */
export async function audited(db: Db, command: string, work: () => Promise<ExitCode>): Promise<ExitCode> {
  const audit = auditRepository(db);
  const id = audit.begin({
    at: new Date().toISOString(),
    ...currentPerson(),
    pid: process.pid,
    command,
    words: process.argv.slice(2).join(' '),
  });
  let code: number = EXIT.bug;
  try {
    const result = await work();
    code = result;
    return result;
  } catch (error) {
    code = exitCodeOf(error);
    throw error;
  } finally {
    audit.end(id, new Date().toISOString(), code);
  }
}
