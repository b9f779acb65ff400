import type { DraftKind, DraftOf } from '../../domain/drafts.ts';
import type { ReportPorts } from '../ports.ts';

/** Kinds that a report shows one by one; settings are only counted. */
type ReportedKind = Exclude<
  DraftKind,
  | 'setting'
  | 'featureSetting'
  | 'schedule'
  | 'callParkSettings'
  | 'announcement'
  | 'locationMusic'
  | 'locationIntercept'
>;
export type DraftsByKind = { readonly [Kind in ReportedKind]: readonly DraftOf<Kind>[] };

/** Reads each kind once: a large migration has tens of thousands of drafts. */
export function readDrafts({ drafts }: Pick<ReportPorts, 'drafts'>): DraftsByKind {
  return {
    customer: drafts('customer'),
    location: drafts('location'),
    subscriber: drafts('subscriber'),
    workspace: drafts('workspace'),
    virtualLine: drafts('virtualLine'),
    notMigrated: drafts('notMigrated'),
    number: drafts('number'),
    device: drafts('device'),
    huntGroup: drafts('huntGroup'),
    callQueue: drafts('callQueue'),
    autoAttendant: drafts('autoAttendant'),
    callPickup: drafts('callPickup'),
    pagingGroup: drafts('pagingGroup'),
    voicePortal: drafts('voicePortal'),
    voicemailGroup: drafts('voicemailGroup'),
    callPark: drafts('callPark'),
  };
}
