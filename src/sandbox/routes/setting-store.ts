import type { Stored } from '../objects.ts';
import type { State, StateView } from '../state.ts';

/** What a client wrote for one setting of an owner; `undefined`: the default of the target still holds. */
export function readSetting(
  view: StateView,
  owner: Stored,
  setting: string,
): Readonly<Record<string, unknown>> | undefined {
  return find(view, owner, setting)?.data.value;
}

/** Writes a setting over what is there; objects inside are merged field by field. */
export function writeSetting(state: State, owner: Stored, setting: string, value: object): void {
  const current = find(state, owner, setting);
  const merged = merge(current?.data.value ?? {}, value);
  if (current) state.update(current, { data: { setting, value: merged } });
  else {
    const { org, location } = owner;
    state.insert('setting', {
      org,
      location,
      key: `${owner.kind} ${owner.key}/${setting}`,
      owner: owner.id,
      tag: setting,
      data: { setting, value: merged },
    });
  }
}

function find(view: StateView, owner: Stored, setting: string): Stored<'setting'> | undefined {
  return view.ownedBy('setting', owner.id).find(({ data }) => data.setting === setting);
}

/** Deep for objects, whole for everything else. Fields that are `undefined` change nothing. */
export function merge(current: Readonly<Record<string, unknown>>, changes: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    const old = merged[name];
    merged[name] = isPlain(value) && isPlain(old) ? merge(old, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
