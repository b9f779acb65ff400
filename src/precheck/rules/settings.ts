import type { AnyRule, Problem } from '../rule.ts';
import type { SubjectDraft } from '../subjects.ts';
import { listOf } from '../wording.ts';
import { isMailAddress } from './identity.ts';

/** Addresses that a mailbox sends something to. */
const MAILBOX_ADDRESSES = ['notifyEmail', 'copyEmail', 'externalEmail'] as const;
/** Phones that let guests sign in. */
const HOST_MODEL = /^(?:DMS )?Cisco (?:68|78|88|98)\d\d/;

/** Settings of owners that the target ties to something else. */
export const SETTING_RULES = [
  {
    id: 'caller-id-number-left-behind',
    severity: 'warning',
    on: 'setting',
    summary: 'The number that calls show instead of the own one moves too.',
    hint: 'Move the number, or choose another one to show; the target refuses numbers that it does not have.',
    cites: 'R-NUM-9',
    field: 'customNumber',
    check({ data }, facts) {
      if (data.setting !== 'callerId' || data.customNumber === undefined) return undefined;
      return facts.number(data.customNumber)?.data.fate === 'move'
        ? undefined
        : `calls are to show ${data.customNumber}, which does not move`;
    },
  },
  {
    id: 'mailbox-address-invalid',
    severity: 'blocker',
    on: 'mailbox',
    summary: 'Whatever a mailbox sends (messages, copies, notifications) goes to an e-mail address.',
    hint: 'Correct the address in BroadWorks, then extract again.',
    overridable: false,
    check: (draft) =>
      MAILBOX_ADDRESSES.flatMap((field): readonly Problem[] => {
        const address = mailboxOf(draft)?.[field];
        return address === undefined || isMailAddress(address)
          ? []
          : [{ message: `"${address}" is no e-mail address`, field }];
      }),
  },
  {
    id: 'hoteling-host-phone',
    severity: 'warning',
    on: 'setting',
    summary: 'Guests sign in to phones that may be hosts: Cisco phones with multiplatform firmware.',
    hint: 'Give the user such a phone, or switch hoteling off in BroadWorks and extract again; Webex may refuse the setting.',
    field: 'enabled',
    check({ data }, facts) {
      if (data.setting !== 'hotelingHost' || !data.enabled) return undefined;
      const phones = facts.devicesOf(data.owner).filter((device) => device.data.owner === data.owner);
      const known = phones.flatMap(({ data: { model } }) => model ?? []);
      return known.length === 0 || known.some((model) => HOST_MODEL.test(model))
        ? undefined
        : `guests are to sign in to ${listOf(known)}, which may not be a host`;
    },
  },
  {
    id: 'recording-without-vendor',
    severity: 'warning',
    on: 'setting',
    summary: 'Whoever is recorded has a recording vendor: nothing in the captures names one.',
    hint: 'Choose the vendor of the organisation or location in Control Hub before the cutover, and check what the law asks for.',
    field: 'record',
    check: ({ data }) =>
      data.setting === 'callRecording' && data.enabled
        ? 'calls are recorded only once a recording vendor was chosen by hand'
        : undefined,
  },
] as const satisfies readonly AnyRule[];

function mailboxOf({ data }: SubjectDraft<'mailbox'>) {
  if (!('setting' in data)) return data;
  return data.setting === 'voicemail' ? data : undefined;
}
