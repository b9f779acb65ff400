import { confirm, isCancel } from '@clack/prompts';
import { MigrationError } from '../domain/errors.ts';

/**
 * Asks before anything is written to Webex. Without a terminal there is nobody to ask: it refuses rather than hang.
 *
 * @throws {MigrationError} `CONFIRMATION_NEEDED` without a terminal, `DECLINED` when the answer is no
 */
export async function confirmWrite(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new MigrationError('CONFIRMATION_NEEDED', 'this writes to Webex, and there is no terminal to confirm it on');
  }
  const answer = await confirm({ message: question, initialValue: false, output: process.stderr });
  if (isCancel(answer)) throw new MigrationError('INTERRUPTED', 'interrupted at the question; nothing was written');
  if (!answer) throw new MigrationError('DECLINED', 'not confirmed');
}
