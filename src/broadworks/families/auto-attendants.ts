import { type BodyElement, child, flag, isElement, text } from '../../domain/response-body.ts';
import type { AutoAttendant, AutoAttendantKey, AutoAttendantMenu } from '../../domain/source.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { projectProfile } from './instances.ts';
import { partReader } from './part-reader.ts';
import { count } from './shared.ts';
import { mediaFileOf } from './voice-mail.ts';

function scheduleOf(body: BodyElement, name: string): AutoAttendant['businessHours'] {
  const schedule = text(body, name, 'name');
  return schedule === undefined ? undefined : { name: schedule, ...present({ type: text(body, name, 'type') }) };
}

/** Keys stand as written: `0` to `9`, `*`, `#`. The entry may be absent from a key that is only labelled. */
function menuOf(body: BodyElement, name: string): AutoAttendantMenu | undefined {
  const menu = child(body, name);
  return menu && readMenu(menu);
}

function readMenu(menu: BodyElement): AutoAttendantMenu {
  const keys = (menu.keyConfiguration ?? []).flatMap((value): AutoAttendantKey[] => {
    if (!isElement(value)) return [];
    const key = text(value, 'key');
    const action = text(value, 'entry', 'action');
    if (key === undefined || action === undefined) return [];
    const entry = child(value, 'entry');
    return [
      {
        key,
        action,
        ...present({
          description: text(value, 'entry', 'description'),
          phoneNumber: text(value, 'entry', 'phoneNumber'),
          submenuId: text(value, 'entry', 'submenuId'),
          audioFile: entry && mediaFileOf(entry, 'audioFile'),
        }),
      },
    ];
  });
  return {
    ...present<AutoAttendantMenu>({
      announcementSelection: text(menu, 'announcementSelection'),
      audioFile: mediaFileOf(menu, 'audioFile'),
      enableFirstMenuLevelExtensionDialing:
        flag(menu, 'enableFirstMenuLevelExtensionDialing') ?? flag(menu, 'enableLevelExtensionDialing'),
    }),
    keys,
  };
}

const autoAttendant: ResponseReader = {
  bases: ['GroupAutoAttendantGetInstanceResponse'],
  describes: ['serviceInstance'],
  project(response, model) {
    projectProfile(response, model);
    const { owner, base, state, body, error } = response;
    const feature = { owner, name: 'autoAttendant', response: base } as const;
    if (state === 'error') return model.addFeature({ ...feature, state, ...present({ error }) });
    model.addFeature({
      ...feature,
      state,
      data: present<AutoAttendant>({
        type: text(body, 'type'),
        businessHours: scheduleOf(body, 'businessHours'),
        holidaySchedule: scheduleOf(body, 'holidaySchedule'),
        extensionDialingScope: text(body, 'extensionDialingScope'),
        nameDialingScope: text(body, 'nameDialingScope'),
        firstDigitTimeoutSeconds: count(text(body, 'firstDigitTimeoutSeconds')),
        businessHoursMenu: menuOf(body, 'businessHoursMenu'),
        afterHoursMenu: menuOf(body, 'afterHoursMenu'),
        holidayMenu: menuOf(body, 'holidayMenu'),
      }),
    });
  },
};

const submenu = partReader(
  ['serviceInstance'],
  'GroupAutoAttendantSubmenuGetResponse',
  'submenuMenus',
  readMenu,
  (parts) => ({ parts }),
);

export const autoAttendantReaders = [autoAttendant, submenu] as const;
