import { MigrationError } from '../domain/errors.ts';
import type { BodyElement, TablePattern } from '../domain/response-body.ts';
import { decodeBody } from '../domain/stored-body.ts';
import type { Db } from './open.ts';

/**
 * Reads bodies as `response` holds them.
 *
 * @throws {MigrationError} `DATABASE` when a body refers to a pattern that is not there
 */
export function bodyReader(db: Db): (json: string) => BodyElement {
  const select = db.prepare<[string], string>('SELECT content FROM table_pattern WHERE id = ?').pluck();
  const known = new Map<string, TablePattern>();

  function find(id: string): TablePattern {
    const pattern = known.get(id);
    if (pattern !== undefined) return pattern;
    const content = select.get(id);
    if (content === undefined) throw new MigrationError('DATABASE', `the database is damaged: no table pattern ${id}`);
    // Written by this tool from a typed value; the schema version guards it.
    const read = JSON.parse(content) as TablePattern;
    if (known.size >= MOST) known.clear();
    known.set(id, read);
    return read;
  }
  return (json) => decodeBody(json, find);
}

/** Patterns that are kept at hand: a platform has a few. */
const MOST = 256;
