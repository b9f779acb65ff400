import type { VoicemailGroupStep } from '../domain/plan-features.ts';
import type { VoicemailGroupFields, WebexVoicemailGroup } from '../webex/voicemail-groups.ts';
import { orAbsent } from './absent.ts';
import { differencesIn, ignoringCase } from './compare.ts';
import { findFeature } from './find-feature.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { makePasscode, PASSCODE_PLACEHOLDER } from './passcode.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import { undoInLocation } from './undo-in-location.ts';
import { idAs, writtenAs } from './written.ts';

/**
 * A shared mailbox. Its passcode is made anew for each create and kept nowhere: where an outcome is in doubt nobody knows
 * it, which is as well, for the customer sets another one in any case. A change leaves the passcode as it is.
 */
export const voicemailGroupHandler: StepHandler<VoicemailGroupStep> = {
  kind: 'voicemailGroup',
  safety: 'look-first',
  canChange: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/voicemailGroups'],

  async lookUp(step, context) {
    const group = await find(step, context);
    if (group === undefined) return undefined;
    const wanted = fieldsOf(step);
    return {
      outputs: { voicemailGroupId: group.id },
      differences: differencesIn([
        ['name', wanted.name, group.name],
        ['phoneNumber', wanted.phoneNumber, group.phoneNumber],
        ['extension', wanted.extension, group.extension],
        ['enabled', true, group.enabled ?? true],
        ['languageCode', wanted.languageCode, group.languageCode, ignoringCase],
        ['messageStorage.storageType', wanted.messageStorage.storageType, group.messageStorage?.storageType],
        [
          'messageStorage.externalEmail',
          wanted.messageStorage.externalEmail,
          group.messageStorage?.externalEmail,
          ignoringCase,
        ],
        ['notifications.enabled', wanted.notifications.enabled, group.notifications?.enabled ?? false],
        ['notifications.destination', wanted.notifications.destination, group.notifications?.destination, ignoringCase],
        ['faxMessage.enabled', wanted.faxMessage.enabled, group.faxMessage?.enabled ?? false],
        ['faxMessage.phoneNumber', wanted.faxMessage.phoneNumber, group.faxMessage?.phoneNumber],
        ['faxMessage.extension', wanted.faxMessage.extension, group.faxMessage?.extension],
        ['transferToNumber.enabled', wanted.transferToNumber.enabled, group.transferToNumber?.enabled ?? false],
        ['transferToNumber.destination', wanted.transferToNumber.destination, group.transferToNumber?.destination],
        ['emailCopyOfMessage.enabled', wanted.emailCopyOfMessage.enabled, group.emailCopyOfMessage?.enabled ?? false],
        [
          'emailCopyOfMessage.emailId',
          wanted.emailCopyOfMessage.emailId,
          group.emailCopyOfMessage?.emailId,
          ignoringCase,
        ],
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { voicemailGroups } = context.webex;
    const id = found?.outputs.voicemailGroupId;
    if (id !== undefined) {
      const sent = await voicemailGroups.update(locationId, id, { ...fieldsOf(step), enabled: true }, call);
      return writtenAs(sent, { voicemailGroupId: id });
    }
    const sent = await voicemailGroups.create(locationId, { ...fieldsOf(step), passcode: makePasscode() }, call);
    return writtenAs(sent, idAs('voicemailGroupId', sent));
  },

  undo: {
    ...undoInLocation<VoicemailGroupStep>(
      'voicemailGroupId',
      'voicemailGroups',
      (step, context) => voicemailGroupHandler.lookUp(step, context),
      (webex, locationId, id, call) => webex.voicemailGroups.remove(locationId, id, call),
    ),
    async standing(step, context) {
      const standing = await standsUnder('voicemailGroupId', voicemailGroupHandler.lookUp, step, context);
      if (standing.gone) return standing;
      const group = await find(step, context);
      return group?.greetingUploaded === true
        ? { ...standing, keep: 'its mailbox is in use: a greeting was recorded' }
        : standing;
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const base = `/telephony/config/locations/${refer(location, 'locationId')}/voicemailGroups`;
    const id = found?.outputs.voicemailGroupId;
    return id === undefined
      ? {
          method: 'POST',
          path: inOrgPath(refer, customer, base),
          body: { ...fieldsOf(step), passcode: PASSCODE_PLACEHOLDER },
        }
      : {
          method: 'PUT',
          path: inOrgPath(refer, customer, `${base}/${id}`),
          body: { ...fieldsOf(step), enabled: true },
        };
  },
};

async function find(step: VoicemailGroupStep, context: StepContext): Promise<WebexVoicemailGroup | undefined> {
  const place = placeOf(context, step.payload);
  if (!place) return undefined;
  const { voicemailGroups } = context.webex;
  const listed = await voicemailGroups.list({ locationId: place.locationId }, place.call);
  const entry = findFeature(listed, step, known(context, step.id, 'voicemailGroupId'), context);
  return entry && (await orAbsent(voicemailGroups.get(place.locationId, entry.id, place.call)));
}

function fieldsOf({ payload }: VoicemailGroupStep): VoicemailGroupFields {
  const { name, phoneNumber, extension, language, externalEmail, copyEmail } = payload;
  return {
    name,
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    extension,
    languageCode: language,
    messageStorage: {
      storageType: payload.messageStorage,
      ...(externalEmail === undefined ? {} : { externalEmail }),
    },
    notifications: pointing(payload.notifyEmail),
    faxMessage: payload.fax ?? { enabled: false },
    transferToNumber: pointing(payload.transferToNumber),
    emailCopyOfMessage: {
      enabled: copyEmail !== undefined,
      ...(copyEmail === undefined ? {} : { emailId: copyEmail }),
    },
  };
}

function pointing(destination: string | undefined) {
  return { enabled: destination !== undefined, ...(destination === undefined ? {} : { destination }) };
}
