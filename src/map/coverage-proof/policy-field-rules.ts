import { type BodyElement, text } from '../../domain/response-body.ts';
import type { End } from './claims.ts';

interface At {
  readonly path: string;
  readonly value: string;
  readonly body: BodyElement;
}
/** A field rule that needs a value and the answer around it; the list of all rules takes these in. */
interface BodyRule extends End {
  readonly base: RegExp;
  readonly path: RegExp;
  readonly when?: (setting: At) => boolean;
}

const unused = (reason: string): End => ({ outcome: 'not used', reason });
const lost = (reason: string): End => ({ outcome: 'lost', reason });
const manual = (reason: string): End => ({ outcome: 'manual', reason });
const off = ({ value }: At): boolean => value === 'false';
const on = ({ value }: At): boolean => value === 'true';
const ANY = /./;

const GREETINGS = /^UserVoiceMessagingUserGetGreetingResponse$/;
const MAIL_SERVER = /^UserVoiceMessagingUserGetAdvancedVoiceManagementResponse$/;
const PORTAL = /^UserVoiceMessagingUserGetVoicePortalResponse$/;
const GROUP_PORTAL = /^GroupVoiceMessagingGroupGetVoicePortalResponse$/;
const AGENT = /^UserCallCenterGetResponse$/;
const POLICY = /^(?:User|Group|ServiceProvider)CallProcessingGetPolicyResponse$/;
const BARRING = /^(?:User|Group)CommunicationBarringGetResponse$/;
const PROFILE = /^ServiceProviderCommunicationBarringProfileGetResponse$/;
const PLANS = /^GroupOutgoingCallingPlan\w+GetListResponse$/;

/** Types of calls of a group that the target does not tell apart. */
const ORIGINATED = /^GroupOutgoingCallingPlan(?:Originating|Redirecting)GetListResponse$/;

/** Plans that people without one of their own inherit, and that come along with each of them. */
const INHERITED = /^Group(?:IncomingCallingPlan|OutgoingCallingPlan(?:Originating|Redirecting))GetListResponse$/;

const LEVEL = /^use(?:User|Group)\w*Setting$/;

/** People and groups whose policy is set one level above carry values that nobody follows. */
function followsAbove({ body }: At): boolean {
  const levels = Object.keys(body).filter((name) => LEVEL.test(name));
  return levels.length > 0 && levels.every((name) => text(body, name) !== 'true');
}

/** `maxSimultaneousCalls` counts where `useMaxSimultaneousCalls` is on. */
function limitIsOff({ path, body }: At): boolean {
  const limit = /^m(ax\w+?)(?:Minutes)?$/.exec(path)?.[1];
  return limit !== undefined && text(body, `useM${limit}`) === 'false';
}

/** Values of policies, mailboxes and agents that no draft names. A rule here must hold whatever the customer looks like. */
export const POLICY_FIELD_RULES: readonly BodyRule[] = [
  // Mailboxes: recordings do not move, and messages are kept by Webex
  {
    base: GREETINGS,
    path: /AnnouncementSelection$/,
    when: ({ value }) => value === 'Default',
    ...unused('same-as-target-default'),
  },
  {
    base: GREETINGS,
    path: /^(?:\w+AnnouncementSelection$|\w*(?:Audio|Video)(?:File|MediaType)|noAnswerAlternateGreeting)/,
    ...manual('greetings-are-recorded-anew'),
  },
  { base: GREETINGS, path: /^(?:extendedAway|disableMessageDeposit)\w*$/, when: off, ...unused('switched-off') },
  {
    base: GREETINGS,
    path: /^(?:disableMessageDepositAction|greetingOnlyForwardDestination)$/,
    when: ({ body }) => text(body, 'disableMessageDeposit') !== 'true',
    ...unused('switched-off'),
  },
  {
    base: /^UserVoiceMessagingUserGetDistributionListResponse$/,
    path: ANY,
    ...lost('no-distribution-lists-in-webex'),
  },
  { base: GREETINGS, path: /^disableMessageDeposit/, ...lost('every-mailbox-takes-messages') },
  { base: MAIL_SERVER, path: /^(?:group|useGroup)\w+$/, ...unused('messages-stay-in-webex') },
  {
    base: MAIL_SERVER,
    path: ANY,
    when: ({ body }) => text(body, 'mailServerSelection') !== 'Personal Mail Server',
    ...unused('messages-stay-in-webex'),
  },
  { base: MAIL_SERVER, path: ANY, ...lost('no-mail-server-of-ones-own') },
  { base: PORTAL, path: ANY, when: off, ...unused('switched-off') },
  { base: PORTAL, path: /^(?:usePersonalizedName$|personalizedName)/, ...manual('greetings-are-recorded-anew') },
  {
    base: /^GroupVoiceMessagingGroupGetResponse$/,
    path: /^(?:useMailServerSetting|mailServer\w+|realDeleteForImap)$/,
    ...unused('messages-stay-in-webex'),
  },
  // Voice portals: every location of Webex has one, and it is always on
  { base: GROUP_PORTAL, path: /^isActive$/, when: on, ...unused('always-on-in-webex') },
  { base: GROUP_PORTAL, path: /^serviceInstanceProfile\.timeZone$/, ...unused('announcements-need-no-time-zone') },
  {
    base: GROUP_PORTAL,
    path: /^serviceInstanceProfile\.(?:countryCode|nationalPrefix)$/,
    ...unused('part-of-the-number'),
  },
  { base: GROUP_PORTAL, path: /^serviceInstanceProfile\.timeZoneDisplayName$/, ...unused('copy-of-time-zone') },
  {
    base: GROUP_PORTAL,
    path: /^serviceInstanceProfile\.(?:alias|publicUserIdentity)/,
    ...unused('sip-identity-is-new'),
  },
  { base: GROUP_PORTAL, path: /^serviceInstanceProfile\.hiragana/, ...lost('no-such-field') },
  { base: GROUP_PORTAL, path: /^serviceInstanceProfile\.department/, ...lost('no-departments-in-webex') },
  { base: GROUP_PORTAL, path: /^homeZoneName$/, ...unused('no-zones-in-webex') },
  {
    base: GROUP_PORTAL,
    path: /^(?:voicePortalExternalRoutingScope|externalRoutingAddress)$/,
    when: ({ body }) => text(body, 'useExternalRouting') !== 'true',
    ...unused('switched-off'),
  },
  { base: GROUP_PORTAL, path: /^(?:enable|use|express)/, when: off, ...unused('switched-off') },
  { base: GROUP_PORTAL, path: /^(?!serviceInstanceProfile\.)/, ...lost('no-such-field') },
  { base: /^UserThirdPartyVoiceMailSupportGetResponse$/, path: /^isActive$/, when: off, ...unused('switched-off') },
  { base: /^UserThirdPartyVoiceMailSupportGetResponse$/, path: ANY, ...manual('mailbox-of-a-third-party') },
  // Agents: who serves which queue stands with the queue
  { base: AGENT, path: /^\w+Table\[.*\]\.Available$/, when: on, ...unused('same-as-target-default') },
  { base: AGENT, path: /^\w+Table\[.*\]\.Available$/, when: off, ...manual('agent-leaves-the-queue-by-hand') },
  {
    base: AGENT,
    path: /^\w+Table\[.*\]\.(?!Available$)/,
    ...unused('copy-of-instance-details'),
  },
  { base: AGENT, path: /^makeOutgoingCallsAsCallCenter$/, when: off, ...unused('switched-off') },
  {
    base: AGENT,
    path: /^outgoingCallDNIS\./,
    when: ({ body }) => text(body, 'makeOutgoingCallsAsCallCenter') !== 'true',
    ...unused('switched-off'),
  },
  {
    base: AGENT,
    path: /^(?:agent\w+|use(?:Default|SystemDefault)\w+|enableGuardTimer|guardTimerSeconds|force\w*Unavailable\w+|numberConsecutive\w+|wrapUpDestination)$/,
    ...lost('agent-states-and-reports'),
  },
  // Policies of calls
  { base: POLICY, path: LEVEL, when: off, ...unused('follows-the-level-above') },
  { base: POLICY, path: ANY, when: followsAbove, ...unused('follows-the-level-above') },
  { base: POLICY, path: /^useMax/, when: off, ...unused('switched-off') },
  { base: POLICY, path: /^max/, when: limitIsOff, ...unused('switched-off') },
  {
    base: POLICY,
    path: /^(?:mediaPolicySelection|supportedMediaSetName)$/,
    ...unused('codecs-are-set-by-webex'),
  },
  {
    base: POLICY,
    path: /^(?:networkUsageSelection|routeOverride\w+|\w+GatewayRouteIdentity|enableGatewayRoutePolicy|conferenceURI)$/,
    ...unused('routing-is-set-by-webex'),
  },
  {
    base: POLICY,
    path: /^emergencyClidPolicy$/,
    when: ({ value }) => value === 'Use DN',
    ...unused('same-as-target-default'),
  },
  { base: POLICY, path: /^emergencyClidPolicy$/, ...manual('emergency-number-by-hand') },
  { base: POLICY, path: /^(?:clidPolicy|\w+CLIDPolicy)$/, ...manual('caller-id-policy-by-hand') },
  {
    base: POLICY,
    path: /^(?:allow|block|enable|enforce|include|override|use)[A-Z]/,
    when: off,
    ...unused('switched-off'),
  },
  // What no service stands for
  {
    base: /EmergencyCallNotificationGetResponse$/,
    path: /^(?:send|allow)/,
    when: off,
    ...unused('switched-off'),
  },
  { base: /EmergencyCallNotificationGetResponse$/, path: ANY, ...manual('emergency-notification-by-hand') },
  { base: /(?:Common|Personal)PhoneListGetListResponse$/, path: ANY, ...manual('contacts-by-hand') },
  // Trunks: a PBX is a project of its own
  { base: /^(?:GroupTrunkGroup|(?:Enterprise|Group)EnterpriseTrunk)Get/, path: ANY, ...manual('pbx-trunk-by-hand') },
  // Barring: what a profile blocks has to be said as outgoing permissions
  {
    base: BARRING,
    path: /^(?:useGroupSetting|useDefaultServiceProviderProfile)$/,
    when: on,
    ...unused('follows-the-level-above'),
  },
  { base: PROFILE, path: /^callMeNow/, ...lost('no-such-field') },
  { base: PROFILE, path: /^(?:description|isDefault)$/, ...unused('name-of-a-profile') },
  {
    base: /^(?:ServiceProviderCommunicationBarring\w*GetList|\w*CommunicationBarring\w*GetAssignedList|ServiceProviderCommunicationBarring\w*UsageList|ServiceProviderCommunicationBarring\w*GetAssignedGroupList)Response$/,
    path: ANY,
    ...unused('name-of-a-profile'),
  },
  { base: /^ServiceProviderCommunicationBarring/, path: ANY, ...manual('barring-by-outgoing-permissions') },
  { base: BARRING, path: ANY, ...manual('barring-by-outgoing-permissions') },
  // Calling plans: codes are secrets; what nobody inherits, or nothing differs by, stands in no draft
  {
    base: /^(?:User|Group)OutgoingCallingPlan\w*AuthorizationCodeGet\w*Response$/,
    path: /^useCustomSettings$/,
    when: off,
    ...unused('follows-department-or-group'),
  },
  {
    base: /^(?:User|Group)OutgoingCallingPlan\w*AuthorizationCodeGet\w*Response$/,
    path: /^departmentCodeList(?:\[\d+\])?\.department/,
    ...unused('name-of-a-department'),
  },
  {
    base: /^(?:User|Group)OutgoingCallingPlan\w*AuthorizationCodeGet\w*Response$/,
    path: ANY,
    ...manual('access-codes-are-issued-anew'),
  },
  {
    base: ORIGINATED,
    path: /^groupPermissions\.(?:casual|urlDialing|unknown)$/,
    ...unused('no-such-call-type'),
  },
  {
    base: ORIGINATED,
    path: /^groupPermissions\.local$/,
    when: ({ value, body }) => value === text(body, 'groupPermissions', 'toll'),
    outcome: 'migrated',
    reason: 'local-calls-are-national',
  },
  { base: ORIGINATED, path: /^groupPermissions\.local$/, ...manual('local-calls-are-national') },
  {
    base: /^GroupIncomingCallingPlanGetListResponse$/,
    path: /\.digitPattern/,
    ...manual('caller-patterns-by-hand'),
  },
  {
    base: INHERITED,
    path: /(?:^groupPermissions|\.permissions)\.allow/,
    when: ({ value }) =>
      ['Allow', 'Allow Only If Redirected From Another User', 'Disallow', 'true', 'false'].includes(value),
    ...unused('like-the-target-or-inherited-by-nobody'),
  },
  {
    base: INHERITED,
    path: /^departmentPermissions(?:\[\d+\])?\.permissions\./,
    ...unused('like-the-group-or-inherited-by-nobody'),
  },
  { base: INHERITED, path: /^departmentPermissions(?:\[\d+\])?\.department/, ...unused('name-of-a-department') },
  { base: /^GroupIncomingCallingPlanGetListResponse$/, path: ANY, ...manual('caller-patterns-by-hand') },
  { base: PLANS, path: /^departmentPermissions/, ...manual('plans-of-departments-by-hand') },
  {
    base: /^(?:User|Group)OutgoingCallingPlan(?:Redirected|CallMeNow)Get\w*Response$/,
    path: /Permissions\./,
    when: on,
    ...unused('same-as-target-default'),
  },
  {
    base: /^(?:User|Group)OutgoingCallingPlan(?:Redirected|CallMeNow)Get\w*Response$/,
    path: /Permissions\./,
    ...lost('no-such-field'),
  },
];
