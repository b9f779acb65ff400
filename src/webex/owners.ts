/** Who can hold a line. */
export type LineOwnerKind = 'person' | 'workspace' | 'virtualLine';

export interface LineOwner {
  readonly kind: LineOwnerKind;
  readonly id: string;
}

const FEATURES = { person: '/people', workspace: '/workspaces' } as const;
const TELEPHONY = {
  person: '/telephony/config/people',
  workspace: '/telephony/config/workspaces',
  virtualLine: '/telephony/config/virtualLines',
} as const;

/** Settings that live under `/people/{id}/features` and its like; virtual lines have them under telephony. */
export function featurePath(owner: LineOwner, setting: string): string {
  return owner.kind === 'virtualLine'
    ? telephonyPath(owner, setting)
    : `${FEATURES[owner.kind]}/${encodeURIComponent(owner.id)}/features/${setting}`;
}

/** Settings that live under `/telephony/config/<owners>/{id}`. */
export function telephonyPath(owner: LineOwner, setting: string): string {
  return `${TELEPHONY[owner.kind]}/${encodeURIComponent(owner.id)}/${setting}`;
}
