import type { VoicePortalStep } from '../domain/plan-features.ts';
import type { VoicePortalChange, WebexVoicePortal } from '../webex/voice-portals.ts';
import { alwaysThere } from './always-there.ts';
import { type Check, ignoringCase } from './compare.ts';
import type { StepHandler } from './handler.ts';

/**
 * The voice portal of a location, which is always there: it gets the number, the name and the language that people know.
 * Its passcode stays as it is. What stood there before is kept with the step, for the rollback sets it back: a portal
 * that held on to a number would keep the number from being removed.
 */
export const voicePortalHandler: StepHandler<VoicePortalStep> = alwaysThere({
  kind: 'voicePortal',
  calls: 2,
  path: 'voicePortal',
  api: ({ voicePortals }) => voicePortals,
  body: bodyOf,
  checks,
  restored,
  unkept: {},
  isBack: (actual, stood) => JSON.stringify(restored(actual)) === JSON.stringify(stood),
});

function checks(step: VoicePortalStep, actual: WebexVoicePortal): Check[] {
  const wanted = bodyOf(step);
  const { directLineCallerIdName: shows } = wanted;
  return [
    ['name', wanted.name, actual.name],
    ['languageCode', wanted.languageCode, actual.languageCode, ignoringCase],
    ['extension', wanted.extension, actual.extension],
    ['phoneNumber', wanted.phoneNumber, actual.phoneNumber],
    ['directLineCallerIdName.selection', shows?.selection, actual.directLineCallerIdName?.selection],
    ['directLineCallerIdName.customName', shows?.customName, actual.directLineCallerIdName?.customName],
  ];
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
function restored({
  name,
  languageCode,
  extension,
  phoneNumber,
  directLineCallerIdName,
}: WebexVoicePortal): VoicePortalChange {
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
  };
}
