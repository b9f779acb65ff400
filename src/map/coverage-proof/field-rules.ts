import { type BodyElement, text } from '../../domain/response-body.ts';
import type { End } from './claims.ts';
import { DEVICE_FIELD_RULES } from './device-rules.ts';
import { POLICY_FIELD_RULES } from './policy-field-rules.ts';
import { QUEUE_FIELD_RULES } from './queue-field-rules.ts';
import { SETTING_FIELD_RULES } from './setting-field-rules.ts';

/** One setting and what surrounds it. */
export interface SettingAt {
  readonly owner: { readonly kind: string; readonly key: string };
  readonly base: string;
  readonly path: string;
  readonly value: string;
  readonly body: BodyElement;
  /** Time zone of the user's group; `undefined` for other owners. */
  readonly groupZone: string | undefined;
}

export interface FieldRule extends End {
  /** Response base; `undefined` fits all. */
  readonly base: RegExp;
  readonly path: RegExp;
  readonly when?: (setting: SettingAt) => boolean;
}

const copy = (of: string): End => ({ outcome: 'not used', reason: `copy-of-${of}` });
const unused = (reason: string): End => ({ outcome: 'not used', reason });
const lost = (reason: string): End => ({ outcome: 'lost', reason });
const manual = (reason: string): End => ({ outcome: 'manual', reason });
const off = ({ value }: SettingAt): boolean => value === 'false';
const sameAs =
  (...path: string[]) =>
  ({ body, value }: SettingAt): boolean =>
    text(body, ...path) === value;

const ANY = /./;
const INSTANCES = /^Group(?:HuntGroup|CallCenter|AutoAttendant|GroupPaging)GetInstanceResponse$/;

/**
 * Stored values that no draft names: how they end, response by response. The first rule that fits answers; what none of
 * them fits is `not-supported-yet`. A rule here must hold whatever the customer looks like.
 */
export const FIELD_RULES: readonly FieldRule[] = [
  ...DEVICE_FIELD_RULES,
  // Provider and group
  { base: /^ServiceProviderGetListResponse$/, path: ANY, ...copy('provider-details') },
  { base: /^ServiceProviderGetResponse$/, path: /^isEnterprise$/, ...unused('decides-the-shape') },
  { base: /^(?:ServiceProvider|Group)GetResponse$/, path: /^defaultDomain$/, ...unused('sip-domain-is-set-by-webex') },
  { base: /^(?:ServiceProvider|Group)GetResponse$/, path: /^(?:contact\.|supportEmail$)/, ...lost('no-such-field') },
  { base: /^ServiceProviderGetResponse$/, path: /^address\./, ...unused('address-of-the-group-counts') },
  { base: /^GroupGetResponse$/, path: /^(?:userLimit|userCount)$/, ...unused('quantity') },
  { base: /^GroupGetResponse$/, path: /^timeZoneDisplayName$/, ...copy('time-zone') },
  { base: /ExternalId$/, path: ANY, ...unused('id-of-the-source') },
  { base: /Get(?:.*)Response$/, path: /(?:[eE]xternalId|resellerId|External Id)$/, ...unused('id-of-the-source') },
  { base: /^(?:ServiceProvider|Group)GetResponse$/, path: /^use[A-Z]/, when: off, ...unused('switched-off') },
  {
    base: /^(?:ServiceProvider|Group)GetResponse$/,
    path: /^(?:servicePolicy|callProcessingSliceId|provisioningSliceId|subscriberPartition|preferredDataCenter)$/,
    ...unused('platform-of-the-source'),
  },
  {
    base: /^GroupGetResponse$/,
    path: /^callingLineIdDisplayPhoneNumber$/,
    ...copy('number'),
  },
  { base: /^GroupGetListInServiceProviderResponse$/, path: /\.User Limit$/, ...unused('quantity') },
  { base: /^GroupGetListInServiceProviderResponse$/, path: ANY, ...copy('group-details') },
  { base: /DepartmentGetListResponse$/, path: ANY, ...lost('no-departments-in-webex') },
  { base: /^GroupExtensionLengthGetResponse$/, path: ANY, ...unused('extensions-travel-as-they-are') },
  // Licences and packs: what a person has stands with the person
  { base: /ServicePackGet(?:Detail)?ListResponse$/, path: ANY, ...unused('licence-or-pack-content') },
  { base: /ServiceGetAuthorizationListResponse$/, path: /\.Assigned$/, when: off, ...unused('not-assigned') },
  { base: /ServiceGetAuthorizationListResponse$/, path: ANY, ...unused('licence-count') },
  { base: /^UserServiceGetAssignmentListResponse$/, path: /\.Assigned$/, when: off, ...unused('not-assigned') },
  { base: /^UserServiceGetAssignmentListResponse$/, path: /^servicePacks.*\.Assigned$/, ...unused('pack-expanded') },
  { base: /^UserServiceGetAssignmentListResponse$/, path: /\.Description$/, ...copy('service-pack') },
  { base: /^UserAssignedServicesGetListResponse$/, path: /^groupServiceEntry/, ...copy('group-services') },
  // Lists of users, instances, devices and numbers
  { base: /^UserGetList/, path: /\.In Trunk Group$/, when: off, ...unused('not-in-a-trunk-group') },
  { base: /^UserGetList/, path: /\.(?:Department|Hiragana (?:Last|First) Name)$/, ...lost('no-such-field') },
  { base: /^UserGetList/, path: ANY, ...copy('user-details') },
  { base: /^UserGetServiceInstanceList/, path: /\.Department$/, ...lost('no-such-field') },
  { base: /^UserGetServiceInstanceList/, path: ANY, ...copy('instance-details') },
  { base: /GetInstanceListResponse$/, path: /\.Department$/, ...lost('no-such-field') },
  { base: /GetInstanceListResponse$/, path: /\.Video$/, when: off, ...unused('switched-off') },
  {
    base: /^Group(?:HuntGroup|CallCenter|AutoAttendant|GroupPaging)GetInstanceListResponse$/,
    path: ANY,
    ...copy('instance-details'),
  },
  { base: /AccessDeviceGetListResponse$/, path: ANY, ...copy('device-details') },
  { base: /AccessDeviceGetUserListResponse$/, path: ANY, ...copy('user-details') },
  {
    base: /AccessDeviceGetResponse$/,
    path: /^(?:protocol|netAddress|port|numberOfPorts|numberOfAssignedPorts|status|transportProtocol|useCustomUserNamePassword|userName|mobilityManagerDefault|configurationMode|configurationFileName|outboundProxyServerNetAddress|stunServerNetAddress)/,
    ...unused('registration-of-the-source'),
  },
  {
    base: /AccessDeviceGetResponse$/,
    path: /^(?:version|serialNumber|description|physicalLocation)/,
    ...unused('evidence-only'),
  },
  { base: /AccessDeviceGetResponse$/, path: /^useHotline$/, when: off, ...unused('switched-off') },
  {
    base: /AccessDeviceGetResponse$/,
    path: /^hotlineContact$/,
    when: ({ body }) => text(body, 'useHotline') !== 'true',
    ...unused('switched-off'),
  },
  { base: /AccessDeviceGetResponse$/, path: /^(?:useHotline|hotlineContact)$/, ...manual('hotline-by-hand') },
  {
    base: /AccessDeviceGetResponse$/,
    path: /^(?:mobilityManager|deviceCode|useDeviceCode|deviceIndex|authBearerSubject)/,
    ...unused('registration-of-the-source'),
  },
  { base: /DnGetAssignmentListResponse$/, path: /\.Department$/, ...lost('no-such-field') },
  { base: /DnGet.*Response$/, path: ANY, ...copy('number') },
  // User details
  {
    base: /^UserGetResponse$/,
    path: /^callingLineId(?:First|Last)Name$/,
    when: (setting) => sameAs(setting.path.endsWith('FirstName') ? 'firstName' : 'lastName')(setting),
    ...copy('name'),
  },
  { base: /^UserGetResponse$/, path: /^(?:hiragana|nameDialing)/, ...lost('no-such-field') },
  { base: /^UserGetResponse$/, path: /^(?:office|primary)ZoneName$/, ...unused('no-zones-in-webex') },
  { base: /^UserGetResponse$/, path: /^userPersonId$/, ...unused('id-of-the-source') },
  { base: /^UserGetResponse$/, path: /^callingLineIdPhoneNumber$/, when: sameAs('phoneNumber'), ...copy('number') },
  { base: /^UserGetResponse$/, path: /^department/, ...lost('no-departments-in-webex') },
  {
    base: /^UserGetResponse$/,
    path: /^(?:title|pagerPhoneNumber|mobilePhoneNumber|yahooId|addressLocation)$/,
    ...lost('no-such-field'),
  },
  { base: /^UserGetResponse$/, path: /^address\./, ...manual('emergency-address-by-hand') },
  { base: /^UserGetResponse$/, path: /^(?:countryCode|nationalPrefix)$/, ...unused('part-of-the-number') },
  { base: /^UserGetResponse$/, path: /^timeZoneDisplayName$/, ...copy('time-zone') },
  {
    base: /^UserGetResponse$/,
    path: /^timeZone$/,
    when: ({ groupZone, value }) => groupZone === value,
    ...unused('same-as-location'),
  },
  {
    base: /^UserGetResponse$/,
    path: /^(?:defaultAlias|alias(?:\[\d+\])?|impId|alternateUserId.*)$/,
    ...unused('sip-identity-is-new'),
  },
  {
    base: /^UserGetResponse$/,
    path: /^(?:accessDeviceEndpoint|trunkAddressing)\./,
    ...unused('registration-of-the-source'),
  },
  { base: /^UserGetResponse$/, path: /^(?:isPlace|allowVideo)$/, ...unused('evidence-only') },
  { base: /^UserGetResponse$/, path: /^networkClassOfService$/, ...lost('no-such-field') },
  { base: /^UserAuthenticationGetResponse$/, path: ANY, ...unused('sip-identity-is-new') },
  { base: /^UserGetRegistrationListResponse$/, path: ANY, ...unused('registration-of-the-source') },
  // Instances
  {
    base: INSTANCES,
    path: /^serviceInstanceProfile\.(?:callingLineId(?:First|Last)Name)$/,
    when: sameAs('serviceInstanceProfile', 'name'),
    ...copy('name'),
  },
  { base: INSTANCES, path: /^serviceInstanceProfile\.hiragana/, ...lost('no-such-field') },
  {
    base: INSTANCES,
    path: /^serviceInstanceProfile\.(?:countryCode|nationalPrefix)$/,
    ...unused('part-of-the-number'),
  },
  { base: INSTANCES, path: /^serviceInstanceProfile\.timeZoneDisplayName$/, ...copy('time-zone') },
  { base: INSTANCES, path: /^serviceInstanceProfile\.department/, ...lost('no-departments-in-webex') },
  { base: INSTANCES, path: /^serviceInstanceProfile\.(?:alias|publicUserIdentity)/, ...unused('sip-identity-is-new') },
  { base: INSTANCES, path: /^networkClassOfService$/, ...lost('no-such-field') },
  {
    base: INSTANCES,
    path: /^(?:enableVideo|makeBusyWhenNotReachable|applyGroupBusyWhenTerminatingToAgent|allowMembersToControlGroupBusy)$/,
    when: off,
    ...unused('switched-off'),
  },
  {
    base: /^Group(?:HuntGroupGetInstance|CallCenterGet.*)Response$/,
    path: /^agent(?:User)?Table\[.*\]\.(?:Last Name|First Name|Hiragana Last Name|Hiragana First Name|Phone Number|Extension|Department.*|Parent Department.*|Email Address|Is Phone Number Activated|Country Code|National Prefix|Group Name)$/,
    ...copy('user-details'),
  },
  // Hunt groups: the caller is told the group's name, as the platform does by default
  {
    base: /^GroupHuntGroupGetInstanceResponse$/,
    path: /^useSystemHuntGroupCLIDSetting$/,
    when: ({ value }) => value === 'true',
    ...unused('platform-default'),
  },
  {
    base: /^GroupHuntGroupGetInstanceResponse$/,
    path: /^includeHuntGroupNameInCLID$/,
    when: ({ body }) => text(body, 'useSystemHuntGroupCLIDSetting') === 'true',
    ...unused('platform-default'),
  },
  // Call centers
  {
    base: /^GroupCallCenterGetInstanceResponse$/,
    path: /^allowCallerToDialEscapeDigit$/,
    when: off,
    ...unused('switched-off'),
  },
  {
    base: /^GroupCallCenterGetInstanceResponse$/,
    path: /^escapeDigit$/,
    when: ({ body }) => text(body, 'allowCallerToDialEscapeDigit') !== 'true',
    ...unused('switched-off'),
  },
  {
    base: /^GroupCallCenterGetInstanceResponse$/,
    path: /^(?:external|internal)PreferredAudioCodec$/,
    ...unused('codecs-are-set-by-webex'),
  },
  {
    base: /^GroupCallCenterGetInstanceResponse$/,
    path: /^(?:enableReporting|reportingServerName|callCenterQueueThresholdsIsActive|overrideAgentWrapUpTime|wrapUpSeconds|agentStateAfterCall|agentUnavailableCode|enableAutomaticStateChangeForAgents|allowCallsToAgentsInWrapUp)$/,
    ...lost('agent-states-and-reports'),
  },
  {
    base: /^GroupCallCenterGetInstanceResponse$/,
    path: /^(?:resetCallStatisticsUponEntryInQueue|forceDeliveryOfCalls)$/,
    when: off,
    ...unused('switched-off'),
  },
  // Attendants
  { base: /^GroupAutoAttendantGetInstanceResponse$/, path: /^type$/, ...unused('one-kind-of-attendant-in-webex') },
  {
    base: /^GroupAutoAttendantGetInstanceResponse$/,
    path: /^firstDigitTimeoutSeconds$/,
    when: ({ value }) => value === '10',
    ...unused('same-as-target-default'),
  },
  {
    base: /^GroupAutoAttendantGetInstanceResponse$/,
    path: /^transferToOperatorAnnouncementSelection$/,
    when: ({ value }) => value === 'Default',
    ...unused('same-as-target-default'),
  },
  {
    base: /^GroupAutoAttendantGetInstanceResponse$/,
    path: /^nameDialingEntries$/,
    ...unused('order-of-names-is-set-by-webex'),
  },
  { base: /^GroupAutoAttendantSubmenuGetListResponse$/, path: ANY, ...copy('submenu-details') },
  // Pickup and park groups: their names are their keys, the rows repeat what the users say
  { base: /^GroupCall(?:Pickup|Park)GetInstanceListResponse$/, path: /^name/, ...copy('instance-details') },
  { base: /^GroupCall(?:Pickup|Park)GetInstanceResponse$/, path: /^userTable/, ...copy('user-details') },
  { base: /^GroupCallParkGetResponse$/, path: /^enableDestinationAnnouncement$/, when: off, ...unused('switched-off') },
  {
    base: /^GroupCallParkGetResponse$/,
    path: /^(?:enableDestinationAnnouncement|displayTimerSeconds)$/,
    ...lost('no-such-field'),
  },
  { base: /^GroupGroupPagingGet(?:Target|Originator)ListResponse$/, path: ANY, ...copy('user-details') },
  {
    base: /^GroupGroupPagingGetInstanceResponse$/,
    path: /^(?:confirmationToneTimeoutSeconds|originatorCLIDPrefix)$/,
    ...lost('no-such-field'),
  },
  {
    base: /^GroupGroupPagingGetInstanceResponse$/,
    path: /^serviceInstanceProfile\.timeZone$/,
    ...unused('announcements-need-no-time-zone'),
  },
  // Lists of people repeat what stands with each of them, lists of rules what stands with each rule
  {
    base: /^(?:User|GroupCustomContactDirectoryGet)/,
    path: /^\w+Table\[.*\]\.(?:Hiragana (?:Last|First) Name|IMP Id|Yahoo Id|Title|Mobile|User Place Type)$/,
    ...copy('user-details'),
  },
  { base: /^User/, path: /^criteriaTable\[.*\]\.Calls To (?:Type|Number|Extension)$/, ...copy('rule-details') },
  // Schedules
  { base: /ScheduleGet(?:List|EventList)Response$/, path: ANY, ...copy('schedule-events') },
  // Settings of people
  {
    base: /^UserCallWaitingGetResponse$/,
    path: /^disableCallingLineIdDelivery$/,
    when: off,
    ...unused('switched-off'),
  },
  { base: /^UserDoNotDisturbGetResponse$/, path: /^ringSplash$/, when: off, ...unused('switched-off') },
  ...QUEUE_FIELD_RULES,
  ...SETTING_FIELD_RULES,
  ...POLICY_FIELD_RULES,
];
