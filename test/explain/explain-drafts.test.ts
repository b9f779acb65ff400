import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import type { ExplainStory } from '../../src/domain/explain-story.ts';
import { explainObject } from '../../src/explain/explain-object.ts';
import { runMap } from '../../src/map/map.ts';
import { explainView } from '../../src/report/explain-view.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { explainQueries } from '../../src/store/explain-queries.ts';
import type { Db } from '../../src/store/open.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { context, extractInto, newStore } from '../extract/extract-into.ts';
import { CATALOGUES, migrationConfig } from '../map/map-inputs.ts';

let db: Db;
const explain = (query: string) => explainObject(query, explainQueries(db));
function story(query: string): ExplainStory {
  const answer = explain(query);
  if (answer.found !== 'one') throw new Error(`${query}: ${JSON.stringify(answer)}`);
  return answer.story;
}

beforeAll(async () => {
  db = newStore();
  await extractInto(db, ['enterprise', 'service-provider']);
  await runMap(
    context,
    { config: migrationConfig(), catalogues: CATALOGUES },
    { source: sourceReader(db, FEATURE_SOURCE), drafts: draftRepository(db) },
  );
});

describe('explainObject, of a draft', () => {
  it('tells of what has no entity of its own, by its draft id or by what it comes from', () => {
    const kinds = ['callPark', 'callPickup', 'schedule', 'setting', 'locationIntercept'];
    const rows = db
      .prepare<[string], { id: string; kind: string; origin: string }>(
        'SELECT id, kind, origin FROM draft WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id',
      )
      .all(JSON.stringify(kinds));

    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds));
    for (const { id, origin } of rows) {
      const told = story(id);
      const [draft, ...others] = told.drafts;
      expect(told.object).toMatchObject({ kind: 'draft', key: id });
      expect(others).toEqual([]);
      expect(draft?.fields.length, id).toBeGreaterThan(0);
      // Without its draft id, the origin leads to all that was made of it.
      if (/^(?:callPark|callPickup|schedule):/.test(origin))
        expect(story(origin).drafts.map((one) => one.id)).toContain(id);
    }
    expect(story('callPark:brightwater/portland-hq/Front%20Desk').responses.length).toBeGreaterThan(0);
    expect(explainView(explain('callPark:brightwater/portland-hq/Front%20Desk'))[0]).toMatchObject({
      text: 'Proposed object Front Desk (callPark:brightwater/portland-hq/Front%20Desk)',
    });
    expect(explain('callPark:brightwater/portland-hq/nothing').found).toBe('none');
  });

  it('shows of a person what the setting was made of, and nothing else', () => {
    const id =
      db.prepare<[], string>("SELECT id FROM draft WHERE id LIKE 'setting:%/voicemail' ORDER BY id").pluck().get() ??
      '';
    const types = story(id).responses.map(({ type }) => type);

    expect(types.length).toBeGreaterThan(0);
    expect(types.filter((type) => !/VoiceM/.test(type))).toEqual([]);
  });

  it('shows of a number how the table writes it, not the cell that the reference names', () => {
    const fields = story('+15035550101').drafts.flatMap((draft) => draft.fields);
    const number = fields.find(({ path }) => path === 'number');

    expect([number?.value, number?.sources[0]?.value]).toEqual(['+15035550101', '+1-5035550101']);
    expect(JSON.stringify(explainView(explain('+15035550101')))).toContain('\\"+1-5035550101\\" #');
  });

  it('leaves what is an entity to its entity', () => {
    const [subscriber = ''] = db
      .prepare<[], string>("SELECT id FROM draft WHERE kind = 'subscriber' LIMIT 1")
      .pluck()
      .all();

    expect(story(subscriber).object.kind).toBe('user');
  });
});
