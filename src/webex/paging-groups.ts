import { z } from 'zod';
import type { Caller } from './call.ts';
import { featuresInLocation } from './features-in-location.ts';

/** `enabled` is taken by a change only: a fresh group is on. */
export interface NewPagingGroup {
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly languageCode: string;
  readonly originatorCallerIdEnabled: boolean;
  /** Ids of people, Webex workspaces and virtual lines. */
  readonly originators: readonly string[];
  readonly targets: readonly string[];
}

const listed = z.object({
  id: z.string(),
  name: z.string(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
});
const members = z.array(z.object({ id: z.string() })).default([]);
const group = listed.extend({
  enabled: z.boolean().optional(),
  languageCode: z.string().optional(),
  originatorCallerIdEnabled: z.boolean().optional(),
  originators: members,
  targets: members,
});

export function pagingGroupsApi(caller: Caller) {
  return featuresInLocation<
    typeof listed,
    typeof group,
    NewPagingGroup,
    NewPagingGroup & { readonly enabled: boolean }
  >(caller, {
    path: 'paging',
    member: 'locationPaging',
    listed,
    one: group,
  });
}
export type PagingGroupsApi = ReturnType<typeof pagingGroupsApi>;
