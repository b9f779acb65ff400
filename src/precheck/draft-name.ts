import { withoutKind } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';

/** How a message names a draft: what a person calls it, then its key. */
export function draftName(draft: Draft): string {
  const key = withoutKind(draft.id);
  const name = spokenName(draft);
  return name === '' || name === key ? key : `${name} (${key})`;
}

function spokenName(draft: Draft): string {
  switch (draft.kind) {
    case 'customer':
    case 'location':
    case 'device':
    case 'schedule':
    case 'announcement':
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
    case 'callPickup':
    case 'pagingGroup':
    case 'callPark':
    case 'voicePortal':
    case 'voicemailGroup':
      return draft.data.name;
    case 'subscriber':
    case 'virtualLine':
      return `${draft.data.firstName} ${draft.data.lastName}`.trim();
    case 'workspace':
      return draft.data.displayName;
    case 'number':
      return draft.data.number;
    case 'locationIntercept':
      return 'intercept';
    case 'locationMusic':
      return 'music on hold';
    case 'callParkSettings':
      return 'call park settings';
    case 'setting':
    case 'featureSetting':
      return draft.data.setting;
    case 'notMigrated':
      return draft.data.source;
    default:
      return draft satisfies never;
  }
}
