import type { AutoAttendantStep, SpokenKey, SpokenMenu } from '../domain/plan-features.ts';
import type { AttendantMenu, NewAutoAttendant, WebexAutoAttendant, WebexMenu } from '../webex/auto-attendants.ts';
import { alternateChecks } from './alternate-numbers.ts';
import { audioCheck, audioFileOf, greetingOf } from './audio.ts';
import { type Check, differencesIn, ignoringCase, plainId } from './compare.ts';
import { dialled, findFeature } from './find-feature.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededPlace, placeOf, type Refer, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { idAs, writtenAs } from './written.ts';

/** An attendant is on as soon as it exists: no call can switch it off, so `enabled` is not compared either. */
export const autoAttendantHandler: StepHandler<AutoAttendantStep> = {
  kind: 'autoAttendant',
  safety: 'look-first',
  canChange: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/autoAttendants'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const { autoAttendants } = context.webex;
    const listed = await autoAttendants.list({ locationId: place.locationId }, place.call);
    const entry = findFeature(listed, step, known(context, step.id, 'autoAttendantId'), context);
    const attendant = entry && (await autoAttendants.get(place.locationId, entry.id, place.call));
    return (
      attendant && {
        outputs: { autoAttendantId: attendant.id },
        differences: compareAttendant(step, attendant, context),
      }
    );
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { autoAttendants } = context.webex;
    const id = found?.outputs.autoAttendantId;
    if (id !== undefined) {
      const body = withLaterKeys(step, await autoAttendants.get(locationId, id, call), needed(context));
      return writtenAs(await autoAttendants.update(locationId, id, body, call), { autoAttendantId: id });
    }
    const sent = await autoAttendants.create(locationId, attendantBody(step.payload, needed(context)), call);
    return writtenAs(sent, idAs('autoAttendantId', sent));
  },

  undo: undoInLocation(
    'autoAttendantId',
    'autoAttendants',
    (step, context) => autoAttendantHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.autoAttendants.remove(locationId, id, call),
  ),

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/autoAttendants`;
    const id = found?.outputs.autoAttendantId;
    return id === undefined
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body: attendantBody(step.payload, refer) }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${id}`), body: attendantBody(step.payload, refer) };
  },
};

/** An attendant as it is written, schedules by their names. */
export function attendantBody(
  payload: Omit<AutoAttendantStep['payload'], 'laterKeys'>,
  refer: Refer,
): NewAutoAttendant {
  return {
    name: payload.name,
    ...dialled(payload),
    ...(payload.alternateNumbers === undefined ? {} : { alternateNumbers: payload.alternateNumbers }),
    languageCode: payload.language,
    timeZone: payload.timeZone,
    businessSchedule: payload.businessSchedule,
    ...(payload.holidaySchedule === undefined ? {} : { holidaySchedule: payload.holidaySchedule }),
    extensionDialing: payload.extensionDialing,
    nameDialing: payload.nameDialing,
    businessHoursMenu: menuBody(payload.businessHoursMenu, refer),
    afterHoursMenu: menuBody(payload.afterHoursMenu, refer),
  };
}

function menuBody({ audio, extensionEnabled, keys }: SpokenMenu, refer: Refer): AttendantMenu {
  return { ...greetingOf(audio, refer), extensionEnabled, keyConfigurations: keys.map((key) => keyBody(key, refer)) };
}

function keyBody(
  { key, action, description, value, audio }: SpokenKey,
  refer: Refer,
): AttendantMenu['keyConfigurations'][number] {
  return {
    key,
    action,
    ...(description === undefined ? {} : { description }),
    ...(value === undefined ? {} : { value }),
    ...(audio === undefined ? {} : { audioAnnouncementFile: audioFileOf(audio, refer) }),
  };
}

/** A change keeps the keys of the second pass that stand there already: callers press them. */
function withLaterKeys(
  { payload }: AutoAttendantStep,
  seen: WebexAutoAttendant | undefined,
  refer: Refer,
): NewAutoAttendant {
  const body = attendantBody(payload, refer);
  const kept = (menu: MenuField): AttendantMenu => {
    const standing = keyTexts(seen?.[menu]?.keyConfigurations ?? []);
    const later = (payload.laterKeys?.[menu] ?? [])
      .map((key) => keyBody(key, refer))
      .filter((key) => standing.includes(keyText(key)));
    return { ...body[menu], keyConfigurations: [...body[menu].keyConfigurations, ...later] };
  };
  return { ...body, businessHoursMenu: kept('businessHoursMenu'), afterHoursMenu: kept('afterHoursMenu') };
}

function compareAttendant(
  { payload }: AutoAttendantStep,
  attendant: WebexAutoAttendant,
  context: Pick<StepContext, 'outputs'>,
) {
  const wanted = attendantBody(payload, shown(context));
  return differencesIn([
    ['name', wanted.name, attendant.name],
    ['phoneNumber', wanted.phoneNumber, attendant.phoneNumber],
    ['extension', wanted.extension, attendant.extension],
    ...alternateChecks('', payload, { numbers: attendant.alternateNumbers }),
    ['languageCode', wanted.languageCode, attendant.languageCode, ignoringCase],
    ['timeZone', wanted.timeZone, attendant.timeZone],
    ['businessSchedule', wanted.businessSchedule, attendant.businessSchedule],
    ['holidaySchedule', wanted.holidaySchedule, attendant.holidaySchedule],
    ['extensionDialing', wanted.extensionDialing, attendant.extensionDialing],
    ['nameDialing', wanted.nameDialing, attendant.nameDialing],
    ...menuChecks(wanted, attendant, (menu) =>
      (payload.laterKeys?.[menu] ?? []).map((key) => keyBody(key, shown(context))),
    ),
  ]);
}

type MenuField = 'businessHoursMenu' | 'afterHoursMenu';

/**
 * Both menus, key by key.
 *
 * @param open - keys that may stand there or not
 */
export function menuChecks(
  wanted: Pick<NewAutoAttendant, MenuField>,
  attendant: WebexAutoAttendant,
  open: (menu: MenuField) => AttendantMenu['keyConfigurations'] = () => [],
): Check[] {
  return (['businessHoursMenu', 'afterHoursMenu'] as const).flatMap((menu): Check[] => {
    const actual: WebexMenu | undefined = attendant[menu];
    const ignored = keyTexts(open(menu));
    const keys = keyTexts(actual?.keyConfigurations ?? []).filter((text) => !ignored.includes(text));
    return [
      [`${menu}.greeting`, wanted[menu].greeting, actual?.greeting],
      audioCheck(`${menu}.audioAnnouncementFile`, wanted[menu].audioAnnouncementFile, actual?.audioAnnouncementFile),
      [`${menu}.extensionEnabled`, wanted[menu].extensionEnabled, actual?.extensionEnabled],
      [`${menu}.keys`, keyTexts(wanted[menu].keyConfigurations), keys],
    ];
  });
}

type KeyBody = WebexMenu['keyConfigurations'][number];

function keyTexts(keys: readonly KeyBody[]): string[] {
  return keys.map(keyText).sort();
}

/** Ids are base64 whose padding is optional. */
function keyText({ key, action, value, description, audioAnnouncementFile: audio }: KeyBody): string {
  const plays = audio === undefined ? [] : [plainId(audio.id)];
  return [key, action, value ?? '', description ?? '', ...plays].join(' ').trim();
}
