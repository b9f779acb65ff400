import type { MigrationConfig } from '../domain/config.ts';
import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import { type Draft, type DraftKind, type DraftOf, isMadeBeside } from '../domain/drafts.ts';
import type { Target } from '../domain/plan.ts';
import type { SourceCustomer, SourceGroup, SourceInstance, SourceUser } from '../domain/source.ts';
import { draftName } from './draft-name.ts';
import { type ExtensionHolder, extensionIndex } from './extension-index.ts';
import { heldNumbers } from './held-numbers.ts';
import { canonical } from './phone.ts';
import type { CoverageTotal, KnownDecision, MappedPort, SourcePort } from './ports.ts';
import { add, type SharedFacts } from './shared-facts.ts';
import { kindsOf, type SubjectDraft } from './subjects.ts';
import type { Several } from './wording.ts';

export type Owner = SubjectDraft<'owner'>;
export type Callable = SubjectDraft<'callable'>;

/** Everything a rule may ask about the customer at hand. Built once per customer; answers are look-ups. */
export interface CustomerFacts {
  readonly customer: DraftId;
  readonly config: MigrationConfig;
  readonly target: Target | undefined;
  readonly shared: SharedFacts;
  readonly source: SourceCustomer | undefined;
  readonly coverage: readonly CoverageTotal[];
  readonly decisions: readonly KnownDecision[];
  draft(id: DraftId): Draft | undefined;
  ofKind<Kind extends DraftKind>(kind: Kind): readonly DraftOf<Kind>[];
  location(id: DraftId): DraftOf<'location'> | undefined;
  /** Owners and features of a location. */
  callables(location: DraftId): readonly Callable[];
  owners(location: DraftId): readonly Owner[];
  /** Whether anybody or anything of the customer has this extension. */
  hasExtension(extension: string): boolean;
  /** Where a number of a draft is to be: its own location, or that of the owner of a setting. */
  locationOf(draft: SubjectDraft<'numberHolder'>): DraftId | undefined;
  /** Who has this extension in one location; whoever has it twice stands there twice. */
  inLocation(extension: string, location: DraftId): readonly ExtensionHolder[];
  /** Those of other locations that no routing prefix tells apart from this one: how many, and the first few. */
  elsewhere(extension: string, location: DraftId): Several<ExtensionHolder>;
  /** Locations with a routing prefix. */
  readonly prefixed: readonly DraftOf<'location'>[];
  number(e164: string): DraftOf<'number'> | undefined;
  numbersIn(location: DraftId): readonly DraftOf<'number'>[];
  /** Keys of those whom the list of numbers of the source gives a number. */
  listedOwners(e164: string): readonly string[];
  /** Users and features of the source (`user:key`) that say themselves that they have a number, whatever became of them. */
  claimants(e164: string): readonly string[];
  devicesOf(owner: DraftId): readonly DraftOf<'device'>[];
  /** Decisions about a draft or the source object behind it. */
  decisionsAbout(draft: Draft): readonly KnownDecision[];
  user(draft: Draft): SourceUser | undefined;
  userByKey(key: string): SourceUser | undefined;
  /** The group that a location comes from. */
  group(draft: Draft): SourceGroup | undefined;
  groupByKey(key: string): SourceGroup | undefined;
  /** The virtual user that a feature comes from; `undefined` for an attendant that is made of a menu. */
  instance(draft: Draft): SourceInstance | undefined;
  isKnownService(name: string): boolean;
  /** `Anna Adams (anna@example.test)`: how a message names another draft. */
  name(id: DraftId): string;
}

/** Indexes the drafts and the source of one customer. */
export function customerFacts(
  customer: DraftId,
  about: {
    readonly config: MigrationConfig;
    readonly target: Target | undefined;
    readonly shared: SharedFacts;
  },
  mapped: MappedPort,
  sources: SourcePort,
  drafts: readonly Draft[] = mapped.drafts(customer),
): CustomerFacts {
  const source = sources.customer(customer);
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const byKind = indexByKind(drafts);
  const callables = new Map<DraftId, Callable[]>();
  const extensions = extensionIndex((id) => {
    const found = byId.get(id);
    return found?.kind === 'location' ? found.data.routingPrefix : undefined;
  });
  const numbersIn = new Map<DraftId, DraftOf<'number'>[]>();
  const devices = new Map<DraftId, DraftOf<'device'>[]>();
  const numbers = new Map<string, DraftOf<'number'>>();
  const locationOf = (draft: SubjectDraft<'numberHolder'>): DraftId | undefined => {
    if (draft.kind !== 'setting') return draft.data.location;
    const owner = byId.get(draft.data.owner);
    return owner !== undefined && isCallable(owner) ? owner.data.location : undefined;
  };
  for (const draft of drafts) {
    if (isCallable(draft) || draft.kind === 'setting') {
      const location = locationOf(draft);
      if (location !== undefined)
        for (const { extension } of heldNumbers(draft)) extensions.add(extension, { id: draft.id, location });
    }
    if (isCallable(draft)) {
      add(callables, draft.data.location, draft);
    } else if (draft.kind === 'device') {
      for (const owner of new Set([...(draft.data.owner ? [draft.data.owner] : []), ...draft.data.lines])) {
        add(devices, owner, draft);
      }
    } else if (draft.kind === 'number') {
      numbers.set(draft.data.number, draft);
      add(numbersIn, draft.data.location, draft);
    }
  }
  const users = new Map((source?.users ?? []).map((user) => [user.key, user]));
  const groups = new Map((source?.groups ?? []).map((group) => [group.key, group]));
  const instances = new Map((source?.instances ?? []).map((instance) => [instance.key, instance]));
  const listedOwners = new Map<string, string[]>();
  for (const { dn, ownerKey } of source?.dns ?? []) {
    if (ownerKey !== undefined) add(listedOwners, canonical(dn), ownerKey);
  }
  const claimants = new Map<string, string[]>();
  for (const { key, dn } of source?.users ?? []) if (dn !== undefined) add(claimants, canonical(dn), `user:${key}`);
  for (const { key, dn } of source?.instances ?? []) {
    if (dn !== undefined) add(claimants, canonical(dn), `serviceInstance:${key}`);
  }
  const decisions = mapped.decisions(customer);
  const decisionsByObject = new Map<string, KnownDecision[]>();
  for (const decision of decisions) add(decisionsByObject, decision.object, decision);

  return {
    customer,
    ...about,
    source,
    coverage: mapped.coverage(customer),
    decisions,
    draft: (id) => byId.get(id),
    ofKind: <Kind extends DraftKind>(kind: Kind) => byKind[kind],
    location: (id) => {
      const found = byId.get(id);
      return found?.kind === 'location' ? found : undefined;
    },
    callables: (location) => callables.get(location) ?? [],
    owners: (location) => (callables.get(location) ?? []).filter(isOwner),
    locationOf,
    hasExtension: extensions.has,
    inLocation: extensions.inLocation,
    elsewhere: extensions.elsewhere,
    prefixed: byKind.location.filter(({ data }) => data.routingPrefix !== undefined),
    numbersIn: (location) => numbersIn.get(location) ?? [],
    number: (e164) => numbers.get(e164),
    listedOwners: (e164) => listedOwners.get(e164) ?? [],
    claimants: (e164) => claimants.get(e164) ?? [],
    devicesOf: (owner) => devices.get(owner) ?? [],
    decisionsAbout: (draft) =>
      [...new Set([draft.id, draft.from, withoutKind(draft.from)])].flatMap(
        (object) => decisionsByObject.get(object) ?? [],
      ),
    user: (draft) => (draft.from.startsWith('user:') ? users.get(withoutKind(draft.from)) : undefined),
    userByKey: (key) => users.get(key),
    groupByKey: (key) => groups.get(key),
    group: (draft) => (draft.from.startsWith('group:') ? groups.get(withoutKind(draft.from)) : undefined),
    instance: (draft) =>
      draft.from.startsWith('serviceInstance:') && !isMadeBeside(draft)
        ? instances.get(withoutKind(draft.from))
        : undefined,
    isKnownService: (name) => sources.isKnownService(name),
    name: (id) => {
      const draft = byId.get(id);
      return draft ? draftName(draft) : withoutKind(id);
    },
  };
}

export function isOwner(draft: Draft): draft is Owner {
  return draft.kind === 'subscriber' || draft.kind === 'workspace' || draft.kind === 'virtualLine';
}

export function isCallable(draft: Draft): draft is Callable {
  return kindsOf('callable').includes(draft.kind);
}

type DraftsByKind = { readonly [Kind in DraftKind]: DraftOf<Kind>[] };

function indexByKind(drafts: readonly Draft[]): DraftsByKind {
  const byKind: DraftsByKind = {
    customer: [],
    location: [],
    number: [],
    subscriber: [],
    workspace: [],
    virtualLine: [],
    device: [],
    schedule: [],
    announcement: [],
    locationMusic: [],
    locationIntercept: [],
    huntGroup: [],
    callQueue: [],
    autoAttendant: [],
    callPickup: [],
    pagingGroup: [],
    callPark: [],
    callParkSettings: [],
    voicePortal: [],
    voicemailGroup: [],
    setting: [],
    featureSetting: [],
    notMigrated: [],
  };
  // Each list takes the drafts of its own kind only.
  for (const draft of drafts) (byKind[draft.kind] as Draft[]).push(draft);
  return byKind;
}
