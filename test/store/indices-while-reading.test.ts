import { describe, expect, it } from 'vitest';
import { runExtract } from '../../src/extract/run-extract.ts';
import type { Db } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { context, extractInto, newStore, SAMPLES } from '../extract/extract-into.ts';

const SAMPLE = [`${SAMPLES}enterprise`];
const rowsOf = (db: Db): unknown[] => db.prepare('SELECT * FROM response ORDER BY id').all();
const indicesOf = (db: Db): unknown[] =>
  db
    .prepare(`SELECT name FROM sqlite_schema WHERE tbl_name = 'response' AND type = 'index' ORDER BY name`)
    .pluck()
    .all();

describe('a capture with more rows than are indexed while reading', () => {
  it('leaves the same rows and the same indices, which were away meanwhile', async () => {
    const usual = newStore();
    await extractInto(usual, SAMPLE);

    const large = newStore();
    const store = snapshotRepository(large, 10);
    const seen: unknown[][] = [];
    const watching = { ...context, emit: () => void seen.push(indicesOf(large)) };
    await runExtract(watching, { sources: SAMPLE, cwd: SAMPLES }, { store });

    expect(seen).toContainEqual([]);
    expect(indicesOf(large)).toEqual(indicesOf(usual));
    expect(indicesOf(large).length).toBeGreaterThan(2);
    expect(rowsOf(large)).toEqual(rowsOf(usual));
  });

  it('keeps its indices in a database that held something before', async () => {
    const db = newStore();
    await extractInto(db, [`${SAMPLES}service-provider`]);
    const seen: unknown[][] = [];
    const watching = { ...context, emit: () => void seen.push(indicesOf(db)) };

    await runExtract(watching, { sources: SAMPLE, cwd: SAMPLES }, { store: snapshotRepository(db, 10) });

    expect(seen.length).toBeGreaterThan(2);
    expect(seen).not.toContainEqual([]);
  });
});
