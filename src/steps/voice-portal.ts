import type { VoicePortalStep } from '../domain/plan-features.ts';
import type { VoicePortalChange, WebexVoicePortal } from '../webex/voice-portals.ts';
import { orAbsent } from './absent.ts';
import { differencesIn, ignoringCase } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { WAS } from './undo.ts';
import { writtenAs } from './written.ts';

/**
 * The voice portal of a location, which is always there: it gets the number, the name and the language that people know.
 * Its passcode stays as it is. What stood there before is kept with the step, for the rollback sets it back: a portal
 * that held on to a number would keep the number from being removed.
 */
export const voicePortalHandler: StepHandler<VoicePortalStep> = {
  kind: 'voicePortal',
  safety: 'repeatable',
  canChange: true,
  calls: 2,
  key: ['location'],
  endpoints: ['PUT /telephony/config/locations/{locationId}/voicePortal'],

  async lookUp(step, context) {
    const actual = await read(step, context);
    return actual && { outputs: {}, differences: differences(step, actual) };
  },

  async keeps(step, context) {
    const actual = await read(step, context);
    return actual === undefined ? {} : { [WAS]: JSON.stringify(restored(actual)) };
  },

  async write(step, context) {
    const { call, locationId } = neededPlace(context, step.payload);
    return writtenAs(await context.webex.voicePortals.put(locationId, bodyOf(step), call), {});
  },

  undo: {
    kind: 'remove',
    restores: true,
    leaves: 'is set back to what stood there before',
    async standing(step, context) {
      const actual = await read(step, context);
      if (actual === undefined || JSON.stringify(restored(actual)) === known(context, step.id, WAS)) {
        return { gone: true };
      }
      const changed = differences(step, actual).map(({ field }) => field);
      return changed.length === 0
        ? { gone: false }
        : { gone: false, keep: `somebody has changed it since: ${changed.join(', ')}` };
    },
    remove(step, context) {
      const { call, locationId } = neededPlace(context, step.payload);
      return context.webex.voicePortals.put(locationId, stood(step, context), call);
    },
    describe: (step, context) => ({ method: 'PUT', path: pathOf(step, context), body: stood(step, context) }),
  },

  describe: (step, context) => ({ method: 'PUT', path: pathOf(step, context), body: bodyOf(step) }),
};

async function read(step: VoicePortalStep, context: StepContext): Promise<WebexVoicePortal | undefined> {
  const place = placeOf(context, step.payload);
  return place && (await orAbsent(context.webex.voicePortals.get(place.locationId, place.call)));
}

function differences(step: VoicePortalStep, actual: WebexVoicePortal) {
  const wanted = bodyOf(step);
  const { directLineCallerIdName: shows } = wanted;
  return differencesIn([
    ['name', wanted.name, actual.name],
    ['languageCode', wanted.languageCode, actual.languageCode, ignoringCase],
    ['extension', wanted.extension, actual.extension],
    ['phoneNumber', wanted.phoneNumber, actual.phoneNumber],
    ['directLineCallerIdName.selection', shows?.selection, actual.directLineCallerIdName?.selection],
    ['directLineCallerIdName.customName', shows?.customName, actual.directLineCallerIdName?.customName],
  ]);
}

function bodyOf({ payload }: VoicePortalStep): VoicePortalChange {
  const { name, language, extension, phoneNumber, callerIdName } = payload;
  return {
    name,
    languageCode: language,
    ...(extension === undefined ? {} : { extension }),
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(callerIdName === undefined
      ? {}
      : { directLineCallerIdName: { selection: 'CUSTOM_NAME', customName: callerIdName } }),
  };
}

/** The request that makes the portal again what it is now. */
function restored({ name, languageCode, extension, phoneNumber, directLineCallerIdName }: WebexVoicePortal) {
  const { selection, customName } = directLineCallerIdName ?? {};
  return {
    ...(name === undefined ? {} : { name }),
    ...(languageCode === undefined ? {} : { languageCode }),
    extension: extension ?? null,
    phoneNumber: phoneNumber ?? null,
    ...(selection === undefined
      ? {}
      : {
          directLineCallerIdName: {
            selection,
            ...(selection === 'CUSTOM_NAME' && typeof customName === 'string' ? { customName } : {}),
          },
        }),
  } satisfies VoicePortalChange;
}

/** As our own `keeps` has written it down. */
function stood(step: VoicePortalStep, context: Pick<StepContext, 'outputs'>): VoicePortalChange {
  return JSON.parse(known(context, step.id, WAS) ?? '{}') as VoicePortalChange;
}

function pathOf({ payload }: VoicePortalStep, context: Pick<StepContext, 'outputs'>): string {
  const refer = shown(context);
  const path = `/telephony/config/locations/${refer(payload.location, 'locationId')}/voicePortal`;
  return inOrgPath(refer, payload.customer, path);
}
