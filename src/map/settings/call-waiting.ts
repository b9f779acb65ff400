import type { MapContext, Mapped } from '../context.ts';
import { hasService, readFeature, type Subject, serviceAbsent, settingDraft } from './owner-settings.ts';

const SERVICE = 'Call Waiting';

/** The target switches call waiting on: only "off" needs writing, also where the user does not have it (migration rules §2). */
export function mapCallWaiting(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'callWaiting');
  const data = { setting: 'callWaiting', owner: subject.owner.draft, enabled: false } as const;
  if (read === undefined) {
    if (hasService(context, subject.user, SERVICE) !== 'no') return { drafts: [] };
    return {
      drafts: [settingDraft(context, subject, data, { enabled: serviceAbsent(context, subject.user, SERVICE) })],
    };
  }
  if (read.data.isActive) {
    return {
      drafts: [],
      accounts: [{ prefix: read.ref('isActive'), outcome: 'migrated', reason: 'same-as-target-default' }],
    };
  }
  return {
    drafts: [
      settingDraft(context, subject, data, { enabled: { rule: 'carried-over', sources: [read.ref('isActive')] } }),
    ],
  };
}
