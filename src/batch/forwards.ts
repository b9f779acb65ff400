import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import type { FeatureSettingData } from '../domain/feature-settings.ts';

/** Where calls are sent to: forwardings, full queues, unanswered hunt groups, menu keys, the zero of a mailbox. */
export function* forwards(drafts: readonly Draft[]): Generator<{ from: DraftId; target: string; what: string }> {
  for (const draft of drafts) {
    const { id: from } = draft;
    if (draft.kind === 'huntGroup' && draft.data.noAnswer.destination !== undefined) {
      yield { from, target: draft.data.noAnswer.destination, what: 'unanswered calls' };
    } else if (draft.kind === 'callQueue' && draft.data.overflow.destination !== undefined) {
      yield { from, target: draft.data.overflow.destination, what: 'overflow' };
    } else if (draft.kind === 'autoAttendant') {
      for (const { value } of [...draft.data.businessHoursMenu.keys, ...draft.data.afterHoursMenu.keys]) {
        if (value !== undefined) yield { from, target: value, what: 'menu key' };
      }
    } else if (draft.kind === 'setting') {
      const { data } = draft;
      if (data.setting === 'callForwarding') {
        for (const { destination } of [data.always, data.busy, data.noAnswer, data.notReachable]) {
          if (destination) yield { from: data.owner, target: destination, what: 'forwarding' };
        }
      } else if (data.setting === 'voicemail' && data.transferToNumber !== undefined) {
        yield { from: data.owner, target: data.transferToNumber, what: 'zero in the mailbox' };
      } else if (data.setting === 'selectiveForwarding' && data.defaultNumber !== undefined) {
        yield { from: data.owner, target: data.defaultNumber, what: 'selective forwarding' };
      } else if (data.setting === 'selectiveRule' && data.forwardTo !== undefined) {
        yield { from: data.owner, target: data.forwardTo, what: 'rule of selective forwarding' };
      }
    } else if (draft.kind === 'featureSetting') {
      for (const target of targetsOf(draft.data)) yield { from: draft.data.feature, target, what: 'forwarding' };
    }
  }
}

/** Where a hunt group, queue or attendant sends calls to beside its own behaviour, switched off or not. */
function targetsOf(data: FeatureSettingData): string[] {
  const targets =
    data.setting === 'forwarding' ? [data.always.destination, data.selective.destination] : [data.destination];
  return targets.filter((target) => target !== undefined);
}
