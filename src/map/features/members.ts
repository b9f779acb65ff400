import type { DraftId } from '../../domain/draft-id.ts';
import type { Loss, Why } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { FeatureMember } from '../../domain/source-features.ts';
import type { MapContext, OwnerDraft } from '../context.ts';

export interface MemberList {
  readonly owner: EntityRef;
  readonly response: string;
  readonly table: string;
  /** Name of the feature and of its service, for what a person is told. */
  readonly feature: string;
  readonly service: string;
  /** `member`, `target` …: what a person calls somebody in it. */
  readonly role: string;
  /** Why somebody who moves may not be in it; `undefined`: welcome. */
  readonly refuse?: (owner: OwnerDraft) => string | undefined;
}

/**
 * Members of a feature, in the order of the source and each once. Whoever does not move, or may not be in it, is left
 * out by name: never without a word.
 */
export function mapMembers(
  context: MapContext,
  members: readonly FeatureMember[],
  list: MemberList,
): { readonly members: readonly DraftId[]; readonly why: Why; readonly losses: readonly Loss[] } {
  const cell = (member: FeatureMember) =>
    sourceRef(list.owner, list.response, cellPath(list.table, 'User Id', member.userId, 'User Id'));
  const kept = new Set<DraftId>();
  const sources: string[] = [];
  const left: { readonly member: FeatureMember; readonly reason: string }[] = [];
  for (const member of members) {
    const owner = context.owner(member.userKey);
    const reason = owner === undefined ? 'does not move to Webex' : list.refuse?.(owner);
    if (owner === undefined || reason !== undefined) left.push({ member, reason: reason ?? '' });
    else {
      kept.add(owner.draft);
      sources.push(cell(member));
    }
  }
  return {
    members: [...kept],
    why:
      left.length === 0
        ? { rule: 'R-§3', sources }
        : {
            rule: 'member-left-out',
            sources,
            changed: true,
            note: `left out: ${left.map(({ member, reason }) => `${member.userId} (${reason})`).join(', ')}`,
          },
    losses: left.map(({ member, reason }) => ({
      customer: context.customer,
      owner: `${list.owner.kind}:${list.owner.key}`,
      service: list.service,
      verdict: 'manual',
      notice: `${member.userId} is no longer ${/^[aeiou]/.test(list.role) ? 'an' : 'a'} ${list.role} of ${list.feature}: ${reason}.`,
      action: `Check whether ${list.feature} works without ${member.userId}.`,
      sources: [cell(member)],
    })),
  };
}
