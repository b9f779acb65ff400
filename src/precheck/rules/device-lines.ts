import { withoutKind } from '../../domain/draft-id.ts';

import type { AnyRule } from '../rule.ts';
import { count, listOf } from '../wording.ts';

/** One line, over all phones and apps. */
const APPEARANCES_PER_LINE = 35;

/** Lines and keys of phones. None of them keeps the phone back: what does not fit is left out and told. */
export const DEVICE_LINE_RULES = [
  {
    id: 'device-owner-virtual-line',
    severity: 'blocker',
    on: 'device',
    summary: 'The owner of a phone is a person or a Webex workspace: a virtual line cannot own one.',
    hint: 'Answer the decision about its owner, or give the phone to somebody who also has the line.',
    overridable: false,
    field: 'owner',
    check: ({ data }, facts) =>
      data.fate === 'keep' && data.owner !== undefined && facts.draft(data.owner)?.kind === 'virtualLine'
        ? `its owner ${facts.name(data.owner)} becomes a virtual line`
        : undefined,
  },
  {
    id: 'shared-line-appearances',
    severity: 'warning',
    on: 'owner',
    summary: `No line is on more than ${APPEARANCES_PER_LINE} phones and apps.`,
    hint: 'Take the line off some phones in BroadWorks, or use a hunt group in its place.',
    check(owner, facts) {
      const devices = facts
        .devicesOf(owner.id)
        .filter(({ data }) => data.fate === 'keep' || data.members !== undefined);
      return devices.length > APPEARANCES_PER_LINE
        ? `${devices.length} appearances, ${APPEARANCES_PER_LINE} are allowed`
        : undefined;
    },
  },
  {
    id: 'device-over-limit',
    severity: 'warning',
    on: 'device',
    summary: 'Lists phones that are held back because their owner has more than the target allows.',
    hint: 'Give the phone to another owner, for example a Webex workspace, or drop another one in BroadWorks.',
    cites: 'R-DEV-2',
    field: 'fate',
    check: ({ data, why }) =>
      why.fate?.rule === 'R-DEV-2'
        ? `not added: ${why.fate.note ?? 'too many devices'} (${withoutKind(data.owner ?? '')})`
        : undefined,
  },
  {
    id: 'device-lines-unknown',
    severity: 'info',
    on: 'device',
    summary: 'It is known how many lines a phone with shared lines can show.',
    hint: 'Add the model under models in mappings/devices.yaml with its number of lines, then map again.',
    field: 'members',
    // `map` leaves out what does not fit only where it knows the model; the target says the last word.
    check: ({ data, why }) =>
      why.members?.rule === 'shared-lines-unmeasured'
        ? `${count(data.members?.length ?? 0, 'line')} on a ${data.model ?? data.sourceType}, whose number of lines nobody wrote down`
        : undefined,
  },
  {
    id: 'device-keys-differ',
    severity: 'info',
    on: 'device',
    summary: 'Lists phones whose line keys are set anew: lines, watched people, speed dials.',
    hint: 'Tell the owner where the speed dials are; keys that were set on the phone itself are gone.',
    field: 'layout',
    check({ data }) {
      const { layout = [] } = data;
      const dials = layout.filter(({ type }) => type === 'SPEED_DIAL');
      const further = layout.filter(({ module }) => module !== undefined).length;
      const parts = [
        ...(dials.length === 0
          ? []
          : [
              `${count(dials.length, 'key')} for speed dials: ${listOf(dials.map(({ label, value }) => label ?? value ?? ''))}`,
            ]),
        ...(further === 0 ? [] : [`${count(further, 'key')} on an expansion module`]),
      ];
      return parts.length === 0 ? undefined : parts.join('; ');
    },
  },
] as const satisfies readonly AnyRule[];
