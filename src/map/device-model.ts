import type { DeviceEntry } from './catalogue-files.ts';
import type { Catalogues } from './catalogues.ts';

export interface DeviceMatch {
  readonly entry: DeviceEntry;
  /** With the groups of the pattern filled in. */
  readonly model?: string;
  readonly by: 'agent' | 'type';
}

/**
 * Finds the table entry of a device. The user agent knows the true model, so it is asked before the device type, which
 * carriers name as they like. Underscores count as blanks in device types.
 */
export function matchDevice(
  device: { readonly type?: string; readonly version?: string },
  catalogues: Catalogues,
): DeviceMatch | undefined {
  const type = device.type?.replaceAll('_', ' ');
  return matchBy('agent', device.version, catalogues) ?? matchBy('type', type, catalogues);
}

function matchBy(by: 'agent' | 'type', text: string | undefined, catalogues: Catalogues): DeviceMatch | undefined {
  if (text === undefined) return undefined;
  for (const entry of catalogues.devices) {
    const pattern = entry[by];
    if (pattern === undefined) continue;
    const found = compiled(pattern).exec(text);
    if (!found) continue;
    // A pattern with alternatives has one group per alternative: the one that took part holds the model.
    const part = found.slice(1).find((group) => group !== undefined) ?? '';
    const model = entry.model?.replaceAll('$1', part.toUpperCase()).trim();
    return { entry, by, ...(model === undefined ? {} : { model }) };
  }
  return undefined;
}

const patterns = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'i');
  patterns.set(pattern, known);
  return known;
}
