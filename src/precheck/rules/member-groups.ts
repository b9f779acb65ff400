import type { Why } from '../../domain/drafts.ts';
import type { AnyRule, Problem } from '../rule.ts';
import { listOf } from '../wording.ts';

/** Pickup, park and paging groups: named lists of members. */
export const MEMBER_GROUP_RULES = [
  {
    id: 'member-group-without-members',
    severity: 'warning',
    on: 'memberGroup',
    summary: 'A pickup or park group has members.',
    hint: 'Check that its members were extracted; without any it does nothing.',
    field: 'members',
    check: ({ data }) => (data.members.length === 0 ? 'no members' : undefined),
  },
  {
    id: 'member-group-members-left-out',
    severity: 'warning',
    on: 'memberGroup',
    summary: 'Everybody in a pickup or park group comes along; Webex takes a user into one pickup group only.',
    hint: 'Move them too, or decide in BroadWorks which group they belong to, then extract again.',
    check: ({ why }) => leftOut(why),
  },
  {
    id: 'member-group-name-duplicate',
    severity: 'blocker',
    on: 'memberGroup',
    summary: 'Groups of one kind in one location have names that tell them apart: by name they are found.',
    hint: 'Rename one of them in BroadWorks, then extract again.',
    overridable: false,
    field: 'name',
    check({ id, kind, data }, facts) {
      const others = facts
        .ofKind(kind)
        .filter(
          (other) => other.data.location === data.location && other.id < id && sameName(other.data.name, data.name),
        );
      return others.length === 0
        ? undefined
        : `"${data.name}" is also the name of ${listOf(others.map((other) => other.id))}`;
    },
  },
  {
    id: 'park-recall-missing',
    severity: 'warning',
    on: 'callPark',
    summary: 'The hunt group that parked calls come back to moves.',
    hint: 'Move it too, or accept that calls come back to whoever parked them.',
    field: 'recallHuntGroup',
    check: ({ data }, facts) =>
      data.recallHuntGroup !== undefined && facts.draft(data.recallHuntGroup) === undefined
        ? `${facts.name(data.recallHuntGroup)}, which parked calls come back to, does not move`
        : undefined,
  },
  {
    id: 'park-recall-alternate-user',
    severity: 'warning',
    on: 'callPark',
    summary: 'Parked calls come back to the user or to a hunt group of the location: Webex rings no other user.',
    hint: 'Put the alternate user into a hunt group of the location, then extract again.',
    field: 'recall',
    check: ({ why }) =>
      why.recall?.rule === 'recall-rings-hunt-groups-only'
        ? (why.recall.note ?? 'calls come back to the user')
        : undefined,
  },
  {
    id: 'paging-name-too-long',
    severity: 'blocker',
    on: 'pagingGroup',
    summary: 'The name of a paging group has at most 30 characters.',
    hint: 'Shorten the name in BroadWorks, then extract again.',
    overridable: false,
    field: 'name',
    check: ({ data }) =>
      data.name.length > 30 ? `the name has ${data.name.length} characters, 30 are allowed` : undefined,
  },
  {
    id: 'paging-without-members',
    severity: 'warning',
    on: 'pagingGroup',
    summary: 'A paging group has somebody who pages and somebody who is paged.',
    hint: 'Extract GroupGroupPagingGetTargetListResponse and …GetOriginatorListResponse of this group, then map again.',
    check: ({ data }) =>
      (['originators', 'targets'] as const)
        .filter((field) => data[field].length === 0)
        .map((field) => ({ message: `no ${field}`, field })),
  },
  {
    id: 'paging-members-left-out',
    severity: 'warning',
    on: 'pagingGroup',
    summary: 'Everybody in a paging group comes along; Webex pages 75 targets at most.',
    hint: 'Move them too, or make a second paging group for those above 75.',
    check: ({ why }) => leftOut(why),
  },
  {
    id: 'voicemail-group-extension-missing',
    severity: 'blocker',
    on: 'voicemailGroup',
    summary: 'A voicemail group has an extension: Webex takes none without, not even one with a number.',
    hint: 'Answer the decision about its extension, then map again.',
    overridable: false,
    field: 'extension',
    check: ({ data }) => (data.extension === undefined ? 'no extension' : undefined),
  },
] as const satisfies readonly AnyRule[];

function leftOut(why: Readonly<Record<string, Why>>): readonly Problem[] {
  return Object.entries(why)
    .filter(([, { rule }]) => rule === 'member-left-out')
    .map(([field, { note }]) => ({ message: note ?? 'members are left out', field }));
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
