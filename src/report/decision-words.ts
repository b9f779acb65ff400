import { entryOf } from '../domain/entry-of.ts';
/** What a kind of decision is about, for people. */
export const DECISION_WORDS: Readonly<Record<string, string>> = {
  administrator: 'first administrator of an organisation',
  'attendant-schedule': 'attendant whose hours were not captured',
  'device-fate': 'phones that cannot stay as they are',
  'device-type': 'device type without an entry in the table',
  'extension-conflict': 'extension that several have',
  'invented-extension': 'nothing to be called by',
  'life-safety': 'line that people or machines may rely on',
  'location-merge': 'groups at one address',
  'mac-candidate': 'MAC found only in a name',
  'main-number': 'main number of a location',
  'missing-email': 'person without an e-mail address',
  'name-conflict': 'locations, or features of a location, of the same name',
  'never-asked': 'user of whom nothing was captured',
  'no-device': 'person without a device',
  mailbox: 'mailbox or line',
  package: 'two packages that fit',
  place: 'phone in a place with personal services',
  pstn: 'PSTN connection of a customer',
  'queue-overflow': 'full queue',
  'service-unknown': 'service without an entry in the table',
  'third-party-voicemail': 'mailbox of a third party',
  'unassigned-numbers': 'range of unassigned numbers',
};

export function decisionKind(kind: string): string {
  return entryOf(DECISION_WORDS, kind) ?? kind.replaceAll('-', ' ');
}
