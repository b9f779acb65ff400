import { createHash, randomUUID } from 'node:crypto';
import type { ObjectKind } from './objects.ts';

/** The word that the target puts into an id; clients must not rely on it. */
const ID_TYPES: Readonly<Record<ObjectKind, string>> = {
  org: 'ORGANIZATION',
  customer: 'ENTERPRISE',
  subscriber: 'SUBSCRIBER',
  person: 'PEOPLE',
  location: 'LOCATION',
  number: 'NUMBER',
  schedule: 'SCHEDULE',
  announcement: 'ANNOUNCEMENT',
  workspace: 'PLACE',
  virtualLine: 'VIRTUAL_LINE',
  virtualExtension: 'VIRTUAL_EXTENSION',
  device: 'DEVICE',
  dectNetwork: 'DECT_NETWORK',
  dectBase: 'DECT_BASE_STATION',
  dectHandset: 'DECT_HANDSET',
  huntGroup: 'HUNT_GROUP',
  callQueue: 'CALL_QUEUE',
  autoAttendant: 'AUTO_ATTENDANT',
  pagingGroup: 'GROUP_PAGING',
  callPickup: 'CALL_PICKUP',
  callPark: 'CALL_PARK',
  voicePortal: 'VOICE_PORTAL',
  voicemailGroup: 'VOICEMAIL_GROUP',
  setting: 'SETTING',
  job: 'JOB',
};

/** A fresh opaque id: base64 of `ciscospark://us/TYPE/uuid` without padding. */
export function newId(kind: ObjectKind): string {
  return encodeId(ID_TYPES[kind], randomUUID());
}

/** An id that is the same in every sandbox, for things that the target brings along (licences, PSTN carriers). */
export function fixedId(type: string, name: string): string {
  const hash = createHash('sha256').update(`${type}/${name}`).digest('hex');
  return encodeId(
    type,
    [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-'),
  );
}

/** `=` padding is optional in ids. */
export function plainId(id: string): string {
  return id.replace(/=+$/, '');
}

function encodeId(type: string, uuid: string): string {
  return plainId(Buffer.from(`ciscospark://us/${type}/${uuid}`).toString('base64'));
}
