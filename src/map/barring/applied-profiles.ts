import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { SourceCustomer, SourceUser } from '../../domain/source.ts';
import type { BarringProfile } from '../../domain/source-barring.ts';

/** A profile of communication barring that holds for somebody, and who says so. */
export interface AppliedProfile {
  /** As BroadWorks calls it; missing where it is the default of the provider, and nobody asked which one that is. */
  readonly name?: string;
  /** Missing where it was never read. */
  readonly profile?: BarringProfile;
  readonly sources: readonly SourceRef[];
}

/** The profile of a group: its own, or the default of its provider. None where nobody asked, or there is none. */
export function profilesOfGroup(source: SourceCustomer, groupKey: string): readonly AppliedProfile[] {
  const read = source.feature(groupKey, 'groupCommunicationBarring');
  if (read?.data === undefined) return [];
  const owner: EntityRef = { kind: 'group', key: groupKey };
  if (read.data.useDefaultProfile !== true) {
    return named(source, read.data.profile, sourceRef(owner, read.response, 'profile'));
  }
  const said = sourceRef(owner, read.response, 'useDefaultServiceProviderProfile');
  const list = source.feature(source.provider.key, 'barringProfiles')?.data;
  const parts = source.feature(source.provider.key, 'barringProfileDetails')?.data?.parts ?? [];
  const byList = list?.listed.find(({ isDefault }) => isDefault === true)?.name;
  const byDetail = parts.find(({ content }) => content?.isDefault === true)?.name;
  const name = byList ?? byDetail;
  if (name !== undefined) return named(source, name, said);
  return list === undefined ? [{ sources: [said] }] : [];
}

/**
 * The profiles of a user: its own or that of its group, and whatever it has switched on itself. A call has to pass all.
 *
 * @returns `own`: it differs from its group, whose location cannot say it
 */
export function profilesOfUser(
  source: SourceCustomer,
  user: SourceUser,
): { readonly own: boolean; readonly profiles: readonly AppliedProfile[] } {
  const owner: EntityRef = { kind: 'user', key: user.key };
  const read = source.feature(user.key, 'communicationBarring');
  const control = source.feature(user.key, 'communicationBarringControl');
  const switched = (control?.data?.profiles ?? []).filter(({ active }) => active === true);
  const added = switched.flatMap(({ name }) =>
    named(source, name, sourceRef(owner, control?.response ?? '', 'profileTable')),
  );
  if (read?.data?.useGroupSetting !== false) {
    return { own: added.length > 0, profiles: [...profilesOfGroup(source, user.groupKey), ...added] };
  }
  const own = named(source, read.data.profile, sourceRef(owner, read.response, 'profileName'));
  return { own: true, profiles: [...own, ...added] };
}

function named(source: SourceCustomer, name: string | undefined, said: SourceRef): readonly AppliedProfile[] {
  if (name === undefined) return [];
  const parts = source.feature(source.provider.key, 'barringProfileDetails')?.data?.parts ?? [];
  const profile = parts.find((part) => part.name === name)?.content;
  return [{ name, sources: [said], ...(profile === undefined ? {} : { profile }) }];
}
