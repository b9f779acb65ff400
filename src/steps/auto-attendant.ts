import type { MenuData } from '../domain/drafts.ts';
import type { AutoAttendantStep } from '../domain/plan.ts';
import type { AttendantMenu, NewAutoAttendant, WebexAutoAttendant, WebexMenu } from '../webex/auto-attendants.ts';
import { type Check, differencesIn, ignoringCase } from './compare.ts';
import { dialled, findFeature } from './find-feature.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
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
    return attendant && { outputs: { autoAttendantId: attendant.id }, differences: compareAttendant(step, attendant) };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { autoAttendants } = context.webex;
    const id = found?.outputs.autoAttendantId;
    if (id !== undefined) {
      return writtenAs(await autoAttendants.update(locationId, id, bodyOf(step), call), { autoAttendantId: id });
    }
    const sent = await autoAttendants.create(locationId, bodyOf(step), call);
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
      ? { method: 'POST', path: inOrgPath(refer, customer, base), body: bodyOf(step) }
      : { method: 'PUT', path: inOrgPath(refer, customer, `${base}/${id}`), body: bodyOf(step) };
  },
};

function bodyOf({ payload }: AutoAttendantStep): NewAutoAttendant {
  return {
    name: payload.name,
    ...dialled(payload),
    languageCode: payload.language,
    timeZone: payload.timeZone,
    businessSchedule: payload.businessSchedule,
    extensionDialing: payload.extensionDialing,
    nameDialing: payload.nameDialing,
    businessHoursMenu: menuBody(payload.businessHoursMenu),
    afterHoursMenu: menuBody(payload.afterHoursMenu),
  };
}

function menuBody({ greeting, extensionEnabled, keys }: MenuData): AttendantMenu {
  return {
    greeting,
    extensionEnabled,
    keyConfigurations: keys.map(({ key, action, description, value }) => ({
      key,
      action,
      ...(description === undefined ? {} : { description }),
      ...(value === undefined ? {} : { value }),
    })),
  };
}

function compareAttendant(step: AutoAttendantStep, attendant: WebexAutoAttendant) {
  const wanted = bodyOf(step);
  return differencesIn([
    ['name', wanted.name, attendant.name],
    ['phoneNumber', wanted.phoneNumber, attendant.phoneNumber],
    ['extension', wanted.extension, attendant.extension],
    ['languageCode', wanted.languageCode, attendant.languageCode, ignoringCase],
    ['timeZone', wanted.timeZone, attendant.timeZone],
    ['businessSchedule', wanted.businessSchedule, attendant.businessSchedule],
    ['extensionDialing', wanted.extensionDialing, attendant.extensionDialing],
    ['nameDialing', wanted.nameDialing, attendant.nameDialing],
    ...menuChecks('businessHoursMenu', wanted.businessHoursMenu, attendant.businessHoursMenu),
    ...menuChecks('afterHoursMenu', wanted.afterHoursMenu, attendant.afterHoursMenu),
  ]);
}

function menuChecks(menu: string, wanted: AttendantMenu, actual: WebexMenu | undefined): Check[] {
  return [
    [`${menu}.greeting`, wanted.greeting, actual?.greeting],
    [`${menu}.extensionEnabled`, wanted.extensionEnabled, actual?.extensionEnabled],
    [`${menu}.keys`, keyTexts(wanted.keyConfigurations), keyTexts(actual?.keyConfigurations ?? [])],
  ];
}

function keyTexts(keys: readonly WebexMenu['keyConfigurations'][number][]): string[] {
  return keys
    .map(({ key, action, value, description }) => [key, action, value ?? '', description ?? ''].join(' ').trim())
    .sort();
}
