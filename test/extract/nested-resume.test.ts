import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type NestedSource, readNested } from '../../src/extract/nested/read-nested.ts';
import { resumptionOf } from '../../src/extract/resume.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import type { StageEvent } from '../../src/pipeline/stage.ts';
import type { Db } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { randomOf } from '../scripts/generate/random-source.mjs';
import { context, folderOf, newStore, projectedRows } from './extract-into.ts';
import { firmProfiles, writeFirm } from './nested-export.ts';

const KIB = 1024;
const profiles = firmProfiles();
const profile = profiles.profiles[0];

/** Everything that reading leaves behind, in the order of reading. */
function leftIn(db: Db): Record<string, unknown[]> {
  return {
    responses: db
      .prepare(
        `SELECT offset, type, base, owner_kind, owner_key, joined_by, part, settings, body FROM response ORDER BY id`,
      )
      .all(),
    issues: db.prepare(`SELECT offset, code, message FROM extract_issue WHERE phase = 'read' ORDER BY id`).all(),
    files: db
      .prepare('SELECT digest, bytes, encoding, documents, commands, open_joins, checkpoint FROM source_file')
      .all(),
  };
}

describe('an interrupted nested export', () => {
  const small = Buffer.from(writeFirm({ seed: 3, sites: 4, people: 24, numbers: 2_100, nameless: 0.05 }), 'latin1');
  const cwd = folderOf({ 'firm.xml': small });
  const path = join(cwd, 'firm.xml');

  /** Pieces of any size, so that places stand anywhere; stops after some of them. */
  async function* pieces(from: number, stopAfter = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    const random = randomOf(7 + from);
    let given = 0;
    for (let at = from; at < small.length; given += 1) {
      if (given >= stopAfter) throw new Error('interrupted');
      const end = at + 1 + random.below(9_000);
      yield small.subarray(at, end);
      at = end;
    }
  }
  function read(
    db: Db,
    source: Partial<NestedSource> & Pick<NestedSource, 'bytes'>,
    sinkOf: 'begin' | 'go on',
    every = 1,
  ) {
    const store = snapshotRepository(db);
    const half = sinkOf === 'go on' ? store.halfRead('firm.xml') : undefined;
    const sink = half === undefined ? store.beginFile('firm.xml', context.now()) : store.resumeFile(half);
    if (profile === undefined) throw new Error('no profile');
    const whole = { name: 'firm.xml', head: small.subarray(0, 512), resumable: true, ...source };
    return readNested(
      whole,
      profile,
      profiles.digest,
      sink,
      context.signal,
      () => undefined,
      () => every,
    ).then((facts) => sink.finish(facts));
  }
  async function goOn(db: Db, every: number): Promise<number> {
    const half = snapshotRepository(db).halfRead('firm.xml');
    const from = half && (await resumptionOf(path, half, profiles.digest, context.signal));
    if (from?.checkpoint.kind !== 'nested') {
      snapshotRepository(db).dropUnfinished([]);
      await read(db, { bytes: pieces(0) }, 'begin', every);
      return 0;
    }
    const { offset } = from.checkpoint.scanner;
    await read(db, { bytes: pieces(offset), resume: { at: from.checkpoint, from } }, 'go on', every);
    return offset;
  }

  it.each([1, 40 * KIB])('ends in the rows of an undisturbed one, wherever it stopped (a place every %i bytes)', {
    timeout: 120_000,
  }, async (every) => {
    const undisturbed = newStore();
    await read(undisturbed, { bytes: pieces(0) }, 'begin', every);
    const expected = leftIn(undisturbed);
    expect(expected.responses?.length).toBeGreaterThan(400);
    expect(expected.issues?.length).toBeGreaterThan(5);

    const places = new Set<number>();
    let ended = false;
    for (let stop = 1; !ended; stop++) {
      const db = newStore();
      ended = await read(db, { bytes: pieces(0, stop) }, 'begin', every).then(
        () => true,
        (error: unknown) => {
          expect(error).toEqual(new Error('interrupted'));
          return false;
        },
      );
      if (!ended) places.add(await goOn(db, every));
      expect(leftIn(db), `stopped after ${stop} pieces`).toEqual(expected);
      db.close();
    }
    expect(places.size).toBeGreaterThan(every === 1 ? 10 : 2);
  });

  describe('through extract', () => {
    const large = folderOf({
      'firm.xml': Buffer.from(writeFirm({ seed: 5, sites: 4, people: 300, numbers: 2_500, padding: 2_500 }), 'latin1'),
    });
    const size = readFileSync(join(large, 'firm.xml')).length;

    async function extract(db: Db, stopAt = Number.POSITIVE_INFINITY, by = profiles): Promise<number[]> {
      const controller = new AbortController();
      const seen: number[] = [];
      const emit = (event: StageEvent): void => {
        if (event.type !== 'progress' || event.unit !== 'bytes') return;
        seen.push(event.done);
        if (event.done >= stopAt) controller.abort(new Error('interrupted'));
      };
      const run = runExtract(
        { ...context, signal: controller.signal, emit },
        { sources: ['firm.xml'], cwd: large, profiles: by },
        { store: snapshotRepository(db) },
      );
      if (stopAt < Number.POSITIVE_INFINITY) await expect(run).rejects.toThrow('interrupted');
      else await run;
      return seen;
    }

    it('goes on where it was, again and again, and counts nothing before its end', { timeout: 60_000 }, async () => {
      const undisturbed = newStore();
      await extract(undisturbed);
      const db = newStore();
      await extract(db, size * 0.45);
      const places = db.prepare('SELECT length(checkpoint) FROM source_file').pluck().all();
      expect(places).toEqual([expect.any(Number)]);
      expect(db.prepare('SELECT count(*) FROM current_response').pluck().get()).toBe(0);
      expect((await extract(db, size * 0.7))[0]).toBeGreaterThan(size * 0.2);
      const seen = await extract(db);

      expect(seen[0]).toBeGreaterThan(size * 0.4);
      expect(seen.at(-1)).toBe(size);
      expect(leftIn(db)).toEqual(leftIn(undisturbed));
      expect(projectedRows(db)).toEqual(projectedRows(undisturbed));
    });

    it('begins anew by another profile, and when the file has changed where it was read', async () => {
      const [changedProfile, changedFile] = [newStore(), newStore()];
      for (const db of [changedProfile, changedFile]) await extract(db, size * 0.5);
      const other = { profiles: profiles.profiles, digest: 'another' };
      expect((await extract(changedProfile, undefined, other))[0]).toBeLessThan(size * 0.2);

      const file = join(large, 'firm.xml');
      const before = readFileSync(file);
      try {
        const changed = Buffer.from(before);
        changed.write('note 9', changed.indexOf('note 0'));
        writeFileSync(file, changed);
        expect((await extract(changedFile))[0]).toBeLessThan(size * 0.2);
        expect(changedFile.prepare(`SELECT count(*) FROM response WHERE body LIKE '%note 9%'`).pluck().get()).toBe(1);
      } finally {
        writeFileSync(file, before);
      }
    }, 60_000);
  });
});
