import { withoutKind } from '../../domain/draft-id.ts';
import { isOwner } from '../facts.ts';
import type { AnyRule } from '../rule.ts';
import type { SubjectDraft } from '../subjects.ts';
import { count, listOf } from '../wording.ts';

/** R-DEV-2: clients included. */
const DEVICES_PER_USER = 5;

/** Phones and adapters. A blocker here keeps the device back, not its owner. */
export const DEVICE_RULES = [
  {
    id: 'device-mac-missing',
    severity: 'blocker',
    on: 'device',
    summary: 'A phone that Webex is to manage has a MAC address.',
    hint: 'Read the MAC from the phone and enter it in BroadWorks, then extract again.',
    cites: 'R-DEV-1',
    overridable: false,
    field: 'mac',
    check: (device) => (isManaged(device) && device.data.mac === undefined ? 'no MAC address' : undefined),
  },
  {
    id: 'device-mac-candidate',
    severity: 'blocker',
    on: 'device',
    summary: 'A MAC address that stands only in a name or line/port is confirmed by a person before it is written.',
    hint: 'Compare it with the label of the phone, then enter it in BroadWorks and extract again, or answer the decision.',
    cites: 'R-DEV-1',
    field: 'mac',
    // `map` makes it evidence of its own (`field`) once a person has confirmed it.
    check: (device) =>
      isManaged(device) && device.data.mac !== undefined && device.data.macEvidence === 'candidate'
        ? `${device.data.mac} was found in a name only`
        : undefined,
  },
  {
    id: 'device-mac-invalid',
    severity: 'blocker',
    on: 'device',
    summary: 'A MAC address has 12 hexadecimal digits and belongs to one device.',
    hint: 'Correct the MAC address in BroadWorks, then extract again.',
    cites: 'R-DEV-1',
    overridable: false,
    field: 'mac',
    check: ({ data: { mac } }) =>
      mac === undefined || (/^[0-9A-F]{12}$/.test(mac) && !/^(0{12}|F{12})$/.test(mac))
        ? undefined
        : `"${mac}" is not a MAC address`,
  },
  {
    id: 'device-mac-duplicate',
    severity: 'blocker',
    on: 'device',
    summary: 'No two devices have the same MAC address, whatever the customer.',
    hint: 'Find out which device has it, correct the other in BroadWorks, then extract again.',
    cites: 'R-DEV-1',
    overridable: false,
    field: 'mac',
    check(device, { shared, name }) {
      const { mac } = device.data;
      const others = (mac === undefined ? [] : (shared.macs.get(mac.toUpperCase()) ?? [])).filter(
        (id) => id !== device.id,
      );
      return others.length === 0 ? undefined : `${mac} is also the MAC address of ${listOf(others.map(name))}`;
    },
  },
  {
    id: 'device-type-never-read',
    severity: 'warning',
    on: 'device',
    summary: 'The type of each device was read: without it nobody knows what becomes of the phone.',
    hint: 'Extract GroupAccessDeviceGetListResponse of its group (`extract --write-requests FILE` asks for it), then map again.',
    field: 'model',
    check: ({ data }) =>
      data.sourceType === '' ? 'users name this device, and nothing that was read says what it is' : undefined,
  },
  {
    id: 'device-type-unknown',
    severity: 'warning',
    on: 'device',
    summary: 'What becomes of a device type is known.',
    hint: 'Add the type to mappings/devices.yaml, then map again.',
    field: 'model',
    // Such a type is taken as managed by the customer until somebody decides, so its fate does not show it.
    check: ({ data, why }) =>
      why.fate?.rule === 'device-type-unknown' && data.sourceType !== ''
        ? `nothing is known about the device type "${data.sourceType}"`
        : undefined,
  },
  {
    id: 'device-model-missing',
    severity: 'blocker',
    on: 'device',
    summary: 'A phone that Webex is to manage has a Webex model.',
    hint: 'Name the model of this type in mappings/devices.yaml, then map again.',
    overridable: false,
    field: 'model',
    check: (device) =>
      isManaged(device) && device.data.model === undefined
        ? `no Webex model for the device type "${device.data.sourceType}"`
        : undefined,
  },
  {
    id: 'device-third-party-not-enabled',
    severity: 'warning',
    on: 'customer',
    summary: 'Third-party phone models are enabled for the organisation: new ones do not see them.',
    hint: 'Ask the Cisco account manager to enable third-party devices before the phones are added.',
    check(_customer, facts) {
      const devices = facts
        .ofKind('device')
        .filter(
          ({ data }) => data.management === 'cisco-third-party' && data.fate !== 'drop' && data.fate !== 'replace',
        );
      const types = [...new Set(devices.map(({ data }) => data.model ?? data.sourceType))].sort();
      return devices.length === 0
        ? undefined
        : `${count(devices.length, 'phone')} of third parties (${types.join(', ')}) must be enabled by Cisco first`;
    },
  },
  {
    id: 'device-needs-conversion',
    severity: 'warning',
    on: 'device',
    summary: 'Lists phones whose firmware must be converted.',
    hint: 'Order the migration licence and check the hardware version before the cutover.',
    check: ({ data }) => (data.fate === 'convert' ? `"${data.sourceType}" needs other firmware` : undefined),
  },
  {
    id: 'device-needs-replacement',
    severity: 'warning',
    on: 'device',
    summary: 'Lists phones that Webex cannot use.',
    hint: 'Order a new phone for its owner.',
    check: ({ data }) => (data.fate === 'replace' ? `"${data.sourceType}" must be replaced` : undefined),
  },
  {
    id: 'device-managed-outside',
    severity: 'warning',
    on: 'device',
    summary: 'Lists devices that the partner or the customer has to manage: nothing is written for them.',
    hint: 'Plan its configuration outside Webex device management; SIP credentials are your own liability.',
    check: ({ data }) =>
      data.sourceType !== '' && (data.fate === 'partner-managed' || data.fate === 'customer-managed')
        ? `"${data.sourceType}" is managed by the ${data.fate === 'partner-managed' ? 'partner' : 'customer'}`
        : undefined,
  },
  {
    id: 'devices-per-user',
    severity: 'warning',
    on: 'owner',
    summary: `Nobody has more than ${DEVICES_PER_USER} devices.`,
    hint: 'Choose by use: desk phone, second desk, app. Drop the others in BroadWorks or in a decision.',
    cites: 'R-DEV-2',
    check(owner, facts) {
      const devices = facts.devicesOf(owner.id).filter(({ data }) => !['drop', 'replace', 'hold'].includes(data.fate));
      return devices.length > DEVICES_PER_USER
        ? `${devices.length} devices, ${DEVICES_PER_USER} are allowed, clients included`
        : undefined;
    },
  },
  {
    id: 'device-owner-missing',
    severity: 'warning',
    on: 'device',
    summary: 'Whoever has the first line of a device moves.',
    hint: 'Decide who gets the phone, or leave it in BroadWorks.',
    field: 'owner',
    check: (device, facts) => {
      if (!isManaged(device)) return undefined;
      const { owner } = device.data;
      if (owner === undefined) return 'nobody has a line on it';
      const draft = facts.draft(owner);
      return draft && isOwner(draft) ? undefined : `its owner ${withoutKind(owner)} does not move`;
    },
  },
  {
    id: 'device-line-missing',
    severity: 'warning',
    on: 'device',
    summary: 'Everybody with a line on a shared phone moves.',
    hint: 'Decide what becomes of these lines; the phone comes without them.',
    field: 'lines',
    check(device, facts) {
      const missing = device.data.lines.filter((line) => line !== device.data.owner && facts.draft(line) === undefined);
      return isManaged(device) && missing.length > 0
        ? `lines of people who do not move: ${listOf(missing.map(withoutKind))}`
        : undefined;
    },
  },
  {
    id: 'device-shared-across-locations',
    severity: 'warning',
    on: 'device',
    summary: 'A phone with lines of several locations moves with its first owner.',
    hint: 'Tell the people of the other locations, or give them a phone of their own.',
    cites: 'R-DEV-7',
    field: 'lines',
    check(device, facts) {
      const elsewhere = device.data.lines.filter((line) => {
        const draft = facts.draft(line);
        return draft !== undefined && isOwner(draft) && draft.data.location !== device.data.location;
      });
      return elsewhere.length === 0
        ? undefined
        : `lines of other locations: ${listOf(elsewhere.map((line) => facts.name(line)))}`;
    },
  },
] as const satisfies readonly AnyRule[];

/** Whether this tool is going to write the device. */
function isManaged({ data }: SubjectDraft<'device'>): boolean {
  return (
    (data.management === 'cisco' || data.management === 'cisco-third-party') &&
    (data.fate === 'keep' || data.fate === 'convert')
  );
}
