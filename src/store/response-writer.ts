import type { Statement } from 'better-sqlite3';
import type { ResponseBatch, ResponseHead } from '../domain/response-batch.ts';
import type { Db } from './open.ts';

const COLUMNS = `file_id, offset, type, base, state, known, stream, echo, owner_kind, owner_key, joined_by, part,
       error_code, error_text, settings, body`;
/** Kinds of rows that have a statement of their own: a platform answers in some dozens of them. */
const MOST_STATEMENTS = 400;

/**
 * Writes responses. What rows of one kind share stands in a statement of their own: handing sixteen values over for each
 * row costs more than storing them.
 */
export function responseWriter(db: Db) {
  const general = db.prepare(
    `INSERT INTO response (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))`,
  );
  const own = new Map<string, Statement>();

  function statementOf({ type, base, state, known, ownerKind, joinedBy }: ResponseHead): Statement | undefined {
    const words = [type, base, state, ownerKind ?? '', joinedBy ?? ''];
    // They become part of a statement.
    if (!words.every((word) => /^\w*$/.test(word))) return undefined;
    const name = `${words.join(' ')} ${known}`;
    const found = own.get(name);
    if (found !== undefined || own.size >= MOST_STATEMENTS) return found;
    const text = (word: string | undefined): string => (word === undefined ? 'NULL' : `'${word}'`);
    const made = db.prepare(
      `INSERT INTO response (${COLUMNS}) VALUES (?, ?, ${text(type)}, ${text(base)}, ${text(state)}, ${known ? 1 : 0}, ?, ?,
         ${text(ownerKind)}, ?, ${text(joinedBy)}, '', NULL, NULL, ?, CAST(? AS TEXT))`,
    );
    own.set(name, made);
    return made;
  }

  return {
    /** @returns how many rows only the whole of what is loaded can join */
    add(file: number | bigint, batch: ResponseBatch): number {
      const statements = batch.heads.map(statementOf);
      const rare = new Map(batch.rare.map((fields) => [fields.row, fields] as const));
      const bodies = Buffer.from(batch.bodies.buffer, batch.bodies.byteOffset, batch.bodies.byteLength);
      let open = 0;
      let from = 0;
      for (let row = 0; row < batch.count; row++) {
        const to = batch.bodyEnd[row] ?? from;
        const body = bodies.subarray(from, to);
        from = to;
        const index = batch.head[row] ?? 0;
        const head = batch.heads[index];
        if (head === undefined) continue;
        const echo = batch.echo[row] ?? null;
        const key = batch.ownerKey[row] ?? null;
        if (isOpen(head, key, echo)) open += 1;
        const fields = rare.get(row);
        const statement = fields === undefined ? statements[index] : undefined;
        if (statement === undefined) {
          const { type, base, state, known, ownerKind, joinedBy } = head;
          general.run(
            ...[file, batch.offset[row], type, base, state, known ? 1 : 0, batch.stream[row], echo, ownerKind ?? null],
            ...[key, joinedBy ?? null, fields?.part ?? '', fields?.errorCode ?? null, fields?.errorText ?? null],
            ...[batch.settings[row], body],
          );
        } else statement.run(file, batch.offset[row], batch.stream[row], echo, key, batch.settings[row], body);
      }
      return open;
    },
  };
}

/** Whether only the whole of what is loaded tells whose row it is, or whether its owner is right. */
function isOpen({ joinedBy }: ResponseHead, key: string | null, echo: string | null): boolean {
  return key === null || (joinedBy !== 'system' && echo !== null && echo !== '');
}
