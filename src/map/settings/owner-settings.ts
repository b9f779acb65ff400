import type { DraftOf, SettingData, Why } from '../../domain/drafts.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { FeatureData, FeatureName, SourceUser } from '../../domain/source.ts';
import type { MapContext, OwnerDraft } from '../context.ts';
import { assignedServices } from '../in-use.ts';

/** A user and what it becomes: what every setting is mapped for. */
export interface Subject {
  readonly user: SourceUser;
  readonly owner: OwnerDraft;
}

export const userRef = (user: SourceUser): EntityRef => ({ kind: 'user', key: user.key });

/**
 * Whether a user has a service, packs expanded. `unknown`: its services were never read, or it has a pack whose content
 * nobody knows, so that nothing may be concluded from absence.
 */
export function hasService(context: MapContext, user: SourceUser, service: string): 'yes' | 'no' | 'unknown' {
  const { source } = context;
  if (assignedServices(source, user).some(({ name }) => name === service)) return 'yes';
  if (user.servicesState !== 'read') return 'unknown';
  // The list of effective services holds what packs bring, whatever is in them.
  if (source.readState(userRef(user), 'UserAssignedServicesGetListResponse') === 'read') return 'no';
  const expandable = user.packs.every((name) =>
    source.packs.some((pack) => pack.name === name && pack.services !== undefined),
  );
  return expandable ? 'no' : 'unknown';
}

/** What was read of one feature; `undefined` when it was never asked or the platform answered with an error. */
export function readFeature<Name extends FeatureName>(
  context: MapContext,
  user: SourceUser,
  name: Name,
):
  | { readonly data: FeatureData[Name]; readonly ref: (path: string) => SourceRef; readonly all: SourceRef }
  | undefined {
  const feature = context.source.feature(user.key, name);
  if (feature?.data === undefined || feature.state !== 'read') return undefined;
  const owner = userRef(user);
  return {
    data: feature.data,
    ref: (path) => sourceRef(owner, feature.response, path),
    all: `${owner.kind}:${owner.key} ${feature.response}`,
  };
}

/** Where it is said that a user has a service. */
export function serviceSource(context: MapContext, user: SourceUser, service: string): SourceRef {
  const found = assignedServices(context.source, user).find(({ name }) => name === service);
  return found?.source ?? `user:${user.key}`;
}

/** For "the source does not have it: off": the cell that says so, where the list was read. */
export function serviceAbsent(context: MapContext, user: SourceUser, service: string): Why {
  const base = 'UserServiceGetAssignmentListResponse';
  const owner = userRef(user);
  const cell = sourceRef(owner, base, cellPath('userServicesAssignmentTable', 'Service Name', service, 'Assigned'));
  return {
    rule: 'target-default-differs',
    sources: context.source.readState(owner, base) === 'read' ? [cell] : [],
    note: `the user does not have ${service}, and the target would switch it on`,
  };
}

export function settingDraft(
  context: MapContext,
  subject: Subject,
  data: SettingData,
  why: Readonly<Record<string, Why>>,
): DraftOf<'setting'> {
  return {
    id: `setting:${subject.user.key}/${data.setting}`,
    kind: 'setting',
    customer: context.customer,
    from: `user:${subject.user.key}`,
    data,
    why: {
      setting: { rule: 'carried-over', sources: [] },
      owner: { rule: 'setting-of-its-owner', sources: [] },
      ...why,
    },
  };
}
