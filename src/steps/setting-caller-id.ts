import { differencesIn } from './compare.ts';
import type { FurtherForm } from './further-form.ts';

/** Number, name and hiding; the external name policy and additional numbers stay as they are. */
export const callerIdForm: FurtherForm<'callerId'> = {
  get: (api, owner, call) => api.further.callerId.get(owner, call),
  put: (api, owner, body, call) => api.further.callerId.put(owner, body, call),

  merge({ selected, customNumber, customName, hiddenFromCallers }, _owner, seen) {
    const number = customNumber ?? seen?.customNumber;
    const name =
      customName === undefined ? seen?.directLineCallerIdName : { selection: 'CUSTOM_NAME' as const, customName };
    const policy = seen?.externalCallerIdNamePolicy;
    const external = seen?.customExternalCallerIdName;
    return {
      selected: selected ?? seen?.selected ?? 'DIRECT_LINE',
      ...(number === undefined ? {} : { customNumber: number }),
      blockInForwardCallsEnabled: hiddenFromCallers ?? seen?.blockInForwardCallsEnabled ?? false,
      ...(policy === undefined ? {} : { externalCallerIdNamePolicy: policy }),
      ...(external === undefined ? {} : { customExternalCallerIdName: external }),
      ...(name === undefined ? {} : { directLineCallerIdName: name }),
    };
  },

  compare(value, seen) {
    const name = seen.directLineCallerIdName;
    const named = value.customName === undefined ? undefined : 'CUSTOM_NAME';
    return differencesIn([
      ['selected', value.selected, seen.selected],
      ['customNumber', value.customNumber, seen.customNumber],
      ['blockInForwardCallsEnabled', value.hiddenFromCallers, seen.blockInForwardCallsEnabled ?? false],
      ['directLineCallerIdName.selection', named, name?.selection],
      ['directLineCallerIdName.customName', value.customName, name?.customName],
    ]);
  },
};
