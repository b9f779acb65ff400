import type { CallingPermission, LocationData, Why } from '../domain/drafts.ts';
import { type AutoTransferNumbers, TRANSFER_POSITIONS } from '../domain/further-settings.ts';
import { type SourceRef, sourceRef } from '../domain/keys.ts';
import { text } from '../domain/response-body.ts';
import type { SourceCustomer } from '../domain/source.ts';
import { profilesOfGroup } from './barring/applied-profiles.ts';
import { type Barred, barredCalls, withoutBarred } from './barring/barred-calls.ts';
import { actionOf, CALL_TYPES, isBlockedInstead } from './call-types.ts';
import type { MapContext } from './context.ts';
import { mapPatterns } from './digit-patterns/digit-patterns.ts';
import { heldPatterns } from './digit-patterns/held-patterns.ts';
import { allowsRedirecting } from './redirecting.ts';
import { type HeldNumbers, hasNumbers, numbersOfGroup } from './transfer-numbers.ts';

const ORIGINATING = 'GroupOutgoingCallingPlanOriginatingGetListResponse';
const REDIRECTING = 'GroupOutgoingCallingPlanRedirectingGetListResponse';

/** Permissions of groups by field name, from the outgoing calling plans that were captured. */
type Plan = ReadonlyMap<string, string>;
export type OutgoingPlans = ReadonlyMap<string, { readonly originating?: Plan; readonly redirecting?: Plan }>;

/** The outgoing calling plans of all groups, read at once and once for a customer: people ask for those of their group. */
export function outgoingPlans(source: SourceCustomer): OutgoingPlans {
  const known = PLANS.get(source) ?? readPlans(source);
  PLANS.set(source, known);
  return known;
}
const PLANS = new WeakMap<SourceCustomer, OutgoingPlans>();

function readPlans(source: SourceCustomer): OutgoingPlans {
  const plans = new Map<string, { originating?: Plan; redirecting?: Plan }>();
  for (const response of source.responses(new Set([ORIGINATING, REDIRECTING]))) {
    if (response.base !== ORIGINATING && response.base !== REDIRECTING) continue;
    const body = response.body();
    const plan = new Map<string, string>();
    for (const { field } of CALL_TYPES) {
      const value = text(body, 'groupPermissions', field);
      if (value !== undefined) plan.set(field, value);
    }
    const known = plans.get(response.owner.key) ?? {};
    plans.set(response.owner.key, {
      ...known,
      ...(response.base === ORIGINATING ? { originating: plan } : { redirecting: plan }),
    });
  }
  return plans;
}

/** What a location says of calls to the outside. */
export type LocationCalls = Pick<LocationData, 'outgoingPermissions' | 'transferNumbers' | 'digitPatterns'>;

/**
 * Who may be called from a location: what the plan of its group allows, without what its profile of communication barring
 * takes away; where calls go that are handed over; and patterns of digits that decide before.
 */
export function locationCalls(
  source: SourceCustomer,
  groupKey: string,
  resolve: Pick<MapContext, 'resolve'>,
): { readonly data: LocationCalls; readonly why: Record<string, Why> } {
  const transfers = numbersOfGroup(source, groupKey, resolve);
  const numbers = transfers?.numbers ?? {};
  const { permissions, why } = outgoingPermissions(outgoingPlans(source), groupKey, numbers);
  const barred = barredCalls(source, profilesOfGroup(source, groupKey));
  const { patterns } = mapPatterns(heldPatterns(source, groupKey), numbers);
  return {
    data: {
      outgoingPermissions: withoutBarred(permissions, barred),
      ...(hasNumbers(numbers) ? { transferNumbers: numbers } : {}),
      ...(patterns.length === 0 ? {} : { digitPatterns: patterns.map(({ value }) => value) }),
    },
    why: {
      ...barredWhy('outgoingPermissions', permissions, why, barred),
      ...transferWhy('transferNumbers.', transfers),
      ...Object.fromEntries(patterns.map((pattern, index) => [`digitPatterns.${index}`, pattern.why])),
    },
  };
}

/** Reasons of transfer numbers, by field. */
export function transferWhy(path: string, held: HeldNumbers | undefined): Record<string, Why> {
  if (held === undefined) return {};
  return Object.fromEntries(
    TRANSFER_POSITIONS.flatMap((position) => {
      if (held.numbers[`number${position}`] === undefined) return [];
      const why: Why = { rule: `transfer-numbers-of-${held.level}`, sources: held.refs(position) };
      return [[`${path}number${position}`, why]];
    }),
  );
}

/** Reasons of permissions, those that a profile takes away among them. */
export function barredWhy(
  field: string,
  permissions: readonly CallingPermission[],
  why: Readonly<Record<string, Why>>,
  { calls, transfers }: Barred,
): Record<string, Why> {
  const reasons: Record<string, Why> = { ...why };
  for (const [index, { callType, action, transferEnabled }] of permissions.entries()) {
    const barred = calls.get(callType);
    const refs = barred ?? transfers.get(callType);
    const already = barred === undefined ? !transferEnabled : action === 'BLOCK' && !transferEnabled;
    const plan = why[`${field}.${index}`];
    if (refs === undefined) continue;
    const sources = [...new Set([...(plan?.sources ?? []), ...refs])];
    reasons[`${field}.${index}`] =
      already && plan !== undefined
        ? { ...plan, sources }
        : { rule: 'barring-profile', sources, note: 'communication barring does not let it pass' };
  }
  return reasons;
}

/**
 * Who may be called by the plan of a group, transfers and forwarding included.
 *
 * International calls are switched on by themselves with a Wholesale subscription, and extension-only users dial out on
 * the location's number, so every call type is written (R-NUM-10): what the source allows, and where it was not
 * captured, calls inside the company, toll-free and national ones only. Calls that are handed over can be transferred or
 * forwarded by nobody.
 *
 * @param numbers - those that calls can be handed over to
 */
export function outgoingPermissions(
  plans: OutgoingPlans,
  groupKey: string,
  numbers: AutoTransferNumbers = {},
): { readonly permissions: readonly CallingPermission[]; readonly why: Record<string, Why> } {
  const plan = plans.get(groupKey);
  const why: Record<string, Why> = {};
  const permissions = CALL_TYPES.map(({ callType, field, safe }, index): CallingPermission => {
    const originating = plan?.originating?.get(field);
    const redirecting = plan?.redirecting?.get(field);
    const action = originating === undefined ? (safe ? 'ALLOW' : 'BLOCK') : actionOf(originating, numbers);
    const allowed = action === 'ALLOW';
    const forwards = redirecting === undefined ? allowed : allowed && allowsRedirecting(redirecting);
    const sources: SourceRef[] = [
      ...(originating === undefined ? [] : [ref(groupKey, ORIGINATING, field)]),
      ...(redirecting === undefined ? [] : [ref(groupKey, REDIRECTING, field)]),
    ];
    why[`outgoingPermissions.${index}`] =
      originating === undefined
        ? { rule: 'R-NUM-10', sources, note: `not captured; ${safe ? 'allowed' : 'blocked'} to be safe` }
        : {
            rule: 'outgoing-plan-of-group',
            sources,
            note: `the group's plan says "${originating}"`,
            changed: isBlockedInstead(originating, action),
          };
    return { callType, action, transferEnabled: forwards };
  });
  return { permissions, why };
}

function ref(groupKey: string, base: string, field: string): SourceRef {
  return sourceRef({ kind: 'group', key: groupKey }, base, `groupPermissions.${field}`);
}
