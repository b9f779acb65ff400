import { appendFileSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StageEvent } from '../../src/pipeline/stage.ts';
import type { Db } from '../../src/store/open.ts';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { context, extractInto, folderOf, newStore, projectedRows } from './extract-into.ts';

const MIB = 2 ** 20;
let cwd: string;
let whole: Db;

beforeAll(async () => {
  cwd = folderOf({});
  const file = openSync(join(cwd, 'night.xml'), 'w');
  writeCapture(randomSource({ seed: 11, users: 600, groups: 4 }), (bytes) => writeSync(file, bytes));
  whole = newStore();
  await extractInto(whole, ['night.xml'], { cwd });
});

/** Reads until `bytes` have gone by, then is interrupted. */
async function interrupted(db: Db, bytes: number, file = 'night.xml'): Promise<number[]> {
  const controller = new AbortController();
  const seen: number[] = [];
  const emit = (event: StageEvent): void => {
    if (event.type !== 'progress' || event.unit !== 'bytes') return;
    seen.push(event.done);
    if (event.done >= bytes) controller.abort(new Error('interrupted'));
  };
  await expect(
    extractInto(db, [file], { cwd, context: { ...context, signal: controller.signal, emit } }),
  ).rejects.toThrow('interrupted');
  return seen;
}

async function goneOn(db: Db): Promise<{ first: number; last: number }> {
  const seen: number[] = [];
  const emit = (event: StageEvent): void => {
    if (event.type === 'progress' && event.unit === 'bytes') seen.push(event.done);
  };
  await extractInto(db, ['night.xml'], { cwd, context: { ...context, emit } });
  return { first: seen[0] ?? 0, last: seen.at(-1) ?? 0 };
}

/** Everything that reading leaves behind, but for row ids. */
function responsesOf(db: Db): unknown[] {
  return db
    .prepare(
      `SELECT offset, type, state, stream, echo, owner_kind, owner_key, joined_by, part, error_text, settings, body, current
       FROM response ORDER BY offset`,
    )
    .all();
}

describe('an interrupted extract', () => {
  it('goes on where its last rows were stored, and ends as if nothing had happened', async () => {
    const db = newStore();
    await interrupted(db, 2.5 * MIB);
    const { first, last } = await goneOn(db);

    expect(first).toBeGreaterThan(1.9 * MIB);
    expect(last).toBe(readFileSync(join(cwd, 'night.xml')).length);
    expect(responsesOf(db)).toEqual(responsesOf(whole));
    expect(projectedRows(db)).toEqual(projectedRows(whole));
  });

  it('reads rows again that were stored behind the last checkpoint, and has none of them twice', async () => {
    // Without requests there are so many answers to a megabyte that some are stored between two checkpoints.
    const file = openSync(join(cwd, 'answers.xml'), 'w');
    writeCapture(randomSource({ seed: 12, users: 600, groups: 4 }), (bytes) => writeSync(file, bytes), {
      requests: false,
    });
    const undisturbed = newStore();
    await extractInto(undisturbed, ['answers.xml'], { cwd });
    let behind = 0;
    for (const bytes of [1.9 * MIB, 2.2 * MIB, 2.5 * MIB]) {
      const db = newStore();
      await interrupted(db, bytes, 'answers.xml');
      behind += Number(
        db
          .prepare(
            `SELECT count(*) FROM response JOIN source_file ON source_file.id = file_id
             WHERE offset >= (checkpoint ->> '$.splitter.offset')`,
          )
          .pluck()
          .get(),
      );
      await extractInto(db, ['answers.xml'], { cwd });
      expect(responsesOf(db)).toEqual(responsesOf(undisturbed));
      expect(projectedRows(db)).toEqual(projectedRows(undisturbed));
    }
    expect(behind).toBeGreaterThan(0);
  });

  it('may be interrupted again and again', async () => {
    const db = newStore();
    for (const bytes of [1.5 * MIB, 2.6 * MIB, 3.3 * MIB]) await interrupted(db, bytes);
    await goneOn(db);

    expect(responsesOf(db)).toEqual(responsesOf(whole));
    expect(projectedRows(db)).toEqual(projectedRows(whole));
  });

  it('counts nothing of the half that is there', async () => {
    const db = newStore();
    await interrupted(db, 2.5 * MIB);

    expect(db.prepare('SELECT count(*) AS n FROM current_response').get()).toEqual({ n: 0 });
    expect(db.prepare('SELECT count(*) AS n FROM response').get()).not.toEqual({ n: 0 });
  });

  it('begins anew when the file has changed where it was read already', async () => {
    const db = newStore();
    await interrupted(db, 2.5 * MIB);
    const before = readFileSync(join(cwd, 'night.xml'));
    const changed = Buffer.from(before);
    changed.write('Xamal', changed.indexOf('Kamal'));
    try {
      writeFileSync(join(cwd, 'night.xml'), changed);
      const { first } = await goneOn(db);
      expect(first).toBeLessThan(MIB);
      expect(db.prepare(`SELECT count(*) AS n FROM response WHERE body LIKE '%Xamal%'`).get()).not.toEqual({ n: 0 });
    } finally {
      writeFileSync(join(cwd, 'night.xml'), before);
    }
  });

  it('goes on in a file that has grown', async () => {
    const db = newStore();
    await interrupted(db, 2.5 * MIB);
    const before = readFileSync(join(cwd, 'night.xml'));
    try {
      appendFileSync(join(cwd, 'night.xml'), '\n\n');
      expect((await goneOn(db)).first).toBeGreaterThan(1.9 * MIB);
      expect(projectedRows(db)).toEqual(projectedRows(whole));
    } finally {
      writeFileSync(join(cwd, 'night.xml'), before);
    }
  });

  it('keeps no session id in what it remembers', async () => {
    const db = newStore();
    await interrupted(db, 2.5 * MIB);
    const checkpoint = JSON.stringify(db.prepare('SELECT checkpoint FROM source_file').all());

    expect(checkpoint).toContain('prefix');
    expect(checkpoint).not.toContain('generated-session');
  });

  it('leaves nothing of a packed file behind, which is read from its start', async () => {
    writeFileSync(join(cwd, 'night.xml.gz'), gzipSync(readFileSync(join(cwd, 'night.xml'))));
    const db = newStore();
    await interrupted(db, 2.5 * MIB, 'night.xml.gz');
    await extractInto(db, ['night.xml.gz'], { cwd });

    expect(db.prepare('SELECT count(*) FROM source_file WHERE digest IS NULL').pluck().get()).toBe(0);
    expect(responsesOf(db)).toEqual(responsesOf(whole));
  });

  it('is forgotten when another capture is read instead', async () => {
    const db = newStore();
    await interrupted(db, 2.5 * MIB);
    await extractInto(db, ['enterprise']);

    expect(db.prepare('SELECT count(*) AS n FROM source_file WHERE digest IS NULL').get()).toEqual({ n: 0 });
  });
});
