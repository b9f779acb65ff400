import type { DraftId } from '../domain/draft-id.ts';
import type { ForwardingRule } from '../domain/feature-data.ts';
import type { FeatureForward } from '../domain/feature-settings.ts';
import { featureTargets } from './feature-dial-targets.ts';
import { furtherTargets, interceptTargets, transferTargets } from './further-dial-targets.ts';
import { isE164 } from './phone.ts';
import type { SubjectDraft } from './subjects.ts';

/** One place of a draft that dials somewhere by itself. */
export interface DialTarget {
  /** Path into the draft's data. */
  readonly field: string;
  /** For a message: `forwarding when busy`. */
  readonly what: string;
  /** E.164, extension, whatever the source held; empty where nothing is set. */
  readonly value: string;
  /** Whether calls go there as soon as the draft is written. */
  readonly active: boolean;
}

/** Menu keys that cannot work without a value. */
const KEYS_WITH_TARGET: readonly string[] = [
  'TRANSFER_WITHOUT_PROMPT',
  'TRANSFER_WITH_PROMPT',
  'TRANSFER_TO_OPERATOR',
  'TRANSFER_TO_MAILBOX',
];

/** Every place of a draft that dials somewhere by itself, switched on or not. */
export function dialTargets(draft: SubjectDraft<'dialler'>): readonly DialTarget[] {
  switch (draft.kind) {
    case 'setting':
      return settingTargets(draft);
    case 'featureSetting':
      return featureTargets(draft.data).map(({ field, what, value, active }) => target(field, what, value, active));
    case 'huntGroup': {
      const { noAnswer, busyRedirect, notReachable } = draft.data;
      return [
        ...(noAnswer.forwardEnabled && !noAnswer.destinationVoicemailEnabled
          ? [target('noAnswer.destination', 'forwarding after no answer', noAnswer.destination, true)]
          : []),
        ...redirect('busyRedirect', 'forwarding when busy', busyRedirect),
        ...redirect('notReachable', 'forwarding when not reachable', notReachable),
      ];
    }
    case 'callQueue': {
      const { overflow } = draft.data;
      return overflow.action === 'TRANSFER_TO_PHONE_NUMBER'
        ? [target('overflow.destination', 'overflow', overflow.destination, true)]
        : [];
    }
    case 'autoAttendant':
      return (['businessHoursMenu', 'afterHoursMenu'] as const).flatMap((menu) =>
        draft.data[menu].keys
          .filter(({ action }) => KEYS_WITH_TARGET.includes(action))
          .map((key) =>
            target(
              `${menu}.keys`,
              `key ${key.key} of the ${menu === 'businessHoursMenu' ? 'business hours' : 'after hours'} menu`,
              key.value,
              true,
            ),
          ),
      );
    case 'voicemailGroup':
      return draft.data.transferToNumber === undefined
        ? []
        : [target('transferToNumber', 'transfer out of voicemail', draft.data.transferToNumber, true)];
    case 'locationIntercept':
      return interceptTargets(draft.data).map(({ field, what, value, active }) => target(field, what, value, active));
    case 'location':
      return transferTargets(draft.data.transferNumbers ?? {}, 'transferNumbers.').map(
        ({ field, what, value, active }) => target(field, what, value, active),
      );
    default:
      return draft satisfies never;
  }
}

/** Whom the setting belongs to, its location, or the feature itself. */
export function dialsFor(draft: SubjectDraft<'dialler'>): DraftId {
  if (draft.kind === 'featureSetting') return draft.data.feature;
  if (draft.kind === 'locationIntercept') return draft.data.location;
  return draft.kind === 'setting' ? draft.data.owner : draft.id;
}

/** Neither E.164 nor an extension: a SIP URI, a feature code, or a number whose country stays open. */
export function isDiallable(value: string): boolean {
  return isE164(value) || /^\d{2,10}$/.test(value);
}

function settingTargets({ data }: SubjectDraft<'setting'>): readonly DialTarget[] {
  switch (data.setting) {
    case 'callForwarding': {
      const rule = (field: string, what: string, { enabled, destination }: ForwardingRule) =>
        enabled || (destination ?? '') !== '' ? [target(`${field}.destination`, what, destination, enabled)] : [];
      return [
        ...rule('always', 'forwarding always', data.always),
        ...rule('busy', 'forwarding when busy', data.busy),
        ...rule('noAnswer', 'forwarding after no answer', data.noAnswer),
        ...rule('notReachable', 'forwarding when not reachable', data.notReachable),
      ];
    }
    case 'voicemail':
      return data.transferToNumber === undefined
        ? []
        : [target('transferToNumber', 'transfer out of voicemail', data.transferToNumber, data.enabled)];
    case 'callWaiting':
    case 'doNotDisturb':
      return [];
    default:
      return furtherTargets(data).map(({ field, what, value, active }) => target(field, what, value, active));
  }
}

function redirect(field: string, what: string, forward: FeatureForward | undefined): readonly DialTarget[] {
  if (forward === undefined || (!forward.enabled && forward.destination === undefined)) return [];
  return [target(`${field}.destination`, what, forward.destination, forward.enabled)];
}

function target(field: string, what: string, value: string | undefined, active: boolean): DialTarget {
  return { field, what, value: value ?? '', active };
}
