import type { MigrationConfig } from '../domain/config.ts';
import type { CoverageRow, Decision, Draft, DraftOf, Loss } from '../domain/drafts.ts';
import type { SourceCustomer } from '../domain/source.ts';
import { chooseAdministrator } from './administrator.ts';
import type { Catalogues } from './catalogues.ts';
import { proveCoverage } from './coverage.ts';
import { type Answers, createMapContext, type Structure } from './create-context.ts';
import { mapCustomer } from './customers.ts';
import { mapDevices } from './devices.ts';
import { ofKind } from './draft-kinds.ts';
import { settleExtensions } from './extensions.ts';
import { settleFeatureNames } from './feature-names.ts';
import { onDecision } from './features/decide.ts';
import { mapFeatures } from './features/index.ts';
import { mergeMapped } from './features/merge.ts';
import { listLeftBehind } from './left-behind.ts';
import { mapLocations } from './locations.ts';
import { listLosses } from './losses.ts';
import { mapNumbers } from './numbers.ts';
import { mapPeople, type OwnerOf } from './people.ts';
import { dnToE164 } from './phone-number.ts';
import { mapSettings } from './settings/index.ts';

/** Everything that `map` says about one customer, in a fixed order. */
export interface MappedCustomer {
  readonly customer: string;
  readonly drafts: readonly Draft[];
  readonly decisions: readonly Decision[];
  readonly losses: readonly Loss[];
  readonly coverage: readonly CoverageRow[];
}

/**
 * Maps one customer: a pure function of source, configuration, tables and answers. The order of rows in the source makes
 * no difference, down to the last byte.
 *
 * @throws {MigrationError} `COVERAGE_MISMATCH` when a stored value is not accounted for
 */
export function mapOneCustomer(
  source: SourceCustomer,
  inputs: { readonly config: MigrationConfig; readonly catalogues: Catalogues; readonly answers: Answers },
): MappedCustomer {
  const context = createMapContext(source, inputs);
  const locations = mapLocations(context);
  const people = mapPeople(context);
  const administrator = chooseAdministrator(context, subscribersOf(people.drafts));
  const owners = people.drafts.map((draft) => nameAdministrator(draft, administrator));
  const devices = mapDevices(context);
  const rest = mergeMapped([{ ...devices, drafts: [] }, mapFeatures(context), mapSettings(context)]);
  const extensions = settleExtensions(context, [...owners, ...rest.drafts]);
  const named = settleFeatureNames(context, extensions.drafts);
  const places = locations.drafts.map((draft) => withoutHeldMainNumber(draft, rest.drafts, context));
  const structure: Draft[] = [...places, ...named.drafts, ...devices.drafts];
  const numbers = mapNumbers(context, structure);
  const customer = mapCustomer(context, {
    locations: places,
    subscribers: subscribersOf(owners),
    workspaces: ofKind(structure, 'workspace').length,
    administrator,
  });

  const drafts: Draft[] = [
    ...(customer ? [customer] : []),
    ...structure,
    ...numbers.drafts,
    ...listLeftBehind(context),
  ].sort((left, right) => compare(left.id, right.id));
  const lost = listLosses(context, drafts);
  const decisions = [
    ...context.decisions,
    ...locations.decisions,
    ...people.decisions,
    ...(administrator.decision ? [administrator.decision] : []),
    ...rest.decisions,
    ...extensions.decisions,
    ...named.decisions,
    ...numbers.decisions,
    ...(lost.decisions ?? []),
  ];
  const coverage = proveCoverage(context.source, drafts, [
    ...rest.accounts,
    ...(lost.accounts ?? []),
    ...localeAccounts(context),
    ...[...context.merged.keys()].map((key) => ({
      prefix: `group:${key} GroupGetResponse`,
      outcome: 'changed' as const,
      reason: 'location-merged',
    })),
  ]);
  return {
    customer: context.customer,
    drafts,
    decisions: [...new Map(decisions.map((decision) => [decision.id, decision])).values()].sort((left, right) =>
      compare(left.id, right.id),
    ),
    losses: [...rest.losses, ...(lost.losses ?? [])].sort((left, right) =>
      compare(`${left.owner} ${left.service}`, `${right.owner} ${right.service}`),
    ),
    coverage: coverage
      .map((row) => ({ ...row, customer: context.customer }))
      .sort((left, right) =>
        compare(
          `${left.owner} ${left.response} ${left.outcome} ${left.reason}`,
          `${right.owner} ${right.response} ${right.outcome} ${right.reason}`,
        ),
      ),
  };
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
function localeAccounts(context: Structure) {
  return context.users.flatMap((user) => {
    const locale = context.groupLocale(user.groupKey);
    if (!locale || !context.owner(user.key)) return [];
    const prefix = `user:${user.key} UserGetResponse`;
    const same = context.sameLocale(user);
    return [
      same.language
        ? { prefix: `${prefix}.language`, outcome: 'migrated' as const, reason: 'language-of-location' }
        : { prefix: `${prefix}.language`, outcome: 'manual' as const, reason: 'language-set-by-user' },
      same.timeZone
        ? { prefix: `${prefix}.timeZone`, outcome: 'migrated' as const, reason: 'timezone-of-location' }
        : { prefix: `${prefix}.timeZone`, outcome: 'manual' as const, reason: 'not-supported-yet' },
    ];
  });
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
