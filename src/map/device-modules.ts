import type { DeviceData } from '../domain/device-data.ts';
import type { DeviceModulesEntry } from './catalogue-files.ts';
import type { Catalogues } from './catalogues.ts';

/** The expansion modules that a phone carries by `mappings/devices.yaml`; a capture says nothing about them. */
export function modulesOf(
  { deviceModules }: Catalogues,
  { sourceType, name }: Pick<DeviceData, 'sourceType' | 'name'>,
): DeviceModulesEntry | undefined {
  return deviceModules.find(
    (entry) => fits(entry.type, [sourceType, sourceType.replaceAll('_', ' ')]) && fits(entry.name, [name]),
  );
}

/** Whether a pattern is silent, or finds one of the spellings. */
function fits(pattern: string | undefined, spellings: readonly string[]): boolean {
  return pattern === undefined || spellings.some((text) => new RegExp(pattern, 'i').test(text));
}

/** Where a key is: on the phone, or on one of its modules. */
export interface KeyPlace {
  readonly index: number;
  readonly module?: number;
}

/** All keys that a layout can fill, in the order in which it does: those of the phone, then module by module. */
export function keyPlaces(keys: number, modules: Pick<DeviceModulesEntry, 'keys' | 'count'> | undefined): KeyPlace[] {
  const phone = Array.from({ length: keys }, (_, at): KeyPlace => ({ index: at + 1 }));
  if (modules === undefined || keys === 0) return phone;
  const further = Array.from({ length: modules.count * modules.keys }, (_, at): KeyPlace => {
    return { index: (at % modules.keys) + 1, module: Math.floor(at / modules.keys) + 1 };
  });
  return [...phone, ...further];
}
