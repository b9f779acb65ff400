import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import type { CoverageStory, DecisionStory, LossStory, ResponseStory, SourcePlace } from '../domain/explain-story.ts';
import type { EntityRef } from '../domain/keys.ts';
import type { SourceService } from '../domain/source.ts';
import { bodyReader } from './body-reader.ts';
import { draftRepository, type StoredDecision } from './draft-repository.ts';
import { explainEntities } from './explain-entities.ts';
import { explainSteps } from './explain-steps.ts';
import { findingRepository } from './finding-repository.ts';
import type { Db } from './open.ts';
import { serviceSwitches } from './service-switches.ts';

interface ResponseRow {
  readonly type: string;
  readonly path: string;
  readonly offset: number;
  readonly state: 'read' | 'error';
  readonly joined_by: string | null;
  readonly settings: number;
  readonly error_text: string | null;
  readonly replaces: number;
}
/** One object's rows from every table, for `explain`. Lists of ids travel as one JSON parameter each. */
export function explainQueries(db: Db) {
  const selectResponses = db.prepare<[string, string], ResponseRow>(
    `SELECT type, path, offset, state, joined_by, settings, error_text,
       (SELECT count(*) FROM response AS earlier WHERE earlier.current = 0 AND earlier.owner_kind = it.owner_kind
          AND earlier.owner_key = it.owner_key AND earlier.base = it.base AND earlier.part = it.part)
         AS replaces
     FROM current_response AS it JOIN source_file ON source_file.id = file_id
     WHERE owner_kind = ? AND owner_key = ? ORDER BY it.id`,
  );
  const selectBodies = db.prepare<
    [string, string, string],
    SourcePlace & { readonly part: string; readonly body: string }
  >(
    `SELECT path AS file, offset, type, part, body FROM current_response AS it JOIN source_file ON source_file.id = file_id
     WHERE owner_kind = ? AND owner_key = ? AND base = ? ORDER BY it.id`,
  );
  const selectServices = db.prepare<
    [string],
    { name: string; pack: string | null; active: number | null; source: string }
  >('SELECT name, pack, active, source FROM bw_user_service WHERE user_key = ? ORDER BY name');
  const switches = serviceSwitches(db);
  const selectPacks = db.prepare<[string], { pack: string }>(
    'SELECT pack FROM bw_user_pack WHERE user_key = ? ORDER BY pack',
  );
  const selectOwned = db
    .prepare<[string], string>(
      `SELECT draft.id FROM json_each(?) AS owner CROSS JOIN draft
       WHERE kind IN ('number', 'device') AND json_extract(data, '$.owner') = owner.value ORDER BY draft.id`,
    )
    .pluck();
  // The id of a setting begins with the key of its owner.
  const selectSettings = db
    .prepare<{ from: string; to: string; owners: string }, string>(
      `SELECT id FROM draft WHERE id >= @from AND id < @to
         AND json_extract(data, '$.owner') IN (SELECT value FROM json_each(@owners))`,
    )
    .pluck();
  // By customer and kind: only these drafts are opened.
  const selectGroups = db
    .prepare<{ owners: string; customers: string }, string>(
      `SELECT DISTINCT draft.id FROM draft, json_each(draft.data, '$.agents') AS agent
       WHERE customer IN (SELECT value FROM json_each(@customers)) AND draft.kind IN ('huntGroup', 'callQueue')
         AND json_extract(agent.value, '$.owner') IN (SELECT value FROM json_each(@owners))
       UNION
       SELECT draft.id FROM draft, json_each(draft.data, '$.members') AS member
       WHERE customer IN (SELECT value FROM json_each(@customers)) AND draft.kind IN ('callPickup', 'callPark')
         AND member.value IN (SELECT value FROM json_each(@owners))
       UNION
       SELECT draft.id FROM draft, json_each(draft.data, '$.targets') AS target
       WHERE customer IN (SELECT value FROM json_each(@customers)) AND draft.kind = 'pagingGroup'
         AND target.value IN (SELECT value FROM json_each(@owners))
       ORDER BY 1`,
    )
    .pluck();
  const owned = (owners: readonly DraftId[]): string[] => {
    const list = JSON.stringify(owners);
    const keys = new Set(owners.map((owner) => withoutKind(owner)));
    const settings = [...keys].flatMap((key) =>
      selectSettings.all({ from: `setting:${key}/`, to: `setting:${key}0`, owners: list }),
    );
    return [...selectOwned.all(list), ...settings].sort();
  };
  const selectCounts = db.prepare<{ id: string }, { kind: string; amount: number }>(
    `SELECT kind, count(*) AS amount FROM draft
     WHERE (customer = @id OR json_extract(data, '$.location') = @id) AND id <> @id GROUP BY kind ORDER BY kind`,
  );
  const bodies = bodyReader(db);
  const findings = findingRepository(db);
  const mapped = draftRepository(db);
  const draftsWith = (ids: readonly string[]): Draft[] => ids.flatMap((id) => mapped.draft(id) ?? []);

  return {
    ...explainEntities(db),
    responses: ({ kind, key }: EntityRef): ResponseStory[] =>
      selectResponses.all(kind, key).map((row) => ({
        file: row.path,
        offset: row.offset,
        type: row.type,
        state: row.state,
        joinedBy: row.joined_by ?? 'system',
        settings: row.settings,
        replaces: row.replaces,
        ...(row.error_text === null ? {} : { error: row.error_text }),
      })),
    response: ({ kind, key }: EntityRef, base: string) =>
      selectBodies.all(kind, key, base).map(({ part, body, ...place }) => {
        return { place, part, body: bodies(body) };
      }),
    services: (userKey: string): SourceService[] =>
      selectServices.all(userKey).map(({ name, pack, active: listed, source }) => {
        const active = listed === null ? switches.of(userKey, name) : listed === 1;
        return {
          name,
          ...(active === undefined ? {} : { active }),
          ...(pack === null ? {} : { pack }),
          source,
        };
      }),
    packs: (userKey: string): string[] => selectPacks.all(userKey).map(({ pack }) => pack),
    draft: mapped.draft,
    draftsFrom: mapped.draftsFrom,
    draftsOwnedBy: (owners: readonly DraftId[]) => draftsWith(owned(owners)),
    groupsWith: (members: readonly Draft[]) =>
      draftsWith(
        selectGroups.all({
          owners: JSON.stringify(members.map(({ id }) => id)),
          customers: JSON.stringify([...new Set(members.map(({ customer }) => customer))]),
        }),
      ),
    draftCounts: (id: DraftId): Record<string, number> =>
      Object.fromEntries(selectCounts.all({ id }).map(({ kind, amount }) => [kind, amount])),
    decisions: (objects: readonly string[]) =>
      [...new Map(objects.flatMap((object) => mapped.decisionsAbout(object)).map((d) => [d.id, d])).values()].map(
        toDecisionStory,
      ),
    /** For every target, and those that hold everywhere once. */
    findings: (drafts: readonly DraftId[]) => findings.about(drafts),
    losses: (owner: string): LossStory[] =>
      mapped.losses(owner).map(({ service, verdict, notice, action }) => ({ service, verdict, notice, action })),
    coverage: (owner: string): CoverageStory[] =>
      mapped
        .coverageOf(owner)
        .map(({ outcome, response, reason, settings }) => ({ outcome, response, reason, settings })),
    steps: explainSteps(db),
  };
}

function toDecisionStory({ answer, answeredBy, answeredHost, answeredAt, ...decision }: StoredDecision): DecisionStory {
  const { id, question, recommendation, reason, state } = decision;
  return {
    id,
    question,
    recommendation,
    reason,
    state,
    ...(answer === undefined ? {} : { answer }),
    ...(answeredBy === undefined ? {} : { by: answeredBy }),
    ...(answeredHost === undefined ? {} : { host: answeredHost }),
    ...(answeredAt === undefined ? {} : { at: answeredAt }),
  };
}
