import type { LineKeyData } from '../domain/device-data.ts';
import type { DeviceLayoutStep } from '../domain/plan-devices.ts';
import type { DeviceLayout, LineKey, ModuleKey } from '../webex/device-lines.ts';
import { orAbsent } from './absent.ts';
import { type Check, differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Line keys of a phone and of its expansion modules. Keys that the plan does not use stay as they are. */
export const deviceLayoutHandler: StepHandler<DeviceLayoutStep> = {
  kind: 'deviceLayout',
  safety: 'repeatable',
  canChange: true,
  calls: 2,
  key: ['device'],
  endpoints: ['PUT /telephony/config/devices/{deviceId}/layout'],

  async lookUp({ payload }, context) {
    const call = orgCall(context, payload.customer);
    const id = known(context, payload.device, 'deviceId');
    if (!call || id === undefined) return undefined;
    const seen = await orAbsent(context.webex.deviceLines.getLayout(id, call));
    return seen && { outputs: {}, differences: differencesIn(checks(payload, seen)) };
  },

  async write({ payload }, context) {
    const call = neededOrgCall(context, payload.customer);
    const id = needed(context)(payload.device, 'deviceId');
    const seen = await context.webex.deviceLines.getLayout(id, call);
    return writtenAs(await context.webex.deviceLines.putLayout(id, merged(payload, seen), call), {});
  },

  undo: { kind: 'with-owner', owner: 'its phone', note: 'keys that the target had before are not kept' },

  describe({ payload }, context) {
    const refer = shown(context);
    const path = `/telephony/config/devices/${refer(payload.device, 'deviceId')}/layout`;
    return { method: 'PUT', path: inOrgPath(refer, payload.customer, path), body: merged(payload, undefined) };
  },
};

type Payload = DeviceLayoutStep['payload'];

/** The keys of a phone that still has the layout of the target are nobody's wish: they are not kept. */
function merged(payload: Payload, seen: DeviceLayout | undefined): DeviceLayout {
  const { phone } = split(payload);
  const custom = seen?.layoutMode === 'CUSTOM' ? seen.lineKeys : [];
  const mine = new Set(phone.map(({ index }) => index));
  const others = custom.filter(({ lineKeyIndex }) => !mine.has(lineKeyIndex));
  return {
    userReorderEnabled: false,
    ...seen,
    layoutMode: 'CUSTOM',
    lineKeys: [...phone.map(asLineKey), ...others].sort((left, right) => left.lineKeyIndex - right.lineKeyIndex),
    ...modulesIn(payload, seen),
  };
}

/** Keys that a request leaves out are emptied, so those of modules of the same kind are sent again. */
function modulesIn(payload: Payload, seen: DeviceLayout | undefined): Pick<DeviceLayout, 'kemModuleType' | 'kemKeys'> {
  const { modules } = split(payload);
  if (modules.length === 0) return {};
  const kemModuleType = moduleType(payload);
  const there = seen?.layoutMode === 'CUSTOM' && seen.kemModuleType === kemModuleType ? (seen.kemKeys ?? []) : [];
  const keys = modules.map(asModuleKey);
  const mine = new Set(keys.map(placeOf));
  const others = there.filter((key) => !mine.has(placeOf(key)));
  return { kemModuleType, kemKeys: [...keys, ...others].sort(byPlace) };
}

const moduleType = ({ moduleKeys }: Payload): string => `KEM_${moduleKeys}_KEYS`;
const placeOf = ({ kemModuleIndex, kemKeyIndex }: ModuleKey): string => `${kemModuleIndex} ${kemKeyIndex}`;
const byPlace = (left: ModuleKey, right: ModuleKey): number =>
  left.kemModuleIndex - right.kemModuleIndex || left.kemKeyIndex - right.kemKeyIndex;

/** Keys of the phone itself, and of its modules. */
function split({ keys }: Payload): { readonly phone: readonly LineKeyData[]; readonly modules: readonly OnModule[] } {
  return {
    phone: keys.filter(({ module }) => module === undefined),
    modules: keys.flatMap(({ module, ...key }) => (module === undefined ? [] : [{ ...key, module }])),
  };
}
type OnModule = LineKeyData & { readonly module: number };

function asModuleKey({ module, index, type, label, value, sharedLine }: OnModule): ModuleKey {
  return {
    kemModuleIndex: module,
    kemKeyIndex: index,
    kemKeyType: type,
    ...(label === undefined ? {} : { kemKeyLabel: label }),
    ...(value === undefined ? {} : { kemKeyValue: value }),
    ...(sharedLine === undefined ? {} : { sharedLineIndex: sharedLine }),
  };
}

function asLineKey({ index, type, label, value, sharedLine }: LineKeyData): LineKey {
  return {
    lineKeyIndex: index,
    lineKeyType: type,
    ...(label === undefined ? {} : { lineKeyLabel: label }),
    ...(value === undefined ? {} : { lineKeyValue: value }),
    ...(sharedLine === undefined ? {} : { sharedLineIndex: sharedLine }),
  };
}

function checks(payload: Payload, seen: DeviceLayout): Check[] {
  const { phone, modules } = split(payload);
  return [
    ['layoutMode', 'CUSTOM', seen.layoutMode],
    ...phone.map((key): Check => {
      const actual = seen.lineKeys.find(({ lineKeyIndex }) => lineKeyIndex === key.index);
      return [`key ${key.index}`, keyText(asLineKey(key)), actual === undefined ? '' : keyText(actual)];
    }),
    ...(modules.length === 0 ? [] : [['expansion module', moduleType(payload), seen.kemModuleType] as const]),
    ...modules.map((key): Check => {
      const wanted = asModuleKey(key);
      const actual = (seen.kemKeys ?? []).find((each) => placeOf(each) === placeOf(wanted));
      const field = `key ${key.index} of module ${key.module}`;
      return [field, keyText(asOnPhone(wanted)), actual === undefined ? '' : keyText(asOnPhone(actual))];
    }),
  ];
}

/** The same key in the words of a line key. */
function asOnPhone({ kemKeyIndex, kemKeyType, kemKeyLabel, kemKeyValue, sharedLineIndex }: ModuleKey): LineKey {
  return {
    lineKeyIndex: kemKeyIndex,
    lineKeyType: kemKeyType,
    ...(kemKeyLabel === undefined ? {} : { lineKeyLabel: kemKeyLabel }),
    ...(kemKeyValue === undefined ? {} : { lineKeyValue: kemKeyValue }),
    ...(sharedLineIndex === undefined ? {} : { sharedLineIndex }),
  };
}

/** The target may answer labels and values of keys that have none. */
function keyText({ lineKeyType, lineKeyLabel, lineKeyValue, sharedLineIndex }: LineKey): string {
  switch (lineKeyType) {
    case 'SPEED_DIAL':
      return `${lineKeyType} ${lineKeyLabel ?? ''} ${lineKeyValue ?? ''}`;
    case 'SHARED_LINE':
      return `${lineKeyType} ${sharedLineIndex ?? ''}`;
    default:
      return lineKeyType;
  }
}
