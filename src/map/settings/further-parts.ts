import type { DraftId } from '../../domain/draft-id.ts';
import type { Loss, Why } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { FeatureMember } from '../../domain/source-features.ts';
import type { SettingFeatureData } from '../../domain/source-settings.ts';
import type { MapContext, Mapped, OwnerDraft } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { assignedServices } from '../in-use.ts';
import { readFeature, type Subject } from './owner-settings.ts';

export const NOTHING: Mapped = { drafts: [] };

/** A value that arrives as it is. */
export const carried = (...sources: SourceRef[]): Why => ({ rule: 'carried-over', sources });
/** A value that the source does not hold: what the target starts with. */
export const targetDefault: Why = { rule: 'target-default', sources: [] };

export const account = (prefix: SourceRef, outcome: Account['outcome'], reason: string): Account => ({
  prefix,
  outcome,
  reason,
});
export const sameAsDefault = (prefix: SourceRef): Account => account(prefix, 'migrated', 'same-as-target-default');

export function lossOfUser(
  context: MapContext,
  { user }: Subject,
  service: string,
  told: Pick<Loss, 'verdict' | 'notice' | 'action' | 'sources'>,
): Loss {
  return { customer: context.customer, owner: `user:${user.key}`, service, ...told };
}

export interface Holders {
  readonly service: string;
  /** Kinds of owners that have the setting in the target; Webex workspaces only where the common-area package allows. */
  readonly kinds: readonly OwnerDraft['kind'][];
}

const PLACES = { workspace: 'common-area phone', virtualLine: 'virtual line', subscriber: 'person' } as const;

/**
 * What becomes of a setting whose owner cannot hold it: lost, and said so, where it is used. `undefined`: it can be held.
 *
 * @param all - reference of the whole response
 */
export function cannotHold(
  context: MapContext,
  subject: Subject,
  { service, kinds }: Holders,
  all: SourceRef,
  used: boolean,
): Mapped | undefined {
  const { kind } = subject.owner;
  const allowed = kind !== 'workspace' || context.catalogues.userServices.get(service)?.commonArea === true;
  if (kinds.includes(kind) && allowed) return undefined;
  if (!used) return { drafts: [], accounts: [account(all, 'not used', 'inactive-and-empty')] };
  return {
    drafts: [],
    accounts: [account(all, 'lost', kind === 'workspace' ? 'not-in-common-area' : 'not-on-virtual-lines')],
    losses: [
      lossOfUser(context, subject, service, {
        verdict: 'lost',
        notice: `A ${PLACES[kind]} has no such setting: ${service} ends.`,
        action: 'Tell those who use it, or make it a person with a package of its own.',
        sources: [all],
      }),
    ],
  };
}

type SwitchName = {
  [Name in keyof SettingFeatureData]: { readonly isActive: boolean } extends SettingFeatureData[Name] ? Name : never;
}[keyof SettingFeatureData];

/** A switch as its own response says it, else as the list of effective services does. */
export function readSwitch(
  context: MapContext,
  { user }: Subject,
  feature: SwitchName,
  service: string,
): { readonly active: boolean; readonly source: SourceRef } | undefined {
  const read = readFeature(context, user, feature);
  if (read) return { active: read.data.isActive, source: read.ref('isActive') };
  const listed = assignedServices(context.source, user).find(({ name }) => name === service);
  return listed?.active === undefined ? undefined : { active: listed.active, source: listed.source };
}

/** Owners that a table of users points at; whoever does not move is left out, and the person is told. */
export function membersOf(
  context: MapContext,
  subject: Subject,
  service: string,
  listed: readonly FeatureMember[],
  row: (userKey: string) => SourceRef,
  what: string,
): {
  readonly members: readonly DraftId[];
  readonly why: Why;
  readonly accounts: readonly Account[];
  readonly losses: readonly Loss[];
} {
  const moving = listed.flatMap((member) => {
    const owner = context.owner(member.userKey);
    return owner === undefined ? [] : [{ member, draft: owner.draft }];
  });
  const missing = listed.filter(({ userKey }) => context.owner(userKey) === undefined);
  return {
    // Each once: a list that names somebody twice is refused, or comes back different.
    members: [...new Set(moving.map(({ draft }) => draft))],
    why: carried(...moving.map(({ member }) => row(member.userKey))),
    accounts: missing.map(({ userKey }) => account(row(userKey), 'lost', 'member-does-not-move')),
    losses:
      missing.length === 0
        ? []
        : [
            lossOfUser(context, subject, service, {
              verdict: 'part',
              notice: `${what} without those who do not move: ${missing.map(({ userId }) => userId).join(', ')}.`,
              action: 'Add them once they have moved.',
              sources: missing.map(({ userKey }) => row(userKey)),
            }),
          ],
  };
}
