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
 * carriers name as they like. Underscores count as blanks in device types; a pattern may still be written with them.
 */
export function matchDevice(
  device: { readonly type?: string; readonly version?: string },
  catalogues: Catalogues,
): DeviceMatch | undefined {
  const { type, version } = device;
  return (
    (version === undefined ? undefined : matchBy('agent', [version], catalogues)) ??
    (type === undefined ? undefined : matchBy('type', [type.replaceAll('_', ' '), type], catalogues))
  );
}

/** @param spellings - of the same text; the first that fits counts */
function matchBy(by: 'agent' | 'type', spellings: readonly string[], catalogues: Catalogues): DeviceMatch | undefined {
  for (const entry of catalogues.devices) {
    const pattern = entry[by];
    if (pattern === undefined) continue;
    const found = spellings.map((text) => compiled(pattern).exec(text)).find((match) => match !== null);
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
