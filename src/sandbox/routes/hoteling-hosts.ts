import { z } from 'zod';
import { DEVICE_MODELS } from '../device-models.ts';
import type { Stored } from '../objects.ts';
import { ownerName } from '../owners.ts';
import { ApiError, NO_CONTENT, type Reply } from '../reply.ts';
import { get, type RequestContext, type Route, withBody } from '../route.ts';
import type { StateView } from '../state.ts';
import { DEVICES_PER_OWNER } from './devices.ts';
import { pathOwner } from './owner-settings.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const OF_PERSON = '/telephony/config/people/{personId}/devices';
const HOTELING = 'hoteling';
const hotelingBody = z.strictObject({
  hoteling: z
    .strictObject({
      enabled: z.boolean(),
      limitGuestUse: z.boolean().optional(),
      guestHoursLimit: z.number().int().positive().optional(),
    })
    .refine(({ limitGuestUse, guestHoursLimit }) => limitGuestUse !== true || guestHoursLimit !== undefined, {
      message: 'guestHoursLimit is mandatory where guests are limited',
    }),
});

/** Phones that somebody may have a line on. */
const MOST_PHONES = 35;

/** Phones of a person, and whether guests may sign in to its own one. */
export function hotelingHostRoutes(): Route[] {
  return [get(OF_PERSON, listOwned), withBody('PUT', `${OF_PERSON}/settings/hoteling`, hotelingBody, writeHoteling)];
}

/** The first phone of a person is its primary one. */
function phonesOf(view: StateView, person: Stored): Stored<'device'>[] {
  return view.ownedBy('device', person.id);
}

function listOwned(context: RequestContext): Reply {
  const person = pathOwner(context, 'person');
  const { firstName, lastName } = ownerName(person);
  const devices = phonesOf(context.seen, person).map((phone, index) => ({
    id: phone.id,
    model: phone.data.model,
    mac: phone.data.mac,
    primaryOwner: index === 0,
    type: 'PRIMARY',
    hoteling: { enabled: false, limitGuestUse: false, ...readSetting(context.seen, phone, HOTELING) },
    owner: { id: person.id, type: 'PEOPLE', firstName, lastName },
    activationState: 'deactivated',
  }));
  return { status: 200, body: { devices, maxDeviceCount: MOST_PHONES, maxOwnedDeviceCount: DEVICES_PER_OWNER } };
}

/** Not every model lets guests sign in. */
function writeHoteling(context: RequestContext, { hoteling }: z.output<typeof hotelingBody>): Reply {
  const [phone] = phonesOf(context.state, pathOwner(context, 'person'));
  if (phone === undefined) throw new ApiError(400, 'the person has no primary device', { errorCode: 25024 });
  const model = DEVICE_MODELS.find((known) => known.model === phone.data.model);
  if (model?.type !== 'MPP') {
    throw new ApiError(400, `${phone.data.model} cannot be a hoteling host`, { errorCode: 25024 });
  }
  writeSetting(context.state, phone, HOTELING, hoteling);
  return NO_CONTENT;
}
