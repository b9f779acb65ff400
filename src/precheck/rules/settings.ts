import type { AnyRule } from '../rule.ts';

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
