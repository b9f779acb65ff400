/**
 * What a profile can say of an element, and as which response it is stored. The names of fields are those of the OCI-P
 * responses, so that whoever knows BroadWorks knows them.
 */
export interface EntityForm {
  /** Entities of which one must enclose it. None: it stands at the root. */
  readonly below: readonly EntityName[];
  /** Whether further elements belong to it. */
  readonly scope: boolean;
  /** Field -> path in the response, or heading of the table. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A table or list of a response that elements are rows of. */
export interface ListForm {
  readonly response: string;
  readonly table: string;
  readonly headings: readonly string[];
  /** The answer about the scope itself holds the rows: they are stored with it, in one piece. */
  readonly inside?: true;
}

export const ENTITY_NAMES = [
  'serviceProvider',
  'servicePack',
  'group',
  'department',
  'user',
  'assignedPack',
  'assignedService',
  'effectiveService',
  'device',
  'sharedLine',
  'number',
  'huntGroup',
  'callCenter',
  'autoAttendant',
  'member',
  'menuKey',
  'feature',
] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

const INSTANCES = ['huntGroup', 'callCenter', 'autoAttendant'] as const;

const ADDRESS = under('address', [
  'addressLine1',
  'addressLine2',
  'city',
  'stateOrProvince',
  'zipOrPostalCode',
  'country',
]);
const CONTACT = under('contact', ['contactName', 'contactNumber', 'contactEmail']);
const PROFILE = {
  ...Object.fromEntries(
    [
      'name',
      'callingLineIdLastName',
      'callingLineIdFirstName',
      'callingLineIdPhoneNumber',
      'phoneNumber',
      'extension',
      'countryCode',
      'language',
      'timeZone',
      'alias',
    ].map((field) => [field, `serviceInstanceProfile.${field}`]),
  ),
  department: 'serviceInstanceProfile.department.name',
  isActive: 'isActive',
};

export const ENTITY_FORMS: Readonly<Record<EntityName, EntityForm>> = {
  serviceProvider: {
    below: [],
    scope: true,
    fields: {
      ...plain(['serviceProviderName', 'isEnterprise', 'defaultDomain', 'supportEmail']),
      ...ADDRESS,
      ...CONTACT,
    },
  },
  servicePack: {
    below: ['serviceProvider'],
    scope: true,
    fields: plain(['service', 'servicePackDescription', 'isAvailableForUse']),
  },
  group: {
    below: ['serviceProvider'],
    scope: true,
    fields: {
      ...plain([
        'groupName',
        'defaultDomain',
        'userLimit',
        'userCount',
        'callingLineIdName',
        'callingLineIdPhoneNumber',
        'timeZone',
        'locationDialingCode',
      ]),
      ...ADDRESS,
      ...CONTACT,
    },
  },
  department: { below: ['group'], scope: false, fields: { fullPathName: 'Full Path Name' } },
  user: {
    below: ['group'],
    scope: true,
    fields: {
      ...plain([
        'lastName',
        'firstName',
        'callingLineIdLastName',
        'callingLineIdFirstName',
        'callingLineIdPhoneNumber',
        'phoneNumber',
        'extension',
        'countryCode',
        'nationalPrefix',
        'language',
        'timeZone',
        'title',
        'emailAddress',
        'mobilePhoneNumber',
        'pagerPhoneNumber',
        'alias',
        'addressLocation',
        'isPlace',
        'trunkAddressing',
      ]),
      ...ADDRESS,
      department: 'department.name',
      deviceName: 'accessDeviceEndpoint.accessDevice.deviceName',
      deviceLevel: 'accessDeviceEndpoint.accessDevice.deviceLevel',
      linePort: 'accessDeviceEndpoint.linePort',
    },
  },
  assignedPack: { below: ['user'], scope: false, fields: { assigned: 'Assigned' } },
  assignedService: { below: ['user'], scope: false, fields: { assigned: 'Assigned' } },
  effectiveService: { below: ['user'], scope: false, fields: plain(['isActive']) },
  device: {
    below: ['serviceProvider', 'group', 'user'],
    scope: true,
    fields: plain([
      'deviceType',
      'macAddress',
      'serialNumber',
      'physicalLocation',
      'description',
      'status',
      'version',
      'linePort',
      'endpointType',
    ]),
  },
  sharedLine: {
    below: ['user'],
    scope: false,
    fields: {
      deviceLevel: 'Device Level',
      deviceType: 'Device Type',
      linePort: 'Line/Port',
      isActive: 'Is Active',
      allowOrigination: 'Allow Origination',
      allowTermination: 'Allow Termination',
      macAddress: 'Mac Address',
    },
  },
  number: {
    below: ['group', 'serviceProvider'],
    scope: false,
    fields: {
      groupId: 'Group Id',
      activated: 'Activated',
      userId: 'User Id',
      userType: 'User Type',
      extension: 'Extension',
      department: 'Department',
      countryCode: 'Country Code',
      nationalPrefix: 'National Prefix',
    },
  },
  huntGroup: {
    below: ['group'],
    scope: true,
    fields: {
      ...PROFILE,
      ...plain([
        'policy',
        'huntAfterNoAnswer',
        'noAnswerNumberOfRings',
        'forwardAfterTimeout',
        'forwardTimeoutSeconds',
        'forwardToPhoneNumber',
        'allowCallWaitingForAgents',
        'enableNotReachableForwarding',
        'notReachableForwardToPhoneNumber',
        'enableGroupBusy',
      ]),
    },
  },
  callCenter: {
    below: ['group'],
    scope: true,
    fields: {
      ...PROFILE,
      ...plain([
        'type',
        'routingType',
        'policy',
        'queueLength',
        'allowCallerToDialEscapeDigit',
        'escapeDigit',
        'allowAgentLogoff',
        'allowCallWaitingForAgents',
        'playRingingWhenOfferingCall',
      ]),
    },
  },
  autoAttendant: {
    below: ['group'],
    scope: true,
    fields: {
      ...PROFILE,
      ...plain(['type', 'extensionDialingScope', 'nameDialingScope', 'firstDigitTimeoutSeconds']),
      businessHours: 'businessHours.name',
      holidaySchedule: 'holidaySchedule.name',
    },
  },
  member: {
    below: ['huntGroup', 'callCenter'],
    scope: false,
    fields: { weight: 'Weight', skillLevel: 'Skill Level' },
  },
  menuKey: {
    below: ['autoAttendant'],
    scope: false,
    fields: plain(['menu', 'action', 'phoneNumber', 'description', 'submenuId']),
  },
  feature: { below: ['user', 'group', 'serviceProvider', 'device', ...INSTANCES], scope: false, fields: {} },
};

function plain(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

function under(parent: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${parent}.${name}`, `${parent}.${name}`]));
}
