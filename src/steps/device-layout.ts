import type { LineKeyData } from '../domain/device-data.ts';
import type { DeviceLayoutStep } from '../domain/plan-devices.ts';
import type { DeviceLayout, LineKey } from '../webex/device-lines.ts';
import { orAbsent } from './absent.ts';
import { type Check, differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** Line keys of a phone. Keys that the plan does not use, and those of an expansion module, stay as they are. */
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
    return seen && { outputs: {}, differences: differencesIn(checks(payload.keys, seen)) };
  },

  async write({ payload }, context) {
    const call = neededOrgCall(context, payload.customer);
    const id = needed(context)(payload.device, 'deviceId');
    const seen = await context.webex.deviceLines.getLayout(id, call);
    return writtenAs(await context.webex.deviceLines.putLayout(id, merged(payload.keys, seen), call), {});
  },

  undo: { kind: 'stays', withOwner: true, why: 'goes with its phone; keys that the target had before are not kept' },

  describe({ payload }, context) {
    const refer = shown(context);
    const path = `/telephony/config/devices/${refer(payload.device, 'deviceId')}/layout`;
    return { method: 'PUT', path: inOrgPath(refer, payload.customer, path), body: merged(payload.keys, undefined) };
  },
};

/** The keys of a phone that still has the layout of the target are nobody's wish: they are not kept. */
function merged(keys: readonly LineKeyData[], seen: DeviceLayout | undefined): DeviceLayout {
  const custom = seen?.layoutMode === 'CUSTOM' ? seen.lineKeys : [];
  const mine = new Set(keys.map(({ index }) => index));
  const others = custom.filter(({ lineKeyIndex }) => !mine.has(lineKeyIndex));
  return {
    userReorderEnabled: false,
    ...seen,
    layoutMode: 'CUSTOM',
    lineKeys: [...keys.map(asLineKey), ...others].sort((left, right) => left.lineKeyIndex - right.lineKeyIndex),
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

function checks(keys: readonly LineKeyData[], seen: DeviceLayout): Check[] {
  return [
    ['layoutMode', 'CUSTOM', seen.layoutMode],
    ...keys.map((key): Check => {
      const actual = seen.lineKeys.find(({ lineKeyIndex }) => lineKeyIndex === key.index);
      return [`key ${key.index}`, keyText(asLineKey(key)), actual === undefined ? '' : keyText(actual)];
    }),
  ];
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
