import type { LineOwner } from '../webex/owners.ts';

/** Where the target keeps a setting of an owner, for the description of a request. */
export function settingPath(owner: LineOwner, setting: string): string {
  const feature = setting === 'callForwarding' || setting === 'callWaiting';
  switch (owner.kind) {
    case 'person':
      return setting === 'emergencyCallbackNumber'
        ? `/telephony/config/people/${owner.id}/${setting}`
        : `/people/${owner.id}/features/${setting}`;
    case 'workspace':
      return feature
        ? `/workspaces/${owner.id}/features/${setting}`
        : `/telephony/config/workspaces/${owner.id}/${setting}`;
    case 'virtualLine':
      return `/telephony/config/virtualLines/${owner.id}/${setting}`;
    default:
      return owner.kind satisfies never;
  }
}
