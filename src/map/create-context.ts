import type { MigrationConfig } from '../domain/config.ts';
import { customerConfig, locationConfig } from '../domain/configured.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Decision } from '../domain/drafts.ts';
import type { SourceCustomer, SourceGroup, SourceService, SourceUser } from '../domain/source.ts';
import { countryCode } from './address.ts';
import type { Catalogues } from './catalogues.ts';
import { classifyOwner, type OwnerFate } from './classify-owner.ts';
import { contestedNumbers } from './contested-numbers.ts';
import type { MapContext, OwnerDraft } from './context.ts';
import { decide, onDecision } from './features/decide.ts';
import { type GroupLocale, groupLocale, partLocale } from './group-locale.ts';
import { assignedServices, servicesInUse } from './in-use.ts';
import { languageOf, timeZoneOf } from './locale.ts';
import { mergedGroups } from './merged-groups.ts';
import { moves } from './moves.ts';
import { evidenceOf, type OwnerEvidence } from './owner-evidence.ts';
import { userRefs } from './provenance.ts';
import { targetResolver } from './resolve-target.ts';
import { sortRows } from './sort-rows.ts';
import { indexOf } from './source-index.ts';
import { type LocationPart, splitGroups } from './split-groups.ts';

/** Answers of earlier decisions: by id, with the fingerprint of the cause that they were given for. */
export type Answers = ReadonlyMap<string, { readonly answer: string; readonly fingerprint: string }>;

/** The context of one customer, with what only the structure passes need. */
export interface Structure extends MapContext {
  /** The customer's own settings in `migration.yaml`. */
  readonly own: MigrationConfig['customers'][string];
  /** Those that become a location, sorted by key: skipped and merged ones left out. */
  readonly groups: readonly SourceGroup[];
  /** The group whose location takes in another one, by the key of that one. */
  readonly merged: ReadonlyMap<string, SourceGroup>;
  /** Sorted by group and key, those of skipped groups included. */
  readonly users: readonly SourceUser[];
  readonly decisions: readonly Decision[];
  /** Numbers in E.164 whose owner the source does not agree on. */
  readonly contested: ReadonlySet<string>;
  user(key: string | undefined): SourceUser | undefined;
  /** Users whose primary endpoint is this device. */
  primaryUsers(deviceKey: string): readonly SourceUser[];
  /** Whether a user speaks the language, and lives in the zone, of its location. */
  sameLocale(user: SourceUser): { readonly language: boolean; readonly timeZone: boolean };
  fate(user: SourceUser): OwnerFate;
  evidence(user: SourceUser): OwnerEvidence;
  /** Language and zone of a location, by its key: that of a group, or of a part of one. */
  groupLocale(locationKey: string): GroupLocale | undefined;
  /** Locations split off from groups, sorted by key. */
  readonly parts: readonly LocationPart[];
  /** The part of its group that a user goes to; `undefined` when it stays in the location of the group. */
  partOf(userKey: string): LocationPart | undefined;
}

/**
 * Prepares the mapping of one customer: which groups take part, in which language and zone, and who every user becomes.
 *
 * Whatever the order of the rows, the context is the same: everything is sorted by key first.
 */
export function createMapContext(
  unsorted: SourceCustomer,
  inputs: { readonly config: MigrationConfig; readonly catalogues: Catalogues; readonly answers: Answers },
): Structure {
  const { config, catalogues, answers } = inputs;
  const source = sortRows(unsorted);
  const key = customerKey(source);
  const own = customerConfig(config, key);
  const taking = source.groups.filter((group) => own.skip !== true && locationConfig(config, group.key).skip !== true);

  // By the list of assigned services, which comes and goes with the page that its user stands on.
  const used = new WeakMap<readonly SourceService[], readonly SourceService[]>();
  const inUse = (user: SourceUser): readonly SourceService[] => {
    const all = assignedServices(source, user);
    const known = used.get(all);
    if (known) return known;
    const services = servicesInUse(source, user);
    used.set(all, services);
    return services;
  };
  const evidences = new Map<string, OwnerEvidence>();
  const gather = evidenceOf(source, catalogues, inUse);
  for (const user of source.users) evidences.set(user.key, gather(user));

  const locales = new Map(taking.map((group) => [group.key, groupLocale(source, group, config, catalogues)]));
  const fates = new Map<string, OwnerFate>();
  const owners = new Map<string, OwnerDraft>();
  const mailboxes = new Map<string, DraftId>();
  const decisions: Decision[] = [];
  const resolve = targetResolver(source);
  const byKey = new Map(source.users.map((user) => [user.key, user]));
  const byGroup = new Map(source.groups.map((group) => [group.key, group]));
  const byDevice = groupByDevice(source.users);
  const answer: MapContext['answer'] = (decision, fingerprint) => {
    const found = answers.get(decision);
    return found?.fingerprint === fingerprint ? found.answer : undefined;
  };
  // A group that is split is not one site: no other may be merged with it.
  const whole = taking.filter((group) => locationConfig(config, group.key).splitBy === undefined);
  const merged = mergedGroups({ source, catalogues, customer: `customer:${key}`, answer, resolve }, whole, locales);
  decisions.push(...merged.decisions);
  const groups = taking.filter((group) => !merged.into.has(group.key));

  const parts: LocationPart[] = [];
  const partOf = new Map<string, LocationPart>();

  const context: Structure = {
    source,
    config,
    catalogues,
    customer: `customer:${key}`,
    own,
    groups,
    users: source.users,
    decisions,
    contested: contestedNumbers(source),
    location: (groupKey): DraftId | undefined =>
      locales.has(groupKey) ? `location:${merged.into.get(groupKey)?.key ?? groupKey}` : undefined,
    merged: merged.into,
    locale: (groupKey) =>
      locales.get(groupKey) ?? {
        language: config.defaults.language,
        timeZone: config.defaults.timeZone ?? 'UTC',
      },
    groupLocale: (locationKey) => locales.get(locationKey),
    parts,
    partOf: (userKey) => partOf.get(userKey),
    locationsOf: (groupKey) => {
      const own = context.location(groupKey);
      const split = parts.filter((part) => part.group.key === groupKey).map((part): DraftId => `location:${part.key}`);
      return own === undefined ? [] : [own, ...split];
    },
    locationOf: (user) => {
      const part = partOf.get(user.key);
      return part === undefined ? context.location(user.groupKey) : `location:${part.key}`;
    },
    owner: (userKey) => owners.get(userKey),
    mailbox: (userKey) => mailboxes.get(userKey),
    inUse,
    resolve,
    answer,
    user: (userKey) => (userKey === undefined ? undefined : byKey.get(userKey)),
    primaryUsers: (deviceKey) => byDevice.get(deviceKey) ?? [],
    sameLocale: (user) => {
      const locale = locales.get(partOf.get(user.key)?.key ?? user.groupKey);
      const country = countryCode(byGroup.get(user.groupKey)?.address?.country, catalogues);
      const language = languageOf(user.language, country, catalogues);
      return {
        language: language === locale?.language,
        timeZone: timeZoneOf(user.timeZone, catalogues) === locale?.timeZone,
      };
    },
    fate: (user) => fates.get(user.key) ?? SKIPPED,
    evidence: (user) => evidences.get(user.key) ?? gather(user),
  };

  for (const user of source.users) {
    if (!locales.has(user.groupKey)) continue;
    const { fate, decision } = settleFate(context, user);
    fates.set(user.key, fate);
    if (decision) decisions.push(decision);
    if (fate.kind === 'voicemailGroup') mailboxes.set(user.key, `voicemailGroup:${user.key}`);
    else if (fate.kind !== 'notMigrated') {
      owners.set(user.key, { userKey: user.key, kind: fate.kind, draft: `${fate.kind}:${user.key}` });
    }
  }
  for (const part of splitGroups(groups, source.users, (userKey) => moves(context, userKey), inputs)) {
    parts.push(part);
    locales.set(part.key, partLocale(part, locales.get(part.group.key), config, catalogues));
    for (const user of part.users) partOf.set(user.key, part);
  }
  // Whoever goes elsewhere does not decide which language those hear who stay.
  for (const group of new Set(parts.map((part) => part.group))) {
    const staying = indexOf(source)
      .usersOf(group.key)
      .filter((user) => !partOf.has(user.key));
    if (staying.length > 0) locales.set(group.key, groupLocale(source, group, config, catalogues, staying));
  }
  return context;
}

/** Provider key of an enterprise, group key where each group is a customer of its own (section 1 of the rules). */
export function customerKey(source: SourceCustomer): string {
  const [group] = source.groups;
  return source.provider.isEnterprise === false && group !== undefined ? group.key : source.provider.key;
}

const SKIPPED: OwnerFate = {
  kind: 'notMigrated',
  category: 'out-of-scope',
  reason: 'its group is skipped in migration.yaml',
  why: { rule: 'skipped-by-configuration', sources: [] },
};

function settleFate(context: Structure, user: SourceUser): { readonly fate: OwnerFate; readonly decision?: Decision } {
  const found = classifyOwner(user, context.evidence(user), (detail, heading) =>
    userRefs(context.source, user, detail, heading),
  );
  if (!('options' in found)) return { fate: found };
  const [recommended] = found.options;
  const { decision, answer } = decide(context, {
    kind: found.kind,
    object: `user:${user.key}`,
    question: found.question,
    options: found.options.map(({ value, consequence }) => ({ value, consequence })),
    recommendation: recommended?.value ?? '',
    reason: found.reason,
    cause: found.cause,
  });
  const fate = (found.options.find((option) => option.value === answer) ?? recommended)?.fate ?? SKIPPED;
  return { fate: { ...fate, why: onDecision(fate.why, decision) }, decision };
}

function groupByDevice(users: readonly SourceUser[]): ReadonlyMap<string, readonly SourceUser[]> {
  const byDevice = new Map<string, SourceUser[]>();
  for (const user of users) {
    const key = user.endpoint?.deviceKey;
    if (key === undefined) continue;
    const others = byDevice.get(key);
    if (others) others.push(user);
    else byDevice.set(key, [user]);
  }
  return byDevice;
}
