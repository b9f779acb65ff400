import type { DraftKind } from './drafts.ts';

/** Who or what makes calls. */
export const OWNER_KINDS = ['subscriber', 'workspace', 'virtualLine'] as const satisfies readonly DraftKind[];

/** Features that are called by number or extension, and move with whoever is behind them. */
export const CALLED_FEATURE_KINDS = [
  'huntGroup',
  'callQueue',
  'autoAttendant',
  'pagingGroup',
  'voicemailGroup',
] as const satisfies readonly DraftKind[];
