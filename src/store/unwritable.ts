/** Whether SQLite says that a database or its folder cannot be written: it names neither. */
export function isUnwritable(code: string): boolean {
  return /^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(code);
}

export const UNWRITABLE_HINT =
  'Give your user the right to write there (the folder, migration.db and the files beside it), or copy the folder to where you may write and go on there; commands that only look, such as `bw2wholesale status`, work as it is.';
