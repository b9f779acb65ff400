import { describe, expect, it } from 'vitest';
import type { SourceResponse } from '../../src/domain/source.ts';
import { outgoingPermissions, outgoingPlans } from '../../src/map/outgoing-permissions.ts';
import { sourceCustomer } from '../builders/source-builders.ts';

const GROUP = 'acme/north';
const ORIGINATING = 'GroupOutgoingCallingPlanOriginatingGetListResponse';
const REDIRECTING = 'GroupOutgoingCallingPlanRedirectingGetListResponse';

function plan(base: string, permissions: Record<string, string>): SourceResponse {
  const values = Object.fromEntries(Object.entries(permissions).map(([name, value]) => [name, [value]]));
  return { owner: { kind: 'group', key: GROUP }, base, settings: 0, body: () => ({ groupPermissions: [values] }) };
}

function permissionOf(callType: string, ...responses: SourceResponse[]) {
  const { permissions, why } = outgoingPermissions(outgoingPlans(sourceCustomer({ responses })), GROUP);
  const index = permissions.findIndex((each) => each.callType === callType);
  return { ...permissions[index], why: why[`outgoingPermissions.${index}`] };
}

describe('who may be called from a location', () => {
  it.each([
    { originated: 'Allow', redirected: 'true', action: 'ALLOW', transferEnabled: true },
    { originated: 'Allow', redirected: 'false', action: 'ALLOW', transferEnabled: false },
    { originated: 'Disallow', redirected: 'true', action: 'BLOCK', transferEnabled: false },
    { originated: 'Authorization Code Required', redirected: 'true', action: 'BLOCK', transferEnabled: false },
  ])('is $action ($originated), and transferred by the switch of redirected calls ($redirected)', (each) => {
    const found = permissionOf(
      'INTERNATIONAL',
      plan(ORIGINATING, { international: each.originated }),
      plan(REDIRECTING, { international: each.redirected }),
    );

    expect(found).toMatchObject({ action: each.action, transferEnabled: each.transferEnabled });
    expect(found.why).toMatchObject({
      rule: 'outgoing-plan-of-group',
      sources: [
        `group:${GROUP} ${ORIGINATING}.groupPermissions.international`,
        `group:${GROUP} ${REDIRECTING}.groupPermissions.international`,
      ],
      changed: each.originated.startsWith('Authorization'),
    });
  });

  it('is safe where nothing was captured, and never wider than the plan of redirected calls', () => {
    expect(permissionOf('INTERNATIONAL')).toMatchObject({ action: 'BLOCK', transferEnabled: false });
    expect(permissionOf('NATIONAL')).toMatchObject({
      action: 'ALLOW',
      transferEnabled: true,
      why: { rule: 'R-NUM-10', sources: [], note: 'not captured; allowed to be safe' },
    });
    expect(permissionOf('NATIONAL', plan(REDIRECTING, { toll: 'false' }))).toMatchObject({
      action: 'ALLOW',
      transferEnabled: false,
    });
  });
});
