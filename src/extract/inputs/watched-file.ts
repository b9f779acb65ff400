import { stat } from 'node:fs/promises';
import { MigrationError } from '../../domain/errors.ts';
import type { ExtractIssue } from '../../domain/snapshot.ts';

/** A file while it is read: its export may still be under way. */
export interface WatchedFile {
  readonly size: number;
  /** What to tell where it has changed since it was opened; it may end between two documents all the same. */
  changed(): Promise<ExtractIssue | undefined>;
  /** A refusal with the reason for it, where the file has changed. */
  explained(error: MigrationError): Promise<MigrationError>;
}

/** Looks at a file before it is read. */
export async function watchFile(path: string): Promise<WatchedFile> {
  const before = await stat(path);
  async function isOther(): Promise<boolean> {
    // One that is gone by now is another one too.
    const now = await stat(path).catch(() => undefined);
    return now === undefined || now.size !== before.size || now.mtimeMs !== before.mtimeMs;
  }
  return {
    size: before.size,
    async changed() {
      if (!(await isOther())) return undefined;
      const message = 'the file was written to while it was read: extract it again once its export has ended';
      return { kind: 'warning', code: 'file-changed', message };
    },
    async explained(error) {
      if (error.code !== 'SOURCE_TRUNCATED' || !(await isOther())) return error;
      return new MigrationError(error.code, `${error.message}; it was written to while it was read`, {
        cause: error,
        ...(error.place === undefined ? {} : { place: error.place }),
        hint: 'Wait until its export has ended, then extract it again. Nothing of it was stored.',
      });
    },
  };
}
