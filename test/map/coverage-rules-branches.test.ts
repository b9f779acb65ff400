import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import { type BodyElement, tableOf } from '../../src/domain/response-body.ts';
import { settingsOf } from '../../src/domain/settings.ts';
import type { SourceResponse, SourceUser } from '../../src/domain/source.ts';
import type { Mapped } from '../../src/map/context.ts';
import { CoverageProof } from '../../src/map/coverage.ts';
import {
  responsesOfService,
  serviceAccount,
  servicesOfResponse,
} from '../../src/map/coverage-proof/service-responses.ts';
import { sourceCustomer, sourceGroup, sourceUser } from '../builders/source-builders.ts';

const ANNA = 'anna@acme.example.test';
const USER: EntityRef = { kind: 'user', key: ANNA };

/** How the values of one response end, as `outcome: reason (values)`. */
function ends(
  base: string,
  body: BodyElement,
  accounts: NonNullable<Mapped['accounts']> = [],
  { owner = USER, user = {} }: { readonly owner?: EntityRef; readonly user?: Partial<SourceUser> } = {},
): string[] {
  const response: SourceResponse = { owner, base, settings: [...settingsOf(base, body)].length, body: () => body };
  const proof = new CoverageProof(
    sourceCustomer({ users: [sourceUser(user)], groups: [sourceGroup()], responses: [response] }),
    'customer:acme',
  );
  proof.claim([], accounts);
  const rows = proof.settle([response]);
  proof.finish();
  return rows.map(({ outcome, reason, settings }) => `${outcome}: ${reason} (${settings})`);
}

const has = (service: string): NonNullable<Mapped['accounts']> => [
  { prefix: serviceAccount(ANNA, service), outcome: 'migrated', reason: 'service-full' },
];

describe('values that no draft names', () => {
  it('tell the zone of a user that is its location’s from one of its own', () => {
    const base = 'UserGetResponse';

    expect(ends(base, { timeZone: ['America/New_York'] })).toEqual(['not used: same-as-location (1)']);
    expect(ends(base, { timeZone: ['America/Chicago'] })).toEqual(['manual: not-supported-yet (1)']);
  });

  it('tell the announcement of a transfer to the operator that is the target’s own', () => {
    const base = 'GroupAutoAttendantGetInstanceResponse';
    const owner: EntityRef = { kind: 'serviceInstance', key: 'menu@acme.example.test' };
    const endOf = (selection: string) =>
      ends(base, { transferToOperatorAnnouncementSelection: [selection] }, [], { owner });

    expect(endOf('Default')).toEqual(['not used: same-as-target-default (1)']);
    expect(endOf('Personal')).toEqual(['manual: not-supported-yet (1)']);
  });

  it('call what follows from a greeting without messages unused only where messages are taken', () => {
    const base = 'UserVoiceMessagingUserGetGreetingResponse';
    const endOf = (disabled: string) =>
      ends(
        base,
        { disableMessageDeposit: [disabled], disableMessageDepositAction: ['Disconnect'] },
        has('Voice Messaging User'),
      );

    expect(endOf('false')).toEqual(['not used: switched-off (2)']);
    expect(endOf('true')).toEqual(['lost: every-mailbox-takes-messages (2)']);
  });

  it('call the number that an agent calls as unused only where the agent calls as itself', () => {
    const endOf = (asQueue: string) =>
      ends(
        'UserCallCenterGetResponse',
        { makeOutgoingCallsAsCallCenter: [asQueue], outgoingCallDNIS: [{ dnisName: ['Sales'] }] },
        has('Call Center - Basic'),
      );

    expect(endOf('false')).toEqual(['not used: switched-off (2)']);
    expect(endOf('true')).toEqual(['manual: not-supported-yet (2)']);
  });

  it('lose exemptions of an intercept that are on, and no others', () => {
    const endOf = (value: string) =>
      ends(
        'UserInterceptUserGetResponse',
        { exemptInboundMobilityCalls: [value], alternateBlockingAnnouncement: [value] },
        has('Intercept User'),
      );

    expect(endOf('false')).toEqual(['not used: switched-off (2)']);
    expect(endOf('true')).toEqual(['lost: no-such-field (2)']);
  });

  it('follow the location where a calling plan of a user is not its own', () => {
    const base = 'UserOutgoingCallingPlanOriginatingGetResponse';

    expect(ends(base, { useCustomSettings: ['false'] })).toEqual(['not used: follows-department-or-group (1)']);
    expect(ends(base, { useCustomSettings: ['true'] })).toEqual(['manual: not-supported-yet (1)']);
  });

  it('of a service conclude nothing from its absence where the services were never read', () => {
    const forwarding = { isActive: ['true'] };
    const base = 'UserCallForwardingBusyGetResponse';

    expect(ends(base, forwarding)).toEqual(['not used: service-not-assigned (1)']);
    expect(ends(base, forwarding, [], { user: { servicesState: 'error' } })).toEqual(['manual: not-supported-yet (1)']);
  });
});

describe('who answers for a value', () => {
  const row = tableOf(['Service Name', 'Assigned'], [['Call Waiting', 'true']]);
  const base = 'UserServiceGetAssignmentListResponse';

  it('is the first account of a service, whatever a later one says', () => {
    const accounts = [...has('Call Waiting'), { ...has('Call Waiting')[0], outcome: 'lost', reason: 'later' }] as const;

    expect(ends(base, { userServicesAssignmentTable: [row] }, accounts as NonNullable<Mapped['accounts']>)).toEqual([
      'migrated: service-full (1)',
    ]);
  });

  it('is what is said about the owner as a whole, where nobody says more', () => {
    const whole = { prefix: `user:${ANNA}`, outcome: 'lost', reason: 'all-of-it' } as const;
    const one = { prefix: `user:${ANNA} UserGetResponse.title`, outcome: 'manual', reason: 'one' } as const;

    expect(ends('UserGetResponse', { title: ['Dr.'], lastName: ['Able'] }, [whole, one])).toEqual([
      'manual: one (1)',
      'lost: all-of-it (1)',
    ]);
  });
});

describe('the response that says whether a service is used', () => {
  it.each([
    ['Speed Dial 8', 'UserSpeedDial8GetListResponse'],
    ['Executive', 'UserExecutiveGetAssistantResponse'],
    ['Privacy', 'UserPrivacyGetResponse'],
  ])('of %s is %s, and it is known by it', (service, response) => {
    expect(responsesOfService(service)).toEqual([response]);
    expect(servicesOfResponse(response)).toEqual([service]);
  });

  it('is none for a service without one', () => {
    expect(responsesOfService('Client License 4')).toEqual([]);
    expect(responsesOfService('BroadWorks Receptionist - Office')).toHaveLength(2);
    expect(servicesOfResponse('UserTeleporterGetResponse')).toBeUndefined();
  });
});

describe('calling plans of groups', () => {
  const owner: EntityRef = { kind: 'group', key: 'acme/north' };
  const GROUP_PLAN = 'GroupOutgoingCallingPlanOriginatingGetListResponse';

  it('answer for types of calls that the target does not tell apart', () => {
    const plan = (local: string): BodyElement => ({
      groupPermissions: [{ local: [local], toll: ['Allow'], casual: ['Allow'] }],
    });

    expect(ends(GROUP_PLAN, plan('Allow'), [], { owner })).toEqual(
      expect.arrayContaining(['migrated: local-calls-are-national (1)', 'not used: no-such-call-type (1)']),
    );
    expect(ends(GROUP_PLAN, plan('Disallow'), [], { owner })).toContain('manual: local-calls-are-national (1)');
  });

  it('answer for what is left of access codes', () => {
    const codes: BodyElement = { groupCodeList: [{ codeEntry: [{ description: ['Lab'] }] }] };

    expect(ends('GroupOutgoingCallingPlanAuthorizationCodeGetListResponse', codes, [], { owner })).toEqual([
      'manual: access-codes-are-issued-anew (1)',
    ]);
  });
});
