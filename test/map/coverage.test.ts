import { describe, expect, it } from 'vitest';
import type { Draft, Why } from '../../src/domain/drafts.ts';
import { partRef } from '../../src/domain/keys.ts';
import { type BodyElement, tableOf } from '../../src/domain/response-body.ts';
import { settingsOf } from '../../src/domain/settings.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import type { Mapped } from '../../src/map/context.ts';
import { CoverageProof } from '../../src/map/coverage.ts';
import { serviceAccount } from '../../src/map/coverage-proof/service-responses.ts';
import { sourceCustomer, sourceUser } from '../builders/source-builders.ts';

const ANNA = 'anna@acme.example.test';
const GROUP = 'acme/north';

function response(
  base: string,
  body: BodyElement,
  owner: SourceResponse['owner'] = { kind: 'user', key: ANNA },
): SourceResponse {
  return { owner, base, settings: [...settingsOf(base, body)].length, body: () => body };
}

function prove(
  responses: readonly SourceResponse[],
  drafts: readonly Draft[] = [],
  accounts: NonNullable<Mapped['accounts']> = [],
) {
  const proof = new CoverageProof(sourceCustomer({ users: [sourceUser()], responses }), 'customer:acme');
  proof.claim(drafts, accounts);
  const rows = proof.settle(responses);
  proof.finish();
  return rows;
}

/** `outcome reason settings`, for short expectations. */
function ends(...args: Parameters<typeof prove>): string[] {
  return prove(...args).map(({ outcome, reason, settings }) => `${outcome}: ${reason} (${settings})`);
}

function stays(from: string, category: 'hold' | 'none'): Draft {
  const why: Why = { rule: 'not-migrated', sources: [] };
  return {
    id: `notMigrated:${from}`,
    kind: 'notMigrated',
    customer: 'customer:acme',
    from,
    data: { source: from, reason: 'a reason', category },
    why: { reason: why },
  };
}

function workspace(why: Record<string, Why>): Draft {
  return {
    id: `workspace:${ANNA}`,
    kind: 'workspace',
    customer: 'customer:acme',
    from: `user:${ANNA}`,
    data: { location: 'location:acme/north', displayName: 'Lobby', package: 'common_area_calling' },
    why,
  };
}

const FORWARDING = 'UserCallForwardingBusyGetResponse';
const forwarding = response(FORWARDING, { isActive: ['true'], forwardToPhoneNumber: ['0102'] });

describe('the coverage proof', () => {
  it('counts a value that a draft names as migrated, under the rule of the draft', () => {
    const draft = workspace({ displayName: { rule: 'R-X', sources: [`user:${ANNA} ${FORWARDING}.isActive`] } });

    expect(ends([forwarding], [draft])).toEqual(['migrated: R-X (1)', 'not used: service-not-assigned (1)']);
  });

  it('tells answers about parts of one owner apart', () => {
    const base = 'UserSelectiveCallRejectionGetCriteriaResponse';
    const parts = ['Night.1', 'Day'].map((name) => ({
      ...response(base, { blacklisted: ['false'] }),
      part: `criteriaName=${name}`,
    }));
    const owner = { kind: 'user', key: ANNA } as const;
    const drafts = [
      workspace({ displayName: { rule: 'R-X', sources: [partRef(owner, base, 'criteriaName=Night.1')] } }),
    ];
    const left = {
      prefix: partRef(owner, base, 'criteriaName=Day', 'blacklisted'),
      reason: 'left',
      outcome: 'lost',
    } as const;

    expect(ends(parts, drafts, [left])).toEqual(['migrated: R-X (1)', 'lost: left (1)']);
  });

  it('counts a value as changed when one of the drafts that name it changed it', () => {
    const source = `user:${ANNA} ${FORWARDING}`;
    const drafts = [
      workspace({
        displayName: { rule: 'R-A', sources: [source], changed: true },
        package: { rule: 'R-B', sources: [source] },
      }),
    ];

    expect(ends([forwarding], drafts)).toEqual(['changed: R-A (2)']);
  });

  it('lets the longest reference answer', () => {
    const accounts: NonNullable<Mapped['accounts']> = [
      { prefix: `user:${ANNA} ${FORWARDING}`, outcome: 'not used', reason: 'all' },
      { prefix: `user:${ANNA} ${FORWARDING}.forwardToPhoneNumber`, outcome: 'manual', reason: 'one' },
    ];

    expect(ends([forwarding], [], accounts)).toEqual(['not used: all (1)', 'manual: one (1)']);
  });

  it('finds a prefix through row names that hold dots and brackets', () => {
    const list = response(
      'GroupHuntGroupGetInstanceResponse',
      { agentUserTable: [{ headings: ['User Id', 'Weight'], rows: [[ANNA, '5']] }] },
      { kind: 'serviceInstance', key: 'hunt@acme.example.test' },
    );
    const accounts: NonNullable<Mapped['accounts']> = [
      {
        prefix: `serviceInstance:hunt@acme.example.test GroupHuntGroupGetInstanceResponse.agentUserTable[${ANNA}]`,
        outcome: 'lost',
        reason: 'why not',
      },
    ];

    expect(ends([list], [], accounts)).toEqual(['lost: why not (1)']);
  });

  it('never counts the sources of something that stays behind as migrated', () => {
    const list = response(
      'UserGetListInGroupResponse',
      { userTable: [{ headings: ['User Id', 'Last Name'], rows: [[ANNA, 'Able']] }] },
      { kind: 'group', key: GROUP },
    );

    expect(ends([forwarding, list], [stays(`user:${ANNA}`, 'hold')])).toEqual([
      'manual: on-hold (2)',
      'manual: on-hold (1)',
    ]);
  });

  it('knows copies, licences and what is not assigned', () => {
    const responses = [
      response('UserServiceGetAssignmentListResponse', {
        userServicesAssignmentTable: [
          {
            headings: ['Service Name', 'Assigned'],
            rows: [
              ['Call Waiting', 'true'],
              ['Remote Office', 'false'],
            ],
          },
        ],
      }),
      response(
        'ServiceProviderServicePackGetDetailListResponse',
        { servicePackQuantity: [{ unlimited: ['true'] }] },
        { kind: 'servicePack', key: 'acme/Standard' },
      ),
    ];
    const accounts: NonNullable<Mapped['accounts']> = [
      { prefix: serviceAccount(ANNA, 'Call Waiting'), outcome: 'migrated', reason: 'service-full' },
    ];

    expect(ends(responses, [], accounts)).toEqual([
      'migrated: service-full (1)',
      'not used: not-assigned (1)',
      'not used: licence-or-pack-content (1)',
    ]);
  });

  describe('settings of a service that is not written', () => {
    const ring = response('UserSimultaneousRingPersonalGetResponse', {
      isActive: ['false'],
      simultaneousRingNumber: [{ phoneNumber: ['+12025550177'] }],
    });
    const account = (outcome: 'lost' | 'not used', reason: string): NonNullable<Mapped['accounts']> => [
      { prefix: serviceAccount(ANNA, 'Simultaneous Ring Personal'), outcome, reason },
    ];

    it('end as the service does', () => {
      expect(ends([ring], [], account('lost', 'service-lost'))).toEqual(['lost: service-lost (2)']);
    });

    it('are worth carrying although the service is off', () => {
      expect(ends([ring], [], account('not used', 'inactive-and-empty'))).toEqual([
        'not used: inactive-and-empty (1)',
        'manual: not-supported-yet (1)',
      ]);
    });

    it('are not used where the user does not have the service', () => {
      expect(ends([ring])).toEqual(['not used: service-not-assigned (2)']);
    });
  });

  describe('rules, mailboxes and agents', () => {
    const group = { kind: 'group', key: GROUP } as const;
    const service = (name: string) => [
      { prefix: serviceAccount(ANNA, name), outcome: 'migrated', reason: 'service-full' } as const,
    ];

    it('tell the policy of the level above from one that counts', () => {
      const base = 'GroupCallProcessingGetPolicyResponse';
      const limits = {
        useMaxSimultaneousCalls: ['false'],
        maxSimultaneousCalls: ['10'],
        emergencyClidPolicy: ['Use DN'],
        clidPolicy: ['Use Group CLID'],
        maxRedirectionDepth: ['5'],
      };

      expect(ends([response(base, { useGroupCLIDSetting: ['false'], ...limits }, group)])).toEqual([
        'not used: follows-the-level-above (6)',
      ]);
      expect(ends([response(base, { useGroupCLIDSetting: ['true'], ...limits }, group)])).toEqual([
        'manual: not-supported-yet (2)',
        'not used: switched-off (2)',
        'not used: same-as-target-default (1)',
        'manual: caller-id-policy-by-hand (1)',
      ]);
    });

    it('say that recordings are made anew', () => {
      const greetings = response('UserVoiceMessagingUserGetGreetingResponse', {
        busyAnnouncementSelection: ['Default'],
        noAnswerAnnouncementSelection: ['Personal'],
        noAnswerPersonalAudioFile: [{ name: ['Hello'], mediaFileType: ['WAV'] }],
        extendedAwayEnabled: ['false'],
      });

      expect(ends([greetings], [], service('Voice Messaging User'))).toEqual([
        'not used: same-as-target-default (1)',
        'manual: greetings-are-recorded-anew (3)',
        'not used: switched-off (1)',
      ]);
    });

    it.each([
      ['Group Mail Server', 'not used: messages-stay-in-webex (2)'],
      ['Personal Mail Server', 'lost: no-mail-server-of-ones-own (2)'],
    ])('end a mailbox on the %s', (selection, expected) => {
      const body = { mailServerSelection: [selection], personalMailServerUserId: ['anna'] };
      const server = response('UserVoiceMessagingUserGetAdvancedVoiceManagementResponse', body);

      expect(ends([server], [], service('Voice Messaging User'))).toEqual([expected]);
    });

    it('say what becomes of an agent, and leave open whom a queue would miss', () => {
      const agent = response('UserCallCenterGetResponse', {
        agentACDState: ['Available'],
        callCenterTable: [
          tableOf(
            ['Service User Id', 'Available', 'Skill Level'],
            [
              ['cc@example.test', 'true', '3'],
              ['dd@example.test', 'false', ''],
            ],
          ),
        ],
      });

      expect(ends([agent], [], service('Call Center - Premium'))).toEqual([
        'lost: agent-states-and-reports (1)',
        'not used: same-as-target-default (1)',
        'not used: copy-of-instance-details (1)',
        'manual: agent-leaves-the-queue-by-hand (1)',
      ]);
    });

    it('ask for barring, plans of departments and other people’s mailboxes by hand', () => {
      const user = { profileName: ['No abroad'] };
      const plan = { departmentPermissions: [{ departmentName: ['Lab'], permissions: [{ group: ['Allow'] }] }] };

      expect(ends([response('UserCommunicationBarringGetResponse', user)])).toEqual([
        'manual: barring-by-outgoing-permissions (1)',
      ]);
      expect(ends([response('GroupOutgoingCallingPlanRedirectedGetListResponse', plan, group)])).toEqual([
        'manual: plans-of-departments-by-hand (2)',
      ]);
      expect(
        ends(
          [response('UserThirdPartyVoiceMailSupportGetResponse', { isActive: ['true'] })],
          [],
          service('Third-Party Voice Mail Support'),
        ),
      ).toEqual(['manual: mailbox-of-a-third-party (1)']);
    });
  });

  it('finds nobody for permissions of departments and groups that no draft names', () => {
    const group = { kind: 'group', key: GROUP } as const;
    const plan = (permissions: BodyElement) => ({
      groupPermissions: [permissions],
      departmentPermissions: [{ departmentName: ['Lab'], permissions: [permissions] }],
    });
    const incoming = plan({ allowFromOutsideGroup: ['Disallow'] });
    const pattern = plan({ digitPatternPermission: [{ allow: ['true'] }] });

    expect(ends([response('GroupIncomingCallingPlanGetListResponse', incoming, group)])).toEqual([
      'not used: like-the-target-or-inherited-by-nobody (2)',
      'not used: name-of-a-department (1)',
    ]);
    expect(ends([response('GroupIncomingCallingPlanGetListResponse', pattern, group)])).toEqual([
      'manual: caller-patterns-by-hand (2)',
      'not used: name-of-a-department (1)',
    ]);
  });

  it('calls what no rule knows not supported yet', () => {
    expect(ends([response('UserTeleporterGetResponse', { beam: ['up'] })])).toEqual(['manual: not-supported-yet (1)']);
  });

  it('adds up to what extract counted, and fails where it does not', () => {
    const rows = prove([forwarding]);

    expect(rows.reduce((sum, { settings }) => sum + settings, 0)).toBe(forwarding.settings);
    expect(() => prove([{ ...forwarding, settings: 3 }])).toThrow(
      expect.objectContaining({ code: 'COVERAGE_MISMATCH', message: expect.stringContaining('3 counted, 2 found') }),
    );
  });
});
