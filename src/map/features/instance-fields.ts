import type { Why } from '../../domain/drafts.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { SourceInstance } from '../../domain/source.ts';
import { countryCode } from '../address.ts';
import type { MapContext } from '../context.ts';
import { languageOf, timeZoneOf } from '../locale.ts';
import { indexOf } from '../source-index.ts';

/** Where the list of one kind of instance stands. */
export interface InstanceList {
  readonly base: string;
  readonly table: string;
}

export interface InstanceFields {
  readonly location: string;
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly enabled: boolean;
  readonly language: string;
  readonly timeZone: string;
}

/** For a field that stands in for what nobody captured; precheck blocks such a draft. */
export const NOT_CAPTURED: Why = {
  rule: 'instance-not-captured',
  sources: [],
  note: 'a placeholder: the details of this instance were not read',
};
export const TARGET_DEFAULT: Why = { rule: 'target-default', sources: [] };

/** Carried over where the source has the value, else the target's own default. */
export function because(value: unknown, source: SourceRef): Why {
  return value === undefined ? TARGET_DEFAULT : { rule: 'carried-over', sources: [source] };
}

export function instanceRef(instance: SourceInstance): EntityRef {
  return { kind: 'serviceInstance', key: instance.key };
}

/**
 * What every virtual user has: name, number, extension, switch, language and zone, each with its reason.
 *
 * @param detail - base name of the instance response
 * @returns `undefined` when the group of the instance is skipped
 */
export function instanceFields(
  context: MapContext,
  instance: SourceInstance,
  list: InstanceList,
  detail: string,
): { readonly data: InstanceFields; readonly why: Record<string, Why> } | undefined {
  const location = context.location(instance.groupKey);
  if (location === undefined) return undefined;
  const place = context.locale(instance.groupKey);
  const group = indexOf(context.source).group(instance.groupKey);
  const country = countryCode(group?.address?.country, context.catalogues);
  const language = languageOf(instance.language, country, context.catalogues);
  const zone = timeZoneOf(instance.timeZone, context.catalogues);
  const from = sourcesOf(context, instance, list, detail);

  const why: Record<string, Why> = {
    location: { rule: 'location-from-group', sources: [] },
    name:
      instance.name === undefined
        ? { rule: 'name-from-id', sources: [], changed: true, note: 'the source has no name; its id stands in' }
        : { rule: 'carried-over', sources: from('name', 'Name') },
    enabled:
      instance.active === undefined
        ? { rule: 'switch-not-captured', sources: [], note: 'whether it is on was never captured; taken as on' }
        : { rule: 'carried-over', sources: from(undefined, 'Is Active') },
    language:
      language === undefined
        ? { rule: 'language-of-location', sources: [] }
        : { rule: 'R-LOC-3', sources: from('language') },
    timeZone:
      zone === undefined
        ? { rule: 'timezone-of-location', sources: [] }
        : { rule: 'R-LOC-6', sources: from('timeZone') },
  };
  if (instance.dn !== undefined) why.phoneNumber = { rule: 'R-NUM-1', sources: from('phoneNumber', 'Phone Number') };
  if (instance.extension !== undefined) {
    why.extension = { rule: 'R-LOC-5', sources: from('extension', 'Extension') };
  }
  return {
    data: {
      location,
      name: instance.name ?? instance.userId,
      ...(instance.dn === undefined ? {} : { phoneNumber: instance.dn }),
      ...(instance.extension === undefined ? {} : { extension: instance.extension }),
      enabled: instance.active ?? true,
      language: language ?? place.language,
      timeZone: zone ?? place.timeZone,
    },
    why,
  };
}

/** References that really exist: a path of the instance response, and the cell of the group's list. */
function sourcesOf(context: MapContext, instance: SourceInstance, list: InstanceList, detail: string) {
  const self = instanceRef(instance);
  const group: EntityRef = { kind: 'group', key: instance.groupKey };
  const hasDetail = context.source.readState(self, detail) === 'read';
  const hasList = context.source.readState(group, list.base) === 'read';
  return (field?: string, heading?: string): SourceRef[] => [
    ...(field !== undefined && hasDetail ? [sourceRef(self, detail, `serviceInstanceProfile.${field}`)] : []),
    ...(heading !== undefined && hasList
      ? [sourceRef(group, list.base, cellPath(list.table, 'Service User Id', instance.userId, heading))]
      : []),
  ];
}
