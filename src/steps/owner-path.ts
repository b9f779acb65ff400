import { entryOf } from '../domain/entry-of.ts';
import { SELECTIVE_PATHS } from '../domain/further-settings.ts';
import type { LineOwner } from '../webex/owners.ts';

/** Under `features` for people and Webex workspaces. */
const FEATURES: ReadonlySet<string> = new Set([
  'callForwarding',
  'callWaiting',
  'callerId',
  'intercept',
  'hotelingGuest',
  'outgoingPermission',
  'incomingPermission',
  'monitoring',
  'receptionist',
  'executiveAssistant',
]);
/** Under `features` for people alone. */
const PEOPLE_FEATURES: ReadonlySet<string> = new Set([
  ...FEATURES,
  'voicemail',
  'doNotDisturb',
  'bargeIn',
  'privacy',
  'pushToTalk',
  'callRecording',
]);
/** Under `features` for Webex workspaces alone. */
const WORKSPACE_FEATURES: ReadonlySet<string> = new Set([...FEATURES, 'transferNumbers']);
/** Where the target has another word for it. */
const SEGMENTS: Readonly<Record<string, string>> = {
  agentCallerId: 'agent/callerId',
  anonymousCallRejection: 'anonymousCallReject',
  hotelingGuest: 'hoteling',
  hotelingHost: 'devices/settings/hoteling',
  transferNumbers: 'outgoingPermission/autoTransferNumbers',
  digitPatterns: 'outgoingPermission/digitPatterns',
  receptionist: 'reception',
  assignedAssistants: 'executive/assignedAssistants',
  executiveAlert: 'executive/alert',
  executiveScreening: 'executive/screening',
  assistantDivert: 'executive/assistant',
  alternateNumbers: 'numbers',
  ...SELECTIVE_PATHS,
};

/** Where the target keeps a setting of an owner, for the description of a request. */
export function settingPath(owner: LineOwner, setting: string): string {
  const segment = entryOf(SEGMENTS, setting) ?? setting;
  switch (owner.kind) {
    case 'person':
      return PEOPLE_FEATURES.has(setting)
        ? `/people/${owner.id}/features/${segment}`
        : `/telephony/config/people/${owner.id}/${segment}`;
    case 'workspace':
      if (setting === 'callRecording') return `/telephony/config/workspaces/${owner.id}/features/callRecordings`;
      return WORKSPACE_FEATURES.has(setting)
        ? `/workspaces/${owner.id}/features/${segment}`
        : `/telephony/config/workspaces/${owner.id}/${segment}`;
    case 'virtualLine':
      return `/telephony/config/virtualLines/${owner.id}/${segment}`;
    default:
      return owner.kind satisfies never;
  }
}
