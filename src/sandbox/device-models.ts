/** Phones that the sandbox supports, as `GET /telephony/config/supportedDevices` lists them. */
export interface DeviceModel {
  readonly model: string;
  readonly type: 'MPP' | 'ATA' | 'GENERIC_SIP';
  readonly manufacturer: 'CISCO' | 'THIRD_PARTY';
  readonly managedBy: 'CISCO' | 'CUSTOMER';
  readonly ports: number;
  readonly keys: number;
  /** How many expansion modules it takes. */
  readonly modules?: number;
}

const CISCO_MPP: readonly (readonly [string, number, number])[] = [
  ['6821', 2, 0],
  ['6841', 4, 0],
  ['6851', 4, 0],
  ['6861', 4, 0],
  ['6871', 6, 6],
  ['7811', 1, 0],
  ['7821', 2, 2],
  ['7832', 1, 0],
  ['7841', 4, 4],
  ['7861', 16, 16],
  ['8811', 10, 10],
  ['8832', 1, 0],
  ['8841', 10, 10],
  ['8845', 10, 10],
  ['8851', 10, 10],
  ['8861', 10, 10],
  ['8865', 10, 10],
];
/** Expansion modules of 14 or 18 keys, as the maker's data sheets have them. */
const MODULES: ReadonlyMap<string, number> = new Map([
  ['8851', 2],
  ['8861', 3],
  ['8865', 3],
]);
/** Their model is written without the prefix, and their keys are not set by a telephony layout. */
const CISCO_PHONE_OS: readonly (readonly [string, number])[] = [
  ['8875', 10],
  ['9811', 2],
  ['9821', 2],
  ['9841', 4],
  ['9851', 6],
  ['9861', 9],
  ['9871', 16],
];
const CISCO_ATA: readonly (readonly [string, number])[] = [
  ['191', 2],
  ['192', 2],
];
/**
 * Managed by Cisco though made by others. The published documents name one of them only (`DMS Polycom EE400`); the
 * others are spelt after it, and the real list must be asked for (`supportedDevices`).
 */
const THIRD_PARTY: readonly (readonly [string, number])[] = [
  ['AudioCodes MP202', 2],
  ['AudioCodes MP204', 4],
  ...[
    '101',
    '150',
    '201',
    '250',
    '300',
    '301',
    '310',
    '311',
    '350',
    '400',
    '401',
    '410',
    '411',
    '450',
    '500',
    '501',
    '600',
    '601',
  ].map((name): [string, number] => [`Polycom VVX${name}`, 12]),
  ...['100', '220', '300', '320', '350', '400', '450', '500', '550'].map((name): [string, number] => [
    `Polycom EE${name}`,
    8,
  ]),
  ['Polycom SoundStation 5000', 1],
  ['Polycom SoundStation 6000', 1],
  ...['T33G', 'T34W', 'T41S', 'T42S', 'T43U', 'T46S', 'T46U', 'T48S', 'T48U', 'T53W', 'T54W', 'T57W', 'T58A'].map(
    (name): [string, number] => [`Yealink ${name}`, 16],
  ),
  ['Yealink W52B', 5],
  ['Yealink W60B', 8],
  ['Yealink W70B', 10],
];
const GENERIC = ['Generic IPPhone Customer Managed', 'Generic Analog Gateway Customer Managed'];

export const DEVICE_MODELS: readonly DeviceModel[] = [
  ...CISCO_MPP.map(([name, ports, keys]): DeviceModel => {
    const modules = MODULES.get(name);
    return { ...cisco(`DMS Cisco ${name}`, 'MPP', ports, keys), ...(modules === undefined ? {} : { modules }) };
  }),
  ...CISCO_PHONE_OS.map(([name, ports]) => cisco(`Cisco ${name}`, 'MPP', ports, 0)),
  ...CISCO_ATA.map(([name, ports]) => cisco(`DMS Cisco ${name}`, 'ATA', ports, 0)),
  ...THIRD_PARTY.map(([name, ports]) => ({
    model: `DMS ${name}`,
    type: name.startsWith('AudioCodes') ? ('ATA' as const) : ('GENERIC_SIP' as const),
    manufacturer: 'THIRD_PARTY' as const,
    managedBy: 'CISCO' as const,
    ports,
    keys: 0,
  })),
  ...GENERIC.map((model) => ({
    model,
    type: 'GENERIC_SIP' as const,
    manufacturer: 'THIRD_PARTY' as const,
    managedBy: 'CUSTOMER' as const,
    ports: 1,
    keys: 0,
  })),
];

function cisco(model: string, type: 'MPP' | 'ATA', ports: number, keys: number): DeviceModel {
  return { model, type, manufacturer: 'CISCO', managedBy: 'CISCO', ports, keys };
}

/** Full description of a model; the flags that no migration reads follow from its type. */
export function showModel({ model, type, manufacturer, managedBy, ports, keys, modules }: DeviceModel): object {
  const mpp = type === 'MPP';
  return {
    model,
    displayName: model.replace(/^DMS /, ''),
    type,
    manufacturer,
    managedBy,
    supportedFor: ['PEOPLE', 'PLACE'],
    onboardingMethod: mpp ? ['MAC_ADDRESS', 'ACTIVATION_CODE'] : ['MAC_ADDRESS'],
    allowConfigureLayoutEnabled: mpp && keys > 0,
    numberOfLinePorts: ports,
    kemSupportEnabled: modules !== undefined,
    ...(modules === undefined ? {} : { kemModuleCount: modules, kemModuleType: ['KEM_14_KEYS', 'KEM_18_KEYS'] }),
    kemLinesSupportEnabled: false,
    upgradeChannelEnabled: mpp,
    additionalPrimaryLineAppearancesEnabled: mpp,
    basicEmergencyNomadicEnabled: mpp,
    customizedBehaviorsEnabled: manufacturer === 'CISCO',
    allowConfigurePortsEnabled: manufacturer === 'CISCO',
    customizableLineLabelEnabled: mpp,
    supportsLinePortReorderingEnabled: mpp,
    portNumberSupportEnabled: type === 'ATA',
    t38Enabled: type === 'ATA',
    callDeclinedEnabled: mpp,
    touchScreenPhone: false,
    numberOfLineKeyButtons: keys,
    allowHotelingHostEnabled: mpp,
    supportsApplyChangesEnabled: manufacturer === 'CISCO',
    allowConfigureLinesEnabled: true,
    allowConfigurePhoneSettingsEnabled: manufacturer === 'CISCO',
    supportsHotlineEnabled: manufacturer === 'CISCO',
  };
}
