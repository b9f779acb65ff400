import type { Why } from '../../domain/drafts.ts';
import type { CallingPermission, FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { allowsRedirecting, CALL_TYPES } from '../outgoing-permissions.ts';
import { account, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const OUTGOING = 'Outgoing Calling Plan';
/** Call types of BroadWorks that the target does not tell apart. */
const NO_SUCH_TYPE = ['casual', 'urlDialing', 'unknown'];

/**
 * What an owner may dial, where it does not follow its group. Whatever needed a code or was transferred is blocked: a
 * person decides who gets codes (R-NUM-10).
 */
export function mapOutgoingPermission(context: MapContext, subject: Subject): Mapped {
  const originating = readFeature(context, subject.user, 'callingPlan');
  const redirecting = readFeature(context, subject.user, 'redirectingCallingPlan');
  const ownRedirecting = redirecting?.data.useCustomSettings === true ? redirecting : undefined;
  const follows = [originating, redirecting].flatMap((read) =>
    read !== undefined && read.data.useCustomSettings !== true
      ? [account(read.all, 'not used', 'follows-the-location')]
      : [],
  );
  if (originating?.data.useCustomSettings !== true) {
    // Its own rules for redirected calls alone have no place: the target sets both together.
    const alone = ownRedirecting ? [account(ownRedirecting.all, 'manual', 'redirecting-plan-alone')] : [];
    return { drafts: [], accounts: [...follows, ...alone] };
  }
  const { data, ref } = originating;
  const why: Record<string, Why> = {};
  const special: string[] = [];
  const permissions = CALL_TYPES.map(({ callType, field, safe }, index): CallingPermission => {
    const written = data.permissions[field];
    const moved = ownRedirecting?.data.permissions[field];
    const allowed = written === undefined ? safe : written === 'Allow';
    const forwards = moved === undefined ? allowed : allowed && allowsRedirecting(moved);
    const changed = written !== undefined && written !== 'Allow' && written !== 'Disallow';
    if (changed) special.push(`${field}: ${written}`);
    why[`permissions.${index}`] = {
      rule: written === undefined ? 'R-NUM-10' : 'outgoing-plan-of-user',
      sources: [
        ...(written === undefined ? [] : [ref(`userPermissions.${field}`)]),
        ...(moved === undefined || ownRedirecting === undefined
          ? []
          : [ownRedirecting.ref(`userPermissions.${field}`)]),
      ],
      ...(changed ? { changed, note: `the user's plan says "${written}"` } : {}),
    };
    return { callType, action: allowed ? 'ALLOW' : 'BLOCK', transferEnabled: forwards };
  });
  const value: FurtherSetting<'outgoingPermission'> = {
    setting: 'outgoingPermission',
    owner: subject.owner.draft,
    permissions,
  };
  why.permissions = carried(
    ref('useCustomSettings'),
    ...(ownRedirecting === undefined ? [] : [ownRedirecting.ref('useCustomSettings')]),
  );
  const plans = [originating, ...(ownRedirecting ? [ownRedirecting] : [])];
  return {
    drafts: [settingDraft(context, subject, value, why)],
    accounts: [...follows, ...plans.flatMap((plan) => unlike(plan.data.permissions, plan.ref))],
    losses:
      special.length === 0
        ? []
        : [
            lossOfUser(context, subject, OUTGOING, {
              verdict: 'manual',
              notice: `Calls that needed a code or were transferred are blocked (${special.join('; ')}).`,
              action: 'Decide whom this user may call, and issue access codes in Control Hub.',
              sources: [ref('userPermissions')],
            }),
          ],
  };
}

/** Call types that have no counterpart; local calls are national ones in the target. */
function unlike(permissions: Readonly<Record<string, string>>, ref: (path: string) => string): Account[] {
  const { local, toll } = permissions;
  return [
    ...(local === undefined
      ? []
      : [
          local === toll
            ? account(ref('userPermissions.local'), 'migrated', 'local-calls-are-national')
            : account(ref('userPermissions.local'), 'manual', 'local-calls-are-national'),
        ]),
    ...NO_SUCH_TYPE.map((type) => account(ref(`userPermissions.${type}`), 'not used', 'no-such-call-type')),
  ];
}

const FROM_OUTSIDE = {
  Allow: 'ALLOW_ALL_EXTERNAL',
  'Allow Only If Redirected From Another User': 'ALLOW_ONLY_TRANSFERRED_EXTERNAL',
  Disallow: 'BLOCK_ALL_EXTERNAL',
} as const;
const isOutside = (word: string): word is keyof typeof FROM_OUTSIDE => Object.hasOwn(FROM_OUTSIDE, word);

/** Who may call an owner, where it does not follow its group. Patterns of callers are left to a person. */
export function mapIncomingPermission(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'incomingCallingPlan');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  if (data.useCustomSettings !== true) {
    return { drafts: [], accounts: [account(all, 'not used', 'follows-the-location')] };
  }
  const { allowFromOutsideGroup: outside, allowFromWithinGroup: within, allowCollectCalls: collect } = data.permissions;
  // A word that nobody knows: the value stays unanswered, and with it the whole setting.
  if (outside !== undefined && !isOutside(outside)) return NOTHING;
  const value: FurtherSetting<'incomingPermission'> = {
    setting: 'incomingPermission',
    owner: subject.owner.draft,
    externalTransfer: outside === undefined ? 'ALLOW_ALL_EXTERNAL' : FROM_OUTSIDE[outside],
    internalCalls: within !== 'false',
    collectCalls: collect !== 'false',
  };
  const from = (path: string, known: unknown) =>
    known === undefined ? targetDefault : carried(ref('useCustomSettings'), ref(`userPermissions.${path}`));
  return {
    drafts: [
      settingDraft(context, subject, value, {
        externalTransfer: from('allowFromOutsideGroup', outside),
        internalCalls: from('allowFromWithinGroup', within),
        collectCalls: from('allowCollectCalls', collect),
      }),
    ],
    accounts: [account(ref('userPermissions.digitPatternPermission'), 'manual', 'caller-patterns-by-hand')],
  };
}
