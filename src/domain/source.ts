import type { AutoAttendantMenu } from './auto-attendant-menu.ts';
import type { EntityRef, SourceRef } from './keys.ts';
import type { SourceAudio } from './source-audio.ts';
import type { BarringFeatureData } from './source-barring.ts';
import type { FurtherFeatureData } from './source-features.ts';
import type { PolicyFeatureData } from './source-policies.ts';
import type { SettingFeatureData } from './source-settings.ts';

export type { AutoAttendantKey, AutoAttendantMenu } from './auto-attendant-menu.ts';

/**
 * The BroadWorks side as `extract` stored it and as `map` reads it. Values are text exactly as read (`0012` stays
 * `0012`); `undefined` means that the value was absent or empty in what was read.
 */

/** Three states that never merge: a response was read, the platform answered with an error, or nobody asked. */
export type ReadState = 'read' | 'error' | 'never-asked';

export interface SourceAddress {
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  /** A full name such as `Oregon`, free text. */
  readonly stateOrProvince?: string;
  readonly zipOrPostalCode?: string;
  /** Free text such as `USA`. */
  readonly country?: string;
}

export interface SourceContact {
  readonly name?: string;
  readonly number?: string;
  readonly email?: string;
}

export interface SourceProvider {
  readonly key: string;
  readonly id: string;
  readonly name?: string;
  /** `undefined` when neither list nor detail said so. */
  readonly isEnterprise?: boolean;
  readonly defaultDomain?: string;
  readonly supportEmail?: string;
  readonly contact?: SourceContact;
  readonly address?: SourceAddress;
  /** Who sells it, from release 22 on. */
  readonly resellerId?: string;
  readonly externalId?: string;
}

export interface SourceGroup {
  readonly key: string;
  readonly providerKey: string;
  readonly id: string;
  readonly name?: string;
  readonly defaultDomain?: string;
  readonly userLimit?: string;
  readonly callingLineIdName?: string;
  readonly callingLineIdPhoneNumber?: string;
  readonly timeZone?: string;
  readonly locationDialingCode?: string;
  readonly contact?: SourceContact;
  readonly address?: SourceAddress;
  readonly externalId?: string;
  readonly extensionLength?: { readonly min?: string; readonly max?: string; readonly default?: string };
  /** Paths that an overlay set, each with the reference of its cell. */
  readonly overlay?: Readonly<Record<string, SourceRef>>;
  /** Whether `GroupGetResponse` was read for it (a group may be known from a list only). */
  readonly detail: ReadState;
}

export interface SourceDepartment {
  readonly key: string;
  readonly providerKey: string;
  readonly groupKey?: string;
  readonly name: string;
  readonly fullPath?: string;
  /** What its people show where their policy shows the number of the group, as written. */
  readonly callingLineIdPhoneNumber?: string;
}

export interface SourceService {
  readonly name: string;
  /** `undefined` = the service has no on/off switch, or the switch was not read. */
  readonly active?: boolean;
  /** Set when it comes through a service pack. */
  readonly pack?: string;
  readonly source: SourceRef;
}

export interface SourceEndpoint {
  readonly deviceKey?: string;
  readonly deviceLevel?: string;
  readonly deviceName?: string;
  readonly linePort?: string;
}

export interface SourceTrunkAddressing {
  readonly trunkGroup?: string;
  readonly linePort?: string;
  readonly isPilotUser?: boolean;
  readonly enterpriseTrunk?: string;
  readonly alternateTrunkIdentity?: string;
}

export interface SourceUser {
  readonly key: string;
  readonly userId: string;
  readonly groupKey: string;
  readonly providerKey: string;
  readonly lastName?: string;
  readonly firstName?: string;
  readonly callingLineIdLastName?: string;
  readonly callingLineIdFirstName?: string;
  readonly callingLineIdPhoneNumber?: string;
  /** As written: `+1-2405551212` from tables, `2405551212` from details. */
  readonly phoneNumber?: string;
  /** Digits with `+` and calling code, from either form; `undefined` where the country stays open. */
  readonly dn?: string;
  readonly extension?: string;
  readonly countryCode?: string;
  readonly nationalPrefix?: string;
  readonly department?: string;
  /** With the names of the departments above it, where the details say so. */
  readonly departmentPath?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly emailAddress?: string;
  readonly title?: string;
  readonly mobilePhoneNumber?: string;
  readonly aliases: readonly string[];
  readonly address?: SourceAddress;
  readonly addressLocation?: string;
  readonly endpoint?: SourceEndpoint;
  /** An empty `trunkAddressing` counts: the user sits behind a PBX. */
  readonly trunk: boolean;
  /** What `trunkAddressing` says, where it says something. */
  readonly trunkAddressing?: SourceTrunkAddressing;
  readonly isPlace?: boolean;
  /** Paths that an overlay set, each with the reference of its cell. */
  readonly overlay?: Readonly<Record<string, SourceRef>>;
  /** Whether the user stands in a list, and whether details and services were read. */
  readonly listed: boolean;
  readonly detail: ReadState;
  readonly servicesState: ReadState;
  readonly services: readonly SourceService[];
  readonly packs: readonly string[];
}

/** A virtual user: hunt group, call center, auto attendant, and the kinds not mapped yet. */
export interface SourceInstance {
  readonly key: string;
  readonly userId: string;
  readonly groupKey: string;
  readonly providerKey: string;
  /** `Hunt Group`, `Call Center`, `Auto Attendant`, `Group Paging` … as `ServiceType` or list says. */
  readonly type: string;
  readonly name?: string;
  readonly phoneNumber?: string;
  readonly dn?: string;
  readonly extension?: string;
  readonly department?: string;
  readonly active?: boolean;
  readonly language?: string;
  readonly timeZone?: string;
  readonly detail: ReadState;
}

export interface SourceDevice {
  readonly key: string;
  readonly level: 'System' | 'Service Provider' | 'Group';
  readonly providerKey?: string;
  readonly groupKey?: string;
  readonly name: string;
  readonly type?: string;
  readonly macAddress?: string;
  /** A MAC that stands only in a name or line/port: to be confirmed, never a fact. */
  readonly macCandidate?: { readonly mac: string; readonly from: SourceRef };
  readonly status?: string;
  /** User agent: the true model and firmware. */
  readonly version?: string;
  /** As the device itself registered last: stronger than `version`, which may be older. */
  readonly userAgent?: string;
  readonly serialNumber?: string;
  readonly physicalLocation?: string;
  /** Whom it calls as soon as it is lifted, where that is switched on. */
  readonly hotline?: string;
  readonly ports?: string;
  readonly assignedPorts?: string;
  readonly detail: ReadState;
  /** Users with a line on it: primary endpoints and shared call appearances. */
  readonly lines: readonly {
    readonly userKey: string;
    readonly linePort?: string;
    readonly endpointType: string;
    /** Place on the device, counted from 1, where the list of its users was read. */
    readonly order?: string;
  }[];
}

export interface SourceDn {
  /** Digits with `+`, one number, ranges expanded. */
  readonly dn: string;
  /** As written in the capture, e.g. `+1-5551231207 - +1-5551231210`. */
  readonly written: string;
  readonly providerKey: string;
  readonly groupKey?: string;
  readonly activated?: boolean;
  readonly ownerKey?: string;
  readonly ownerType?: string;
  readonly extension?: string;
  readonly countryCode?: string;
  readonly nationalPrefix?: string;
  readonly source: SourceRef;
}

export interface SourcePack {
  readonly providerKey: string;
  readonly name: string;
  /** `undefined` when only the name is known: the pack cannot be expanded. */
  readonly services?: readonly string[];
}

/** One feature of one owner, read from one response. */
export interface SourceFeature<Name extends FeatureName = FeatureName> {
  readonly owner: EntityRef;
  readonly name: Name;
  readonly state: Exclude<ReadState, 'never-asked'>;
  /** Base name of the response, for source references. */
  readonly response: string;
  /** Missing when `state` is `error`. */
  readonly data?: FeatureData[Name];
  readonly error?: string;
}

export interface CallForwarding {
  readonly isActive: boolean;
  readonly forwardToPhoneNumber?: string;
  /** No answer only: 0 or 2 to 20. */
  readonly numberOfRings?: number;
  readonly isRingSplashActive?: boolean;
}

export interface Voicemail {
  readonly isActive: boolean;
  readonly processing?: string;
  readonly deliveryEmails: readonly string[];
  readonly usePhoneMessageWaitingIndicator?: boolean;
  readonly sendNotifyEmail?: boolean;
  readonly notifyEmail?: string;
  readonly sendCarbonCopy?: boolean;
  readonly carbonCopyEmail?: string;
  readonly transferOnZero?: boolean;
  readonly transferPhoneNumber?: string;
  readonly alwaysRedirect?: boolean;
  readonly busyRedirect?: boolean;
  readonly noAnswerRedirect?: boolean;
}

export interface SimpleSwitch {
  readonly isActive: boolean;
}

export interface HuntMember {
  readonly userKey: string;
  readonly userId: string;
  readonly weight?: string;
  readonly skillLevel?: string;
}

export interface HuntGroup {
  readonly policy?: string;
  readonly huntAfterNoAnswer?: boolean;
  readonly noAnswerNumberOfRings?: number;
  readonly forwardAfterTimeout?: boolean;
  readonly forwardTimeoutSeconds?: number;
  readonly forwardToPhoneNumber?: string;
  readonly allowCallWaitingForAgents?: boolean;
  readonly enableNotReachableForwarding?: boolean;
  readonly notReachableForwardToPhoneNumber?: string;
  readonly enableGroupBusy?: boolean;
  /** In hunt order. */
  readonly agents: readonly HuntMember[];
}

export interface CallCenter {
  readonly type?: string;
  readonly routingType?: string;
  readonly policy?: string;
  readonly queueLength?: number;
  readonly allowCallerToDialEscapeDigit?: boolean;
  readonly escapeDigit?: string;
  readonly allowAgentLogoff?: boolean;
  readonly allowCallWaitingForAgents?: boolean;
  readonly playRingingWhenOfferingCall?: boolean;
}

export interface CallCenterAgents {
  readonly agents: readonly HuntMember[];
}

export interface AutoAttendant {
  readonly type?: string;
  readonly businessHours?: { readonly type?: string; readonly name: string };
  readonly holidaySchedule?: { readonly type?: string; readonly name: string };
  readonly extensionDialingScope?: string;
  readonly nameDialingScope?: string;
  readonly firstDigitTimeoutSeconds?: number;
  readonly businessHoursMenu?: AutoAttendantMenu;
  readonly afterHoursMenu?: AutoAttendantMenu;
  readonly holidayMenu?: AutoAttendantMenu;
}

export interface FeatureData extends FurtherFeatureData, PolicyFeatureData, BarringFeatureData, SettingFeatureData {
  readonly callForwardingAlways: CallForwarding;
  readonly callForwardingBusy: CallForwarding;
  readonly callForwardingNoAnswer: CallForwarding;
  readonly callForwardingNotReachable: CallForwarding;
  readonly voicemail: Voicemail;
  readonly doNotDisturb: SimpleSwitch;
  readonly callWaiting: SimpleSwitch;
  readonly huntGroup: HuntGroup;
  readonly callCenter: CallCenter;
  readonly callCenterAgents: CallCenterAgents;
  readonly autoAttendant: AutoAttendant;
}
export type FeatureName = keyof FeatureData;

/** One stored response of one owner: raw material of the coverage proof and of `explain`. */
export interface SourceResponse {
  readonly owner: EntityRef;
  readonly base: string;
  /** What of the owner it is about, as its request named it: `criteriaName=Night`. Missing for a plain question. */
  readonly part?: string;
  /** Number of stored values, keys apart, as `extract` counted them. */
  readonly settings: number;
  /** Read again on demand: bodies are large. */
  readonly body: () => import('./response-body.ts').BodyElement;
}

/** Everything of one future customer: an enterprise with all its groups, or one group of a service provider. */
export interface SourceCustomer {
  readonly provider: SourceProvider;
  readonly groups: readonly SourceGroup[];
  readonly departments: readonly SourceDepartment[];
  readonly users: readonly SourceUser[];
  readonly instances: readonly SourceInstance[];
  readonly devices: readonly SourceDevice[];
  readonly dns: readonly SourceDn[];
  readonly packs: readonly SourcePack[];
  /** Audio files of the whole snapshot, whoever they belong to; the same list for every customer. */
  readonly audio: readonly SourceAudio[];
  /** The feature of an owner, whatever its state; `undefined` = never asked. */
  feature<Name extends FeatureName>(ownerKey: string, name: Name): SourceFeature<Name> | undefined;
  /** Which list responses were read, failed, or never asked, per owner key and response base. */
  readState(owner: EntityRef, responseBase: string): ReadState;
  /**
   * What was read about the customer and what it holds, of these kinds of response; others may come too. It costs as
   * much as there are of them.
   */
  responses(bases: ReadonlySet<string>): Iterable<SourceResponse>;
  /** Everything that was read about some of its users, one user after the other. */
  responsesOfUsers(users: readonly string[]): Iterable<SourceResponse>;
  /** Everything else that was read about the customer and what it holds, one owner after the other. */
  otherResponses(): Iterable<SourceResponse>;
}
