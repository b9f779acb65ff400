import type { MapContext, Mapped } from '../context.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

/** Off is what the target starts with: only "on" needs writing. Common-area Webex workspaces cannot hold it. */
export function mapDoNotDisturb(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'doNotDisturb');
  if (read === undefined) return { drafts: [] };
  const source = read.ref('isActive');
  if (!read.data.isActive) {
    return { drafts: [], accounts: [{ prefix: source, outcome: 'migrated', reason: 'same-as-target-default' }] };
  }
  if (subject.owner.kind === 'workspace') {
    return {
      drafts: [],
      accounts: [{ prefix: source, outcome: 'lost', reason: 'no-do-not-disturb-in-common-area' }],
      losses: [
        {
          customer: context.customer,
          owner: `user:${subject.user.key}`,
          service: 'Do Not Disturb',
          verdict: 'lost',
          notice: 'The phone rings: a common-area phone has no do not disturb.',
          action: 'Turn the ringer off on the phone, or forward its calls.',
          sources: [source],
        },
      ],
    };
  }
  return {
    drafts: [
      settingDraft(
        context,
        subject,
        { setting: 'doNotDisturb', owner: subject.owner.draft, enabled: true },
        { enabled: { rule: 'carried-over', sources: [source] } },
      ),
    ],
  };
}
