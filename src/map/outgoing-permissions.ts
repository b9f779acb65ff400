import type { CallingPermission, Why } from '../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../domain/keys.ts';
import { text } from '../domain/response-body.ts';
import type { SourceCustomer } from '../domain/source.ts';

/** Call type of the target, permission of the source, and whether it is on where the source says nothing. */
export const CALL_TYPES = [
  { callType: 'INTERNAL_CALL', field: 'group', safe: true },
  { callType: 'TOLL_FREE', field: 'tollFree', safe: true },
  { callType: 'NATIONAL', field: 'toll', safe: true },
  { callType: 'INTERNATIONAL', field: 'international', safe: false },
  { callType: 'OPERATOR_ASSISTED', field: 'operatorAssisted', safe: false },
  { callType: 'CHARGEABLE_DIRECTORY_ASSISTED', field: 'chargeableDirectoryAssisted', safe: false },
  { callType: 'SPECIAL_SERVICES_I', field: 'specialServicesI', safe: false },
  { callType: 'SPECIAL_SERVICES_II', field: 'specialServicesII', safe: false },
  { callType: 'PREMIUM_SERVICES_I', field: 'premiumServicesI', safe: false },
  { callType: 'PREMIUM_SERVICES_II', field: 'premiumServicesII', safe: false },
] as const;

const ORIGINATING = 'GroupOutgoingCallingPlanOriginatingGetListResponse';
const REDIRECTING = 'GroupOutgoingCallingPlanRedirectingGetListResponse';

/** Permissions of groups by field name, from the outgoing calling plans that were captured. */
type Plan = ReadonlyMap<string, string>;
export type OutgoingPlans = ReadonlyMap<string, { readonly originating?: Plan; readonly redirecting?: Plan }>;

/** Reads the outgoing calling plans of all groups at once. */
export function outgoingPlans(source: SourceCustomer): OutgoingPlans {
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

/**
 * Who may be called from a location, transfers and forwarding included.
 *
 * International calls are switched on by themselves with a Wholesale subscription, and extension-only users dial out on
 * the location's number, so every call type is written (R-NUM-10): what the source allows, and where it was not
 * captured, calls inside the company, toll-free and national ones only.
 */
export function outgoingPermissions(
  plans: OutgoingPlans,
  groupKey: string,
): { readonly permissions: readonly CallingPermission[]; readonly why: Record<string, Why> } {
  const plan = plans.get(groupKey);
  const why: Record<string, Why> = {};
  const permissions = CALL_TYPES.map(({ callType, field, safe }, index): CallingPermission => {
    const originating = plan?.originating?.get(field);
    const redirecting = plan?.redirecting?.get(field);
    const allowed = originating === undefined ? safe : originating === 'Allow';
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
            changed: originating !== 'Allow' && originating !== 'Disallow',
          };
    return { callType, action: allowed ? 'ALLOW' : 'BLOCK', transferEnabled: forwards };
  });
  return { permissions, why };
}

/** Plans for redirected calls know a switch for each call type, where plans for originated ones have words. */
export function allowsRedirecting(written: string): boolean {
  return written === 'true' || written === 'Allow';
}

function ref(groupKey: string, base: string, field: string): SourceRef {
  return sourceRef({ kind: 'group', key: groupKey }, base, `groupPermissions.${field}`);
}
