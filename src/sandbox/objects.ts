import type { PostalAddress, WholesaleAddress } from './shapes.ts';

/** What the sandbox stores per kind, beside the columns that it searches by (`schema.sql`). */
export interface ObjectDataByKind {
  readonly org: OrgData;
  readonly customer: CustomerData;
  readonly subscriber: SubscriberData;
  readonly person: PersonData;
  readonly location: LocationData;
  readonly number: NumberData;
  readonly schedule: ScheduleData;
  readonly announcement: AnnouncementData;
  readonly workspace: WorkspaceData;
  readonly virtualLine: VirtualLineData;
  readonly virtualExtension: VirtualExtensionData;
  readonly device: DeviceData;
  readonly dectNetwork: DectNetworkData;
  readonly dectBase: DectBaseData;
  readonly dectHandset: DectHandsetData;
  readonly huntGroup: FeatureData;
  readonly callQueue: FeatureData;
  readonly autoAttendant: FeatureData;
  readonly pagingGroup: FeatureData;
  readonly callPickup: MemberGroupData;
  readonly callPark: MemberGroupData;
  readonly voicePortal: VoicePortalData;
  readonly voicemailGroup: FeatureData;
  readonly setting: SettingData;
  readonly job: JobData;
}
export type ObjectKind = keyof ObjectDataByKind;

export interface Stored<Kind extends ObjectKind = ObjectKind> {
  readonly seq: number;
  readonly kind: Kind;
  readonly id: string;
  readonly org: string;
  readonly key: string;
  readonly location: string | null;
  readonly number: string | null;
  readonly extension: string | null;
  readonly owner: string | null;
  readonly tag: string | null;
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly data: ObjectDataByKind[Kind];
}

export interface OrgData {
  readonly name: string;
  readonly partner: boolean;
}

export interface WholesaleError {
  readonly errorCode: number;
  readonly description: string;
}

export type CustomerStatus =
  | 'provisioned'
  | 'provisioned_with_errors'
  | 'provisioning'
  | 'updating'
  | 'deleting'
  | 'error'
  | 'pending_rpl_review';

export interface FirstLocation {
  readonly name: string;
  readonly address: WholesaleAddress;
  readonly timezone: string;
  readonly language: string;
  readonly emergencyLocationIdentifier?: string | undefined;
}

export interface CustomerData {
  readonly externalId: string;
  readonly name: string;
  readonly primaryEmail?: string | undefined;
  readonly provisioningId: string;
  readonly address: WholesaleAddress;
  readonly status: CustomerStatus;
  /** Where the background task goes when it ends. */
  readonly outcome: 'provisioned' | 'provisioned_with_errors' | 'error';
  /** Compliance review before that; `clearsAfterMs` undefined: until released by hand. */
  readonly review?: { readonly clearsAfterMs?: number | undefined } | undefined;
  readonly packages: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  /** Only once provisioned. */
  readonly orgId?: string | undefined;
  /** Attached to an org that existed before: its first subscriber becomes no administrator. */
  readonly attached: boolean;
  readonly firstLocation?: FirstLocation | undefined;
  readonly errors: readonly WholesaleError[];
}

export interface SubscriberParameters {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly primaryPhoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly locationId?: string | undefined;
}

export interface SubscriberData {
  readonly email: string;
  readonly customerId: string;
  readonly packages: readonly string[];
  readonly status: 'provisioned' | 'pending_user_migration';
  readonly personId?: string | undefined;
  /** First subscriber of a new org. */
  readonly administrator: boolean;
  readonly parameters: SubscriberParameters;
  readonly created: string;
  readonly lastStatusChange: string;
}

export interface PersonData {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly licenses: readonly string[];
  /** Holds a calling package. */
  readonly calling: boolean;
  readonly created: string;
  readonly lastModified: string;
  readonly profile: Readonly<Record<string, unknown>>;
}

export interface CallingLocation {
  readonly mainNumber?: string | undefined;
  readonly callerIdName?: string | undefined;
  readonly externalCallerIdName: string;
  readonly routingPrefix?: string | undefined;
  readonly outsideDialDigit?: string | undefined;
  readonly enforceOutsideDialDigit: boolean;
  readonly connection?: { readonly type: string; readonly id: string } | undefined;
  readonly pAccessNetworkInfo?: string | undefined;
  readonly chargeNumber?: string | undefined;
}

export interface LocationData {
  readonly name: string;
  readonly timeZone: string;
  readonly preferredLanguage: string;
  readonly announcementLanguage: string;
  readonly address: PostalAddress;
  readonly calling: CallingLocation | null;
  readonly pstnConnectionId: string | null;
  readonly premiseRoute: { readonly type: string; readonly id: string } | null;
  readonly permissions: Readonly<Record<string, { readonly action: string; readonly transferEnabled: boolean }>>;
  /** Whether a client ever set them: until then an owner there dials on the defaults. */
  readonly permissionsWritten: boolean;
  readonly emergencyCallback: {
    readonly selected: string;
    readonly memberId?: string | undefined;
    readonly elinExpiryTimeMinutes: number;
  };
}

export interface NumberData {
  readonly phoneNumber: string;
  readonly state: 'ACTIVE' | 'INACTIVE';
  readonly tollFree: boolean;
  readonly service: boolean;
}

export interface ScheduleData {
  readonly name: string;
  readonly type: 'businessHours' | 'holidays';
  readonly events: readonly (Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string })[];
}

/** The file itself is never fetched. */
export interface AnnouncementData {
  readonly name: string;
  readonly fileName: string;
  readonly fileUri: string;
}

export interface WorkspaceData {
  readonly displayName: string;
  readonly supportedDevices: string;
  readonly callingType: string;
  readonly licenses: readonly string[];
  readonly created: string;
  readonly profile: Readonly<Record<string, unknown>>;
}

export interface VirtualLineData {
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName?: string | undefined;
  readonly callerIdFirstName?: string | undefined;
  readonly callerIdLastName?: string | undefined;
  readonly callerIdNumber?: string | undefined;
}

export interface VirtualExtensionData {
  readonly displayName: string;
  /** First and last name, where they were given. */
  readonly names: { readonly firstName?: string | undefined; readonly lastName?: string | undefined };
  readonly phoneNumber: string;
}

export interface DeviceData {
  readonly mac: string;
  readonly model: string;
  readonly displayName: string;
  readonly ownerKind: 'person' | 'workspace';
  readonly managedBy: 'CISCO' | 'CUSTOMER';
  /** Somebody has plugged it in and it has registered. */
  readonly connected?: boolean;
  readonly created: string;
}

export interface DectNetworkData {
  readonly name: string;
  /** What handsets show in idle. */
  readonly idleName?: string | undefined;
  readonly model: 'DMS Cisco DBS110' | 'DMS Cisco DBS210';
  readonly defaultAccessCodeEnabled: boolean;
  readonly defaultAccessCode: string;
}

/** `owner` is its network. */
export interface DectBaseData {
  readonly mac: string;
}

/** `owner` is its network; members in the order of the lines. */
export interface DectHandsetData {
  readonly index: number;
  readonly displayName: string;
  readonly members: readonly string[];
}

/** Hunt group, queue, auto attendant: the request as it was accepted, defaults filled in. */
export interface FeatureData {
  readonly name: string;
  readonly enabled: boolean;
  readonly customerAssist?: boolean | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Pickup or park group: the request as it was accepted, defaults filled in. */
export interface MemberGroupData {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a client wrote for the portal of a location; number and extension stand in their columns. */
export interface VoicePortalData {
  readonly name: string;
  readonly languageCode: string;
  readonly directLineCallerIdName: Readonly<Record<string, unknown>>;
}

export interface SettingData {
  readonly setting: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface JobData {
  readonly job: string;
  /** Why it failed. */
  readonly error?: string;
}
