import type { Loss, MenuData, MenuKeyData, Why } from '../../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { AutoAttendantKey, AutoAttendantMenu, SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { destinationOf } from './destination.ts';
import { because, instanceRef, NOT_CAPTURED, TARGET_DEFAULT } from './instance-fields.ts';
import type { Account } from './merge.ts';

/** What a key does in the target; `value` says whether it needs a number. Anything else has no place there. */
const ACTIONS: Readonly<Record<string, { readonly action: string; readonly value: boolean }>> = {
  'Transfer With Prompt': { action: 'TRANSFER_WITH_PROMPT', value: true },
  'Transfer Without Prompt': { action: 'TRANSFER_WITHOUT_PROMPT', value: true },
  'Transfer To Operator': { action: 'TRANSFER_TO_OPERATOR', value: true },
  'Transfer To Mailbox': { action: 'TRANSFER_TO_MAILBOX', value: true },
  'Name Dialing': { action: 'NAME_DIALING', value: false },
  'Extension Dialing': { action: 'EXTENSION_DIALING', value: false },
  'Repeat Menu': { action: 'REPEAT_MENU', value: false },
  Exit: { action: 'EXIT', value: false },
};
const REFUSALS: Readonly<Record<string, string>> = {
  'Transfer To Submenu': 'a submenu has to become an attendant of its own',
  'Return to Previous Menu': 'Webex attendants have no key for the previous menu',
  'Play Announcement': 'its recording was not exported',
};

export interface MappedMenu {
  readonly data: MenuData;
  readonly why: Readonly<Record<string, Why>>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/**
 * One menu of an attendant. Keys without a counterpart are left out and told; a greeting of its own stays `CUSTOM`, so
 * that precheck can stop an attendant whose recording is missing (migration rules §3).
 */
export function mapMenu(
  context: MapContext,
  instance: SourceInstance,
  response: string,
  name: 'businessHoursMenu' | 'afterHoursMenu',
  menu: AutoAttendantMenu | undefined,
): MappedMenu {
  if (menu === undefined) {
    const data: MenuData = { greeting: 'DEFAULT', extensionEnabled: false, keys: [] };
    return { data, why: { [name]: NOT_CAPTURED }, losses: [], accounts: [] };
  }
  const ref = (path: string) => sourceRef(instanceRef(instance), response, `${name}.${path}`);
  const keys: MenuKeyData[] = [];
  const sources: SourceRef[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  for (const key of menu.keys) {
    const entry = ref(`keyConfiguration[${key.key}]`);
    const mapped = mapKey(context, key, instance.groupKey);
    if ('refused' in mapped) {
      accounts.push({ prefix: entry, outcome: 'manual', reason: 'attendant-key-unsupported' });
      losses.push({
        customer: context.customer,
        owner: `serviceInstance:${instance.key}`,
        service: 'Auto Attendant',
        verdict: 'manual',
        notice: `Key ${key.key}${key.description === undefined ? '' : ` (${key.description})`} of the ${MENU_NAMES[name]} menu of ${instance.name ?? instance.userId} does nothing: ${mapped.refused}.`,
        action: 'Decide what this key does, then set it in Control Hub.',
        sources: [entry],
      });
    } else {
      keys.push(mapped);
      sources.push(entry);
    }
  }
  const custom = menu.announcementSelection === 'Personal';
  return {
    data: {
      greeting: custom ? 'CUSTOM' : 'DEFAULT',
      extensionEnabled: menu.enableFirstMenuLevelExtensionDialing ?? false,
      keys,
    },
    why: {
      [name]: TARGET_DEFAULT,
      [`${name}.greeting`]: custom
        ? {
            rule: 'attendant-greeting-without-audio',
            sources: [ref('announcementSelection')],
            note: 'the recording itself is not in the capture',
          }
        : because(menu.announcementSelection, ref('announcementSelection')),
      [`${name}.extensionEnabled`]: because(
        menu.enableFirstMenuLevelExtensionDialing,
        ref('enableFirstMenuLevelExtensionDialing'),
      ),
      [`${name}.keys`]: { rule: 'carried-over', sources },
    },
    losses,
    accounts,
  };
}

const MENU_NAMES = { businessHoursMenu: 'business hours', afterHoursMenu: 'after hours' } as const;

function mapKey(
  context: MapContext,
  key: AutoAttendantKey,
  groupKey: string,
): MenuKeyData | { readonly refused: string } {
  const known = ACTIONS[key.action];
  if (known === undefined) return { refused: REFUSALS[key.action] ?? `Webex has no action "${key.action}"` };
  const description = key.description === undefined ? {} : { description: key.description };
  if (!known.value) return { key: key.key, action: known.action, ...description };
  const target = destinationOf(context, key.phoneNumber, groupKey);
  if (target.value === undefined) {
    return {
      refused: target.unresolved
        ? `its target "${target.unresolved.written}" cannot be written (${target.unresolved.reason})`
        : 'it has no target',
    };
  }
  return { key: key.key, action: known.action, ...description, value: target.value };
}
