import { type EntityRef, joinKey, sourceRef, userKey } from '../../src/domain/keys.ts';
import type {
  FeatureData,
  FeatureName,
  ReadState,
  SourceCustomer,
  SourceDevice,
  SourceDn,
  SourceFeature,
  SourceGroup,
  SourceInstance,
  SourceProvider,
  SourceResponse,
  SourceService,
  SourceUser,
} from '../../src/domain/source.ts';

/**
 * Builders of BroadWorks objects whose defaults map without a finding: an enterprise `acme` with one group `north`, one
 * person `anna@acme.example.test` with a number, an extension, a mailbox and a phone that Webex takes over.
 */
const PROVIDER = 'acme';
const GROUP = 'north';

export function sourceProvider(overrides: Partial<SourceProvider> = {}): SourceProvider {
  const id = overrides.id ?? PROVIDER;
  return {
    key: joinKey(id),
    id,
    name: 'Acme Tools',
    isEnterprise: true,
    defaultDomain: 'acme.example.test',
    ...overrides,
  };
}

export function sourceGroup(overrides: Partial<SourceGroup> = {}): SourceGroup {
  const id = overrides.id ?? GROUP;
  const providerKey = overrides.providerKey ?? joinKey(PROVIDER);
  return {
    key: `${providerKey}/${joinKey(id)}`,
    providerKey,
    id,
    name: 'Acme North',
    defaultDomain: 'acme.example.test',
    callingLineIdPhoneNumber: '+1-2025550100',
    timeZone: 'America/New_York',
    contact: { name: 'Anna Able', email: 'anna.able@mail.example.test' },
    address: {
      addressLine1: '1 Invented Street',
      city: 'Washington',
      stateOrProvince: 'District of Columbia',
      zipOrPostalCode: '20001',
      country: 'USA',
    },
    detail: 'read',
    ...overrides,
  };
}

export function sourceUser(overrides: Partial<SourceUser> = {}): SourceUser {
  const userId = overrides.userId ?? 'anna@acme.example.test';
  return {
    key: userKey(userId),
    userId,
    groupKey: joinKey(PROVIDER, GROUP),
    providerKey: joinKey(PROVIDER),
    lastName: 'Able',
    firstName: 'Anna',
    phoneNumber: '2025550101',
    dn: '+12025550101',
    extension: '0101',
    countryCode: '1',
    language: 'English',
    timeZone: 'America/New_York',
    emailAddress: 'anna.able@mail.example.test',
    aliases: [],
    endpoint: {
      deviceKey: joinKey(PROVIDER, GROUP, 'anna-phone'),
      deviceLevel: 'Group',
      deviceName: 'anna-phone',
      linePort: 'anna@acme.example.test',
    },
    trunk: false,
    listed: true,
    detail: 'read',
    servicesState: 'read',
    services: [sourceService('Call Waiting', { active: true })],
    packs: [],
    ...overrides,
  };
}

/** A user without phone, number, extension, mailbox or services: what is given is all there is. */
export function bareUser(overrides: Partial<SourceUser> & { readonly userId: string }): SourceUser {
  const {
    phoneNumber: _phone,
    dn: _dn,
    extension: _extension,
    emailAddress: _email,
    endpoint: _endpoint,
    ...rest
  } = sourceUser({ userId: overrides.userId });
  return { ...rest, services: [], ...overrides };
}

export function sourceService(name: string, overrides: Partial<SourceService> = {}): SourceService {
  return {
    name,
    source: `user:anna@acme.example.test UserAssignedServicesGetListResponse.userServiceEntry[${name}].serviceName`,
    ...overrides,
  };
}

export function sourceDevice(overrides: Partial<SourceDevice> = {}): SourceDevice {
  const name = overrides.name ?? 'anna-phone';
  return {
    key: joinKey(PROVIDER, GROUP, name),
    level: 'Group',
    providerKey: joinKey(PROVIDER),
    groupKey: joinKey(PROVIDER, GROUP),
    name,
    type: 'Cisco 8851',
    macAddress: '0004F2AA0101',
    detail: 'read',
    lines: [
      { userKey: userKey('anna@acme.example.test'), linePort: 'anna@acme.example.test', endpointType: 'Primary' },
    ],
    ...overrides,
  };
}

export function sourceDn(overrides: Partial<SourceDn> = {}): SourceDn {
  const dn = overrides.dn ?? '+12025550101';
  const written = overrides.written ?? `+1-${dn.slice(2)}`;
  const groupKey = overrides.groupKey ?? joinKey(PROVIDER, GROUP);
  return {
    dn,
    written,
    providerKey: joinKey(PROVIDER),
    groupKey,
    activated: true,
    countryCode: '1',
    source: sourceRef(
      { kind: 'group', key: groupKey },
      'GroupDnGetAssignmentListResponse',
      `dnTable[${written}].Phone Numbers`,
    ),
    ...overrides,
  };
}

export function sourceInstance(overrides: Partial<SourceInstance> = {}): SourceInstance {
  const userId = overrides.userId ?? 'sales-hunt@acme.example.test';
  return {
    key: userKey(userId),
    userId,
    groupKey: joinKey(PROVIDER, GROUP),
    providerKey: joinKey(PROVIDER),
    type: 'Hunt Group',
    name: 'Sales',
    extension: '0200',
    active: true,
    detail: 'read',
    ...overrides,
  };
}

export function sourceFeature<Name extends FeatureName>(
  ownerKey: string,
  name: Name,
  data: FeatureData[Name],
  overrides: Partial<SourceFeature<Name>> = {},
): SourceFeature<Name> {
  const kind = INSTANCE_FEATURES.has(name) ? 'serviceInstance' : 'user';
  return { owner: { kind, key: ownerKey }, name, state: 'read', response: RESPONSES[name] ?? name, data, ...overrides };
}

const INSTANCE_FEATURES = new Set<FeatureName>([
  'huntGroup',
  'callCenter',
  'callCenterAgents',
  'autoAttendant',
  'groupPaging',
  'pagingTargets',
  'pagingOriginators',
]);

const RESPONSES: Partial<Record<FeatureName, string>> = {
  callForwardingAlways: 'UserCallForwardingAlwaysGetResponse',
  callForwardingBusy: 'UserCallForwardingBusyGetResponse',
  callForwardingNoAnswer: 'UserCallForwardingNoAnswerGetResponse',
  callForwardingNotReachable: 'UserCallForwardingNotReachableGetResponse',
  voicemail: 'UserVoiceMessagingUserGetVoiceManagementResponse',
  voicemailGreetings: 'UserVoiceMessagingUserGetGreetingResponse',
  thirdPartyVoicemail: 'UserThirdPartyVoiceMailSupportGetResponse',
  doNotDisturb: 'UserDoNotDisturbGetResponse',
  callWaiting: 'UserCallWaitingGetResponse',
  huntGroup: 'GroupHuntGroupGetInstanceResponse',
  callCenter: 'GroupCallCenterGetInstanceResponse',
  callCenterAgents: 'GroupCallCenterGetAgentListResponse',
  autoAttendant: 'GroupAutoAttendantGetInstanceResponse',
};

export interface CustomerParts {
  readonly provider: SourceProvider;
  readonly groups: readonly SourceGroup[];
  readonly departments: SourceCustomer['departments'];
  readonly users: readonly SourceUser[];
  readonly instances: readonly SourceInstance[];
  readonly devices: readonly SourceDevice[];
  readonly dns: readonly SourceDn[];
  readonly packs: SourceCustomer['packs'];
  readonly audio: SourceCustomer['audio'];
  readonly features: readonly SourceFeature[];
  readonly responses: readonly SourceResponse[];
  /** States of list responses other than `read`, as `owner.kind:owner.key base`. */
  readonly states: Readonly<Record<string, ReadState>>;
}

export function sourceCustomer(parts: Partial<CustomerParts> = {}): SourceCustomer {
  const features = new Map((parts.features ?? []).map((feature) => [`${feature.owner.key} ${feature.name}`, feature]));
  const provider = parts.provider ?? sourceProvider();
  return {
    provider,
    groups: parts.groups ?? [sourceGroup()],
    departments: parts.departments ?? [],
    users: parts.users ?? [sourceUser()],
    instances: parts.instances ?? [],
    devices: parts.devices ?? [sourceDevice()],
    dns: parts.dns ?? [
      sourceDn({ dn: '+12025550100' }),
      sourceDn({ ownerKey: userKey('anna@acme.example.test'), ownerType: 'Normal', extension: '0101' }),
    ],
    packs: parts.packs ?? [],
    audio: parts.audio ?? [],
    feature<Name extends FeatureName>(ownerKey: string, name: Name): SourceFeature<Name> | undefined {
      const found = features.get(`${ownerKey} ${name}`);
      return found !== undefined && isFeature(found, name) ? found : undefined;
    },
    readState: (owner: EntityRef, base: string): ReadState =>
      parts.states?.[`${owner.kind}:${owner.key} ${base}`] ?? (base.includes('List') ? 'read' : 'never-asked'),
    responses: () => parts.responses ?? [],
    responsesOfUsers: (users) =>
      (parts.responses ?? []).filter(({ owner }) => owner.kind === 'user' && users.includes(owner.key)),
    otherResponses: () => {
      const users = new Set((parts.users ?? [sourceUser()]).map(({ key }) => key));
      return (parts.responses ?? []).filter(({ owner }) => owner.kind !== 'user' || !users.has(owner.key));
    },
  };
}

function isFeature<Name extends FeatureName>(feature: SourceFeature, name: Name): feature is SourceFeature<Name> {
  return feature.name === name;
}
