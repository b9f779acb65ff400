import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import type { MenuData } from '../../domain/feature-data.ts';
import type { AutoAttendantMenu } from '../../domain/source.ts';
import { audioFor, mediaPaths } from '../audio/announcements.ts';
import type { MapContext } from '../context.ts';
import { because, instanceRef } from './instance-fields.ts';
import type { MenuPlace } from './menu-place.ts';

export interface MenuGreeting {
  readonly data: Pick<MenuData, 'greeting' | 'announcement'>;
  /** By the path below its menu. */
  readonly why: Readonly<Record<string, Why>>;
  readonly losses: readonly Loss[];
  readonly drafts: readonly DraftOf<'announcement'>[];
}

/** Default, or custom with the announcement that plays it; what is missing is told and stopped by precheck. */
export function mapGreeting(
  context: MapContext,
  { instance, location, element, called, ref }: MenuPlace,
  menu: AutoAttendantMenu,
): MenuGreeting {
  const selection = ref('announcementSelection');
  if (menu.announcementSelection !== 'Personal') {
    const why = { '.greeting': because(menu.announcementSelection, selection) };
    return { data: { greeting: 'DEFAULT' }, why, losses: [], drafts: [] };
  }
  const request = {
    owner: instanceRef(instance),
    place: element,
    groupKey: instance.groupKey,
    file: menu.audioFile,
  };
  const audio = audioFor(context, location, request);
  if ('missing' in audio) {
    const loss: Loss = {
      customer: context.customer,
      owner: `serviceInstance:${instance.key}`,
      service: 'Auto Attendant',
      verdict: 'manual',
      notice: `The ${called} of ${instance.name ?? instance.userId} does not speak its own greeting: ${audio.missing}.`,
      action:
        'Put the audio beside the captures and publish it, then extract and map again; or record it in Control Hub.',
      sources: [selection],
    };
    const why = { rule: 'attendant-greeting-without-audio', sources: [selection], note: audio.missing };
    return { data: { greeting: 'CUSTOM' }, why: { '.greeting': why }, losses: [loss], drafts: [] };
  }
  const named = menu.audioFile === undefined ? [] : mediaPaths(menu.audioFile, 'audioFile').map(ref);
  return {
    data: { greeting: 'CUSTOM', announcement: audio.draft.id },
    why: {
      '.greeting': { rule: 'carried-over', sources: [selection] },
      '.announcement': audio.why(...named),
    },
    losses: [],
    drafts: [audio.draft],
  };
}
