/** What a kind of decision is about, for people. */
const WORDS: Readonly<Record<string, string>> = {
  administrator: 'first administrator of an organisation',
  'device-type': 'device type without an entry in the table',
  'life-safety': 'line that people or machines may rely on',
  'mac-candidate': 'MAC found only in a name',
  'main-number': 'main number of a location',
  'missing-email': 'person without an e-mail address',
  'never-asked': 'user of whom nothing was captured',
  'no-device': 'person without a device',
  place: 'phone in a place with personal services',
  'service-unknown': 'service without an entry in the table',
  'unassigned-numbers': 'range of unassigned numbers',
};

export function decisionKind(kind: string): string {
  return WORDS[kind] ?? kind.replaceAll('-', ' ');
}
