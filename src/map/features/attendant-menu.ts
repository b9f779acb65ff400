import type { DraftId, DraftOf, Loss, MenuData, MenuKeyData, Why } from '../../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { AutoAttendantKey, AutoAttendantMenu, SourceInstance } from '../../domain/source.ts';
import { audioFor, mediaPaths } from '../audio/announcements.ts';
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
  /** Audio of its greeting. */
  readonly drafts: readonly DraftOf<'announcement'>[];
}

/**
 * One menu of an attendant. Keys without a counterpart are left out and told; a greeting of its own stays `CUSTOM`, so
 * that precheck can stop an attendant whose recording is missing (migration rules §3).
 *
 * @param location - where the attendant stands, and its announcements with it
 */
export function mapMenu(
  context: MapContext,
  instance: SourceInstance,
  response: string,
  location: DraftId,
  name: 'businessHoursMenu' | 'afterHoursMenu',
  menu: AutoAttendantMenu | undefined,
): MappedMenu {
  if (menu === undefined) {
    const data: MenuData = { greeting: 'DEFAULT', extensionEnabled: false, keys: [] };
    return { data, why: { [name]: NOT_CAPTURED }, losses: [], accounts: [], drafts: [] };
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
  const greeting = mapGreeting(context, instance, response, location, name, menu);
  return {
    data: {
      ...greeting.data,
      extensionEnabled: menu.enableFirstMenuLevelExtensionDialing ?? false,
      keys,
    },
    why: {
      [name]: TARGET_DEFAULT,
      ...greeting.why,
      [`${name}.extensionEnabled`]: because(
        menu.enableFirstMenuLevelExtensionDialing,
        ref('enableFirstMenuLevelExtensionDialing'),
      ),
      [`${name}.keys`]: { rule: 'carried-over', sources },
    },
    losses: [...losses, ...greeting.losses],
    accounts,
    drafts: greeting.drafts,
  };
}

/** Default, or custom with the announcement that plays it; what is missing is told and stopped by precheck. */
function mapGreeting(
  context: MapContext,
  instance: SourceInstance,
  response: string,
  location: DraftId,
  name: 'businessHoursMenu' | 'afterHoursMenu',
  menu: AutoAttendantMenu,
): Pick<MappedMenu, 'why' | 'losses' | 'drafts'> & { readonly data: Pick<MenuData, 'greeting' | 'announcement'> } {
  const owner = instanceRef(instance);
  const ref = (path: string) => sourceRef(owner, response, `${name}.${path}`);
  const selection = ref('announcementSelection');
  if (menu.announcementSelection !== 'Personal') {
    const why = { [`${name}.greeting`]: because(menu.announcementSelection, selection) };
    return { data: { greeting: 'DEFAULT' }, why, losses: [], drafts: [] };
  }
  const request = { owner, place: name, groupKey: instance.groupKey, file: menu.audioFile };
  const audio = audioFor(context, location, request);
  if ('missing' in audio) {
    const loss: Loss = {
      customer: context.customer,
      owner: `serviceInstance:${instance.key}`,
      service: 'Auto Attendant',
      verdict: 'manual',
      notice: `The ${MENU_NAMES[name]} menu of ${instance.name ?? instance.userId} does not speak its own greeting: ${audio.missing}.`,
      action:
        'Put the audio beside the captures and publish it, then extract and map again; or record it in Control Hub.',
      sources: [selection],
    };
    const why = { rule: 'attendant-greeting-without-audio', sources: [selection], note: audio.missing };
    return { data: { greeting: 'CUSTOM' }, why: { [`${name}.greeting`]: why }, losses: [loss], drafts: [] };
  }
  const named = menu.audioFile === undefined ? [] : mediaPaths(menu.audioFile, 'audioFile').map(ref);
  return {
    data: { greeting: 'CUSTOM', announcement: audio.draft.id },
    why: {
      [`${name}.greeting`]: { rule: 'carried-over', sources: [selection] },
      [`${name}.announcement`]: audio.why(...named),
    },
    losses: [],
    drafts: [audio.draft],
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
