import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { MenuData, MenuKeyData } from '../../domain/feature-data.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { AutoAttendantKey, AutoAttendantMenu } from '../../domain/source.ts';
import { audioFor } from '../audio/announcements.ts';
import type { MapContext } from '../context.ts';
import { destinationOf } from './destination.ts';
import { because, instanceRef, NOT_CAPTURED, TARGET_DEFAULT } from './instance-fields.ts';
import { mapGreeting } from './menu-greeting.ts';
import type { MenuPlace } from './menu-place.ts';
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
const PLAY = 'Play Announcement';
export const TO_SUBMENU = 'Transfer To Submenu';
export const TO_PREVIOUS = 'Return to Previous Menu';

/** A key that leads to another attendant of ours: whether that one can be reached is known once extensions are. */
export interface MenuLink {
  readonly place: MenuPlace;
  readonly key: AutoAttendantKey;
  readonly to: DraftId;
  readonly source: SourceRef;
}

export interface MappedMenu {
  readonly data: MenuData;
  readonly why: Readonly<Record<string, Why>>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
  readonly links: readonly MenuLink[];
  /** Audio of its greeting. */
  readonly drafts: readonly DraftOf<'announcement'>[];
}

/**
 * One menu of an attendant. Keys without a counterpart are left out and told; a greeting of its own stays `CUSTOM`, so
 * that precheck can stop an attendant whose recording is missing (migration rules §3).
 */
export function mapMenu(context: MapContext, place: MenuPlace, menu: AutoAttendantMenu | undefined): MappedMenu {
  if (menu === undefined) {
    const data: MenuData = { greeting: 'DEFAULT', extensionEnabled: false, keys: [] };
    return { data, why: inFields(place, { '': NOT_CAPTURED }), losses: [], accounts: [], links: [], drafts: [] };
  }
  const { ref } = place;
  const keys: MenuKeyData[] = [];
  const sources: SourceRef[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const links: MenuLink[] = [];
  const audio: DraftOf<'announcement'>[] = [];
  for (const key of menu.keys) {
    const source = keyRef(place, key);
    const { audio: played, ...mapped } = mapKey(context, place, key);
    if (played !== undefined) audio.push(played);
    if ('refused' in mapped) {
      accounts.push({ prefix: source, outcome: 'manual', reason: 'attendant-key-unsupported' });
      losses.push(keyLoss(context, place, key, mapped.refused));
      continue;
    }
    keys.push(mapped);
    if (mapped.attendant !== undefined) links.push({ place, key, to: mapped.attendant, source });
    // How a key back to the menu before ends is said once it is known where that can be reached.
    if (key.action !== TO_PREVIOUS) sources.push(source);
  }
  const greeting = mapGreeting(context, place, menu);
  return {
    data: {
      ...greeting.data,
      extensionEnabled: menu.enableFirstMenuLevelExtensionDialing ?? false,
      keys,
    },
    why: inFields(place, {
      '': TARGET_DEFAULT,
      ...greeting.why,
      '.extensionEnabled': because(menu.enableFirstMenuLevelExtensionDialing, ref(place.extensionDialing)),
      '.keys': { rule: 'carried-over', sources },
    }),
    losses: [...losses, ...greeting.losses],
    accounts,
    links,
    drafts: [...greeting.drafts, ...audio],
  };
}

function inFields({ fields }: MenuPlace, why: Readonly<Record<string, Why>>): Record<string, Why> {
  return Object.fromEntries(
    fields.flatMap((field) => Object.entries(why).map(([path, each]): [string, Why] => [`${field}${path}`, each])),
  );
}

export function keyRef({ ref }: Pick<MenuPlace, 'ref'>, { key }: AutoAttendantKey): SourceRef {
  return ref(`keyConfiguration[${key}]`);
}

/** What a person is told about a key that does nothing any more. */
export function keyLoss(context: MapContext, place: MenuPlace, key: AutoAttendantKey, reason: string): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${place.instance.key}`,
    service: 'Auto Attendant',
    verdict: 'manual',
    notice: `${keyName(place, key)} does nothing: ${reason}.`,
    action: 'Decide what this key does, then set it in Control Hub.',
    sources: [keyRef(place, key)],
  };
}

/** `Key 7 (Spare parts) of the submenu "Support" of Main`. */
export function keyName({ called, instance }: MenuPlace, { key, description }: AutoAttendantKey): string {
  return `Key ${key}${description === undefined ? '' : ` (${description})`} of the ${called} of ${instance.name ?? instance.userId}`;
}

function mapKey(
  context: MapContext,
  place: MenuPlace,
  key: AutoAttendantKey,
): (MenuKeyData | { readonly refused: string }) & { readonly audio?: DraftOf<'announcement'> } {
  const description = key.description === undefined ? {} : { description: key.description };
  if (key.action === TO_SUBMENU || key.action === TO_PREVIOUS) {
    const target = place.leadsTo(key);
    if ('refused' in target) return target;
    // To another menu nobody is transferred with a prompt: the caller hears the next greeting at once.
    return { key: key.key, action: 'TRANSFER_WITHOUT_PROMPT', ...description, attendant: target.attendant };
  }
  if (key.action === PLAY) {
    const audio = audioFor(context, place.location, {
      owner: instanceRef(place.instance),
      place: `key/${place.element}/${key.key}`,
      groupKey: place.instance.groupKey,
      file: key.audioFile,
    });
    if ('missing' in audio) return { refused: `what it plays cannot be set: ${audio.missing}` };
    const announcement = audio.draft.id;
    return { key: key.key, action: 'PLAY_ANNOUNCEMENT', ...description, announcement, audio: audio.draft };
  }
  const known = entryOf(ACTIONS, key.action);
  if (known === undefined) return { refused: `Webex has no action "${key.action}"` };
  if (!known.value) return { key: key.key, action: known.action, ...description };
  const target = destinationOf(context, key.phoneNumber, place.instance.groupKey);
  if (target.value === undefined) {
    return {
      refused: target.unresolved
        ? `its target "${target.unresolved.written}" cannot be written (${target.unresolved.reason})`
        : 'it has no target',
    };
  }
  return { key: key.key, action: known.action, ...description, value: target.value };
}
