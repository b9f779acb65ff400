import type { Draft, DraftKind } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import type { ExplainAnswer, ExplainStory, PackageStory } from '../domain/explain-story.ts';
import type { Finding } from '../domain/findings.ts';
import type { EntityRef } from '../domain/keys.ts';
import { draftStory, packageStory } from './draft-story.ts';
import { findEntities, idIn, suggest, wordsIn } from './find-entities.ts';
import type { ExplainEntity, ExplainMatch, ExplainPorts } from './ports.ts';
import { sourceFacts } from './source-facts.ts';
import { baseIn, parseOrigin, sourceValues } from './source-values.ts';

/**
 * Tells the whole story of one object, from source byte to outcome, or says what the query may mean.
 *
 * @param query - id, key, e-mail, number in any spelling, extension, MAC or name of a customer, group, user, service
 *   instance, device or number; or the draft id of anything else, or the reference that it comes from
 */
export function explainObject(query: string, ports: ExplainPorts): ExplainAnswer {
  const matches = findMatches(query, ports);
  const [first] = matches;
  const head = { stage: 'explain', query } as const;
  if (first === undefined) {
    const drafts = draftsNamed(query.trim(), ports);
    const [draft] = drafts;
    if (draft !== undefined) return { ...head, found: 'one', story: tellDrafts(draft, drafts, ports) };
    return { ...head, found: 'none', suggestions: suggest(query, ports.entities()) };
  }
  if (matches.length > 1) {
    return { ...head, found: 'several', candidates: matches.map(({ candidate }) => candidate) };
  }
  return { ...head, found: 'one', story: tell(first, ports) };
}

/** An id is the strongest way to mean something and quickly looked up; only a query that is none goes through all. */
function findMatches(query: string, ports: ExplainPorts): ExplainMatch[] {
  const named = findEntities(query, ports.entitiesNamed(idIn(query)));
  if (named.some(({ candidate }) => candidate.matchedBy === 'id')) return named;
  const words = wordsIn(query);
  return findEntities(query, words.length === 0 ? ports.entities() : ports.entitiesHolding(words));
}

function tell({ candidate, entity }: ExplainMatch, ports: ExplainPorts): ExplainStory {
  const follow = sourceValues(ports);
  return {
    object: candidate,
    facts: sourceFacts(entity, entity.kind === 'user' ? ports.packs(entity.row.key) : []),
    services:
      entity.kind === 'user'
        ? ports.services(entity.row.key).map(({ name, active, pack, source }) => {
            const { place } = follow(source);
            return {
              name,
              ...(active === undefined ? {} : { active }),
              ...(pack === undefined ? {} : { pack }),
              ...(place === undefined ? {} : { place }),
            };
          })
        : [],
    ...about(ownerOf(entity), draftsOf(entity, ports), ports, follow),
  };
}

/** What has no entity of its own: schedules, call parks, settings, what is made beside. */
function draftsNamed(query: string, ports: ExplainPorts): readonly Draft[] {
  const named = ports.draft(query);
  return named === undefined ? inOrder(ports.draftsFrom(query)) : [named];
}

/** The story of drafts of one origin; of one alone, where its id was asked for. */
function tellDrafts(first: Draft, drafts: readonly Draft[], ports: ExplainPorts): ExplainStory {
  const owner = parseOrigin(first.from);
  if (owner === undefined)
    throw new MigrationError('DATABASE', `${first.id} comes from "${first.from}", which is no object`);
  const name = 'name' in first.data ? first.data.name : first.id;
  return {
    object: { kind: 'draft', key: first.id, name, matchedBy: 'id' },
    facts: [],
    services: [],
    ...whatItRestsOn(about(owner, drafts, ports, sourceValues(ports)), drafts),
  };
}

/** Of everything that was read about the origin, what the drafts were made of: a setting is one of many of its owner. */
function whatItRestsOn<Story extends Pick<ExplainStory, 'responses'>>(story: Story, drafts: readonly Draft[]): Story {
  const sources = drafts.flatMap(({ why }) => Object.values(why).flatMap((each) => each.sources));
  const bases = sources.flatMap((source) => baseIn(source) ?? []);
  const responses = story.responses.filter(({ type }) => bases.some((base) => type.startsWith(base)));
  return responses.length === 0 ? story : { ...story, responses };
}

/** All that is told alike of everything. */
function about(
  owner: EntityRef,
  drafts: readonly Draft[],
  ports: ExplainPorts,
  follow: ReturnType<typeof sourceValues>,
): Omit<ExplainStory, 'object' | 'facts' | 'services'> {
  const ids = drafts.map(({ id }) => id);
  const origin = `${owner.kind}:${owner.key}`;
  const chosen = packageOf(drafts, ports);
  return {
    responses: ports.responses(owner),
    drafts: drafts.map((draft) => draftStory(draft, follow)),
    memberOf: ports
      .groupsWith(drafts)
      .map((draft) => ({ id: draft.id, name: 'name' in draft.data ? draft.data.name : draft.id })),
    ...(chosen === undefined ? {} : { package: chosen }),
    decisions: ports.decisions([...ids, origin, owner.key, ...decisionsBehind(drafts)]),
    findings: findingsOf(drafts, ports),
    losses: ports.losses(origin),
    coverage: ports.coverage(origin),
    steps: ports.steps(ids),
    holds: container(drafts) === undefined ? {} : ports.draftCounts(container(drafts) ?? ''),
  };
}

/** Whom the responses about an entity name as their owner. */
function ownerOf(entity: ExplainEntity): EntityRef {
  switch (entity.kind) {
    case 'customer':
      return { kind: 'serviceProvider', key: entity.row.key };
    case 'number':
      return { kind: 'dn', key: entity.row.dn };
    case 'group':
    case 'user':
    case 'serviceInstance':
    case 'device':
      return { kind: entity.kind, key: entity.row.key };
    default:
      return entity satisfies never;
  }
}

/** What became of it: its own drafts and, for people and features, what belongs to these. */
function draftsOf(entity: ExplainEntity, ports: ExplainPorts): readonly Draft[] {
  const { kind, key } = ownerOf(entity);
  const own = ports.draftsFrom(`${kind}:${key}`);
  if (entity.kind !== 'user' && entity.kind !== 'serviceInstance') return inOrder(own);
  const known = new Set(own.map(({ id }) => id));
  return inOrder([...own, ...ports.draftsOwnedBy([...known]).filter(({ id }) => !known.has(id))]);
}

/** The object itself before what belongs to it. */
function inOrder(drafts: readonly Draft[]): Draft[] {
  const belongs: readonly DraftKind[] = ['number', 'device', 'schedule', 'announcement', 'setting'];
  const rank = ({ kind }: Draft) => belongs.indexOf(kind);
  return [...drafts].sort((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1));
}

/** Decisions that its values rest on, also those about more than this object. */
function decisionsBehind(drafts: readonly Draft[]): string[] {
  const ids = drafts.flatMap(({ why }) => Object.values(why).flatMap(({ decision }) => decision ?? []));
  return [...new Set(ids)];
}

/** Its own findings, and the blockers of the location and the customer that hold it back as well. */
function findingsOf(drafts: readonly Draft[], ports: ExplainPorts): Finding[] {
  const own = new Set(drafts.map(({ id }) => id));
  const above = new Set(
    drafts.flatMap(({ customer, data }) => [customer, ...('location' in data ? [data.location] : [])]),
  );
  const inherited = ports
    .findings([...above].filter((id) => !own.has(id)))
    .filter(({ severity }) => severity === 'blocker');
  const urgency: readonly Finding['severity'][] = ['blocker', 'warning', 'info'];
  return [...ports.findings([...own]), ...inherited].sort(
    (one, other) => urgency.indexOf(one.severity) - urgency.indexOf(other.severity),
  );
}

function packageOf(drafts: readonly Draft[], ports: ExplainPorts): PackageStory | undefined {
  for (const draft of drafts) {
    const story = packageStory(draft);
    if (story === undefined) continue;
    const cheaper = ports.cheaperPackage?.(draft.id);
    return cheaper === undefined ? story : { ...story, cheaper };
  }
  return undefined;
}

function container(drafts: readonly Draft[]): string | undefined {
  return (drafts.find(({ kind }) => kind === 'customer') ?? drafts.find(({ kind }) => kind === 'location'))?.id;
}
