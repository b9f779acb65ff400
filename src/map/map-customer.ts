import type { MigrationConfig } from '../domain/config.ts';
import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { CoverageRow, Decision, Draft, DraftOf, Loss } from '../domain/drafts.ts';
import type { SourceCustomer, SourceUser } from '../domain/source.ts';
import { chooseAdministrator } from './administrator.ts';
import { withoutUnplayed } from './audio/unplayed.ts';
import type { Catalogues } from './catalogues.ts';
import type { Mapped } from './context.ts';
import { CoverageProof } from './coverage.ts';
import { type Answers, createMapContext, type Structure } from './create-context.ts';
import { mapCustomer } from './customers.ts';
import { mapDevices } from './devices.ts';
import { ofKind } from './draft-kinds.ts';
import { settleExtensions } from './extensions.ts';
import { settleFeatureNames } from './feature-names.ts';
import { onDecision } from './features/decide.ts';
import { mapFeatures } from './features/index.ts';
import { settleMailboxes } from './features/instance-mailboxes.ts';
import { mergeMapped } from './features/merge.ts';
import { settleAttendants } from './features/settle-attendants.ts';
import { listLeftBehind } from './left-behind.ts';
import { mapLocations } from './locations.ts';
import { type Losses, listLosses } from './losses.ts';
import { mapMailboxUsers } from './mailbox-users.ts';
import { mapNumbers } from './numbers.ts';
import { mapPeople, type OwnerOf } from './people.ts';
import { dnToE164 } from './phone-number.ts';
import { mapFurtherNumbers, mapMusicOfPeople, mapSettings } from './settings/index.ts';

/** What `map` says about one customer, or a part of it. */
export interface MappedPart {
  readonly customer: DraftId;
  readonly drafts: readonly Draft[];
  readonly decisions: readonly Decision[];
  readonly losses: readonly Loss[];
  readonly coverage: readonly CoverageRow[];
}

export interface MapInputs {
  readonly config: MigrationConfig;
  readonly catalogues: Catalogues;
  readonly answers: Answers;
}

/** People whose settings, losses and coverage are in memory at once. */
const PEOPLE_AT_ONCE = 250;

/**
 * Maps one customer part by part: first what everything else hangs on, then the people, some hundred at a time, because
 * most of what is said is said about single people and nobody needs it again; last what is left to prove.
 *
 * A pure function of source, configuration, tables and answers. The order of rows in the source makes no difference,
 * neither to the parts nor to their order.
 *
 * @throws {MigrationError} `COVERAGE_MISMATCH` behind the last part, when a stored value is not accounted for
 */
export function* mapInParts(source: SourceCustomer, inputs: MapInputs): Generator<MappedPart> {
  const context = createMapContext(source, inputs);
  const proof = new CoverageProof(context.source, context.customer);
  const { losses, owners, first } = startWith(context, proof);
  yield first();

  const { users } = context;
  for (let at = 0; at < users.length; at += PEOPLE_AT_ONCE) {
    const some = users.slice(at, at + PEOPLE_AT_ONCE);
    const mapped = mergeMapped(
      some.flatMap((user) => [
        { drafts: owners.get(user.key) ?? [] },
        mapSettings(context, user),
        ...(context.owner(user.key) === undefined ? [] : [losses.ofUser(user)]),
        { drafts: [], accounts: localeAccounts(context, user) },
      ]),
    );
    proof.claim(mapped.drafts, mapped.accounts);
    const coverage = proof.settle(context.source.responsesOfUsers(some.map(({ key }) => key)));
    proof.forget(some.map(({ key }) => `user:${key}`));
    yield part(context, { ...mapped, coverage });
  }

  const others = losses.ofOthers();
  proof.claim([], others.accounts ?? []);
  const coverage = proof.settle(context.source.otherResponses());
  proof.finish();
  yield part(context, { ...others, coverage });
}

interface Start {
  readonly losses: Losses;
  /** What a user becomes, by its key: said together with its settings. */
  readonly owners: ReadonlyMap<string, readonly Draft[]>;
  /** Handed out once and not kept, because it is large. */
  first(): MappedPart;
}

function startWith(context: Structure, proof: CoverageProof): Start {
  const structure = mapStructure(context);
  const userOf = (draft: Draft) => withoutKind(draft.from);
  const isOwner = (draft: Draft) => context.owner(userOf(draft))?.draft === draft.id;
  const drafts = structure.drafts.filter((draft) => !isOwner(draft)).sort(byId);
  proof.claim(drafts, structure.accounts);
  const waiting = [part(context, { ...structure, drafts })];
  const owners = structure.drafts.filter(isOwner);
  return {
    losses: listLosses(context, drafts),
    owners: new Map(owners.map((draft) => [userOf(draft), [draft]])),
    first: () => waiting.pop() ?? part(context, { drafts: [] }),
  };
}

function part({ customer }: Structure, said: Mapped & { readonly coverage?: readonly CoverageRow[] }): MappedPart {
  return {
    customer,
    drafts: said.drafts,
    decisions: said.decisions ?? [],
    losses: said.losses ?? [],
    coverage: said.coverage ?? [],
  };
}

/** Everything but what belongs to single people: customer, locations, owners, devices, features and numbers. */
function mapStructure(context: Structure): Required<Mapped> {
  const locations = mapLocations(context);
  const people = mapPeople(context);
  const administrator = chooseAdministrator(context, subscribersOf(people.drafts));
  const owners = people.drafts.map((draft) => nameAdministrator(draft, administrator));
  const mailboxes = mapMailboxUsers(context);
  const devices = mapDevices(context);
  const { attendants, ...mapped } = mapFeatures(context);
  const musicOfPeople = mapMusicOfPeople(context);
  const features = withAudioOfPeople(mapped, musicOfPeople);
  const extensions = settleExtensions(context, [...owners, ...mailboxes.drafts, ...features.drafts]);
  const places = locations.drafts.map((draft) => withoutHeldMainNumber(draft, features.drafts, context));
  const mailed = settleMailboxes(context, extensions.drafts);
  const joined = settleAttendants(context, mailed.drafts, attendants);
  const named = settleFeatureNames(context, joined.drafts);
  const heard = withoutUnplayed(named.drafts, musicOfPeople);
  const placed: Draft[] = [...places, ...heard, ...devices.drafts];
  const numbers = mapNumbers(context, [...placed, ...mapFurtherNumbers(context)]);
  const customer = mapCustomer(context, {
    locations: places,
    subscribers: subscribersOf(owners),
    workspaces: ofKind(placed, 'workspace').length,
    administrator,
  });
  return {
    drafts: [...(customer ? [customer] : []), ...placed, ...numbers.drafts, ...listLeftBehind(context)],
    decisions: [
      ...context.decisions,
      ...locations.decisions,
      ...people.decisions,
      ...(administrator.decision ? [administrator.decision] : []),
      ...devices.decisions,
      ...(features.decisions ?? []),
      ...extensions.decisions,
      ...named.decisions,
      ...numbers.decisions,
    ],
    losses: [...devices.losses, ...mailboxes.losses, ...(features.losses ?? []), ...mailed.losses, ...joined.losses],
    accounts: [
      ...devices.accounts,
      ...mailboxes.accounts,
      ...mailed.accounts,
      ...(features.accounts ?? []),
      ...joined.accounts,
      ...[...context.merged.keys()].map((key) => ({
        prefix: `group:${key} GroupGetResponse`,
        outcome: 'changed' as const,
        reason: 'location-merged',
      })),
    ],
  };
}

/** One announcement for each file of a location, whoever plays it. */
function withAudioOfPeople(features: Mapped, audio: readonly Draft[]): Mapped {
  const known = new Set(features.drafts.map(({ id }) => id));
  const further = new Map(audio.filter(({ id }) => !known.has(id)).map((draft) => [draft.id, draft]));
  return { ...features, drafts: [...features.drafts, ...further.values()] };
}

function subscribersOf(drafts: readonly OwnerOf[]): DraftOf<'subscriber'>[] {
  return drafts.filter((draft) => draft.kind === 'subscriber');
}

/** The number of an attendant that waits for its hours stays with it: it is no main number meanwhile. */
function withoutHeldMainNumber(
  draft: DraftOf<'location'>,
  rest: readonly Draft[],
  context: Structure,
): DraftOf<'location'> {
  const { mainNumber, ...data } = draft.data;
  const holder = context.source.instances.find(({ dn }) => dn !== undefined && dnToE164(dn) === mainNumber);
  const held = rest.find(({ kind, from }) => kind === 'notMigrated' && from === `serviceInstance:${holder?.key ?? ''}`);
  if (mainNumber === undefined || held === undefined) return draft;
  const why = { ...draft.why.mainNumber, rule: 'main-number-held', sources: draft.why.mainNumber?.sources ?? [] };
  return {
    ...draft,
    data: { ...data, emergencyCallback: 'NONE' },
    why: { ...draft.why, mainNumber: { ...why, changed: true, note: `${mainNumber} is held back` } },
  };
}

function nameAdministrator(
  draft: OwnerOf,
  chosen: { readonly draft?: string; readonly rule: string; readonly note?: string; readonly decision?: Decision },
): OwnerOf {
  if (draft.kind !== 'subscriber' || draft.id !== chosen.draft) return draft;
  const plain = { rule: chosen.rule, sources: [], ...(chosen.note === undefined ? {} : { note: chosen.note }) };
  const why = chosen.decision === undefined ? plain : onDecision(plain, chosen.decision);
  return { ...draft, data: { ...draft.data, administrator: true }, why: { ...draft.why, administrator: why } };
}

/**
 * Language and zone of a user live on in its location. A user with others keeps them only if a person sets them: the
 * subscriber request has no such field (R-LOC-6).
 */
function localeAccounts(context: Structure, user: SourceUser): NonNullable<Mapped['accounts']> {
  const locale = context.groupLocale(user.groupKey);
  if (!locale || !context.owner(user.key)) return [];
  const prefix = `user:${user.key} UserGetResponse`;
  const same = context.sameLocale(user);
  return [
    same.language
      ? { prefix: `${prefix}.language`, outcome: 'migrated', reason: 'language-of-location' }
      : { prefix: `${prefix}.language`, outcome: 'manual', reason: 'language-set-by-user' },
    same.timeZone
      ? { prefix: `${prefix}.timeZone`, outcome: 'migrated', reason: 'timezone-of-location' }
      : { prefix: `${prefix}.timeZone`, outcome: 'manual', reason: 'not-supported-yet' },
  ];
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
