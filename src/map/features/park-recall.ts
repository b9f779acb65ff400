import type { DraftId } from '../../domain/draft-id.ts';
import type { Loss, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { type EntityRef, sourceRef, userKey } from '../../domain/keys.ts';
import type { ParkRecall } from '../../domain/member-features.ts';
import { type BodyElement, text } from '../../domain/response-body.ts';
import type { MapContext } from '../context.ts';
import { because, TARGET_DEFAULT } from './instance-fields.ts';
import type { Account } from './merge.ts';

const OPTIONS: Readonly<Record<string, ParkRecall>> = {
  'Parking User Only': 'ALERT_PARKING_USER_ONLY',
  'Parking User Then Alternate User': 'ALERT_PARKING_USER_FIRST_THEN_HUNT_GROUP',
  'Alternate User Only': 'ALERT_HUNT_GROUP_ONLY',
};

/**
 * Whom a parked call comes back to. The target rings a hunt group where BroadWorks rings any user: another alternate
 * user is told, and calls come back to whoever parked them.
 */
export function mapRecall(
  context: MapContext,
  from: {
    readonly owner: EntityRef;
    readonly response: string;
    readonly groupKey: string;
    readonly body: BodyElement;
    /** For a message: the name of the park group, or what stands for it. */
    readonly feature: string;
  },
): {
  readonly data: { readonly recall: ParkRecall; readonly recallHuntGroup?: DraftId };
  readonly why: Record<string, Why>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
} {
  const ref = (path: string) => sourceRef(from.owner, from.response, path);
  const written = text(from.body, 'recallTo');
  const alternate = text(from.body, 'recallAlternateUserId');
  const option = entryOf(OPTIONS, written);
  const plain = { recall: 'ALERT_PARKING_USER_ONLY' as const };
  if (option === undefined || option === 'ALERT_PARKING_USER_ONLY') {
    return {
      data: plain,
      why: { recall: option === undefined ? TARGET_DEFAULT : because(option, ref('recallTo')) },
      losses: [],
      accounts:
        option === undefined
          ? []
          : [{ prefix: ref('recallAlternateUserId'), outcome: 'not used', reason: 'inactive-and-empty' }],
    };
  }
  const group = context.source.instances.find(
    ({ key, type, groupKey }) =>
      alternate !== undefined && key === userKey(alternate) && type === 'Hunt Group' && groupKey === from.groupKey,
  );
  if (group !== undefined) {
    return {
      data: { recall: option, recallHuntGroup: `huntGroup:${group.key}` },
      why: {
        recall: because(option, ref('recallTo')),
        recallHuntGroup: { rule: 'R-§3', sources: [ref('recallAlternateUserId')] },
      },
      losses: [],
      accounts: [],
    };
  }
  return {
    data: plain,
    why: {
      recall: {
        rule: 'recall-rings-hunt-groups-only',
        sources: [ref('recallTo')],
        changed: true,
        note: `"${written}" with ${alternate ?? 'nobody'}: Webex calls back a hunt group of the location or the user`,
      },
    },
    losses: [
      {
        customer: context.customer,
        owner: `${from.owner.kind}:${from.owner.key}`,
        service: 'Call Park',
        verdict: 'manual',
        notice: `Parked calls of ${from.feature} come back to whoever parked them, no longer to ${alternate ?? 'another user'}.`,
        action: 'Put the alternate user into a hunt group of the location and choose it for the recall in Control Hub.',
        sources: [ref('recallAlternateUserId')],
      },
    ],
    accounts: [{ prefix: ref('recallAlternateUserId'), outcome: 'manual', reason: 'recall-rings-hunt-groups-only' }],
  };
}
