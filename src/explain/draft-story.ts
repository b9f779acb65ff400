import { withoutKind } from '../domain/draft-id.ts';
import type { Draft, Why } from '../domain/drafts.ts';
import { entryOf } from '../domain/entry-of.ts';
import type { DraftStory, FieldStory, PackageStory } from '../domain/explain-story.ts';
import type { SourceRef } from '../domain/keys.ts';

/** Tells a draft field by field: value, rule, note and the places in the captures that it came from. */
export function draftStory(draft: Draft, follow: (ref: SourceRef) => FieldStory['sources'][number]): DraftStory {
  return {
    id: draft.id,
    kind: draft.kind,
    name: nameOf(draft),
    fields: leaves(draft.data, '').map(({ path, value }): FieldStory => {
      const why = whyOf(draft.why, path);
      return {
        path,
        value,
        ...(why === undefined ? {} : { rule: why.rule }),
        ...(why?.note === undefined ? {} : { note: why.note }),
        ...(why?.changed === undefined ? {} : { changed: why.changed }),
        sources: (why?.sources ?? []).map((ref) => asRead(follow(ref), value)),
      };
    }),
  };
}

/** A number that is the key of its row was read from there, and not from the cell that the reference names. */
function asRead(source: FieldStory['sources'][number], value: unknown): FieldStory['sources'][number] {
  const row = /\[([^\]]+)\]/.exec(source.ref)?.[1];
  const digits = (text: string): string => text.replace(/\D/g, '');
  const isNumber = typeof value === 'string' && /^\+\d+$/.test(value);
  return row !== undefined && isNumber && digits(row) === digits(value) ? { ...source, value: row } : source;
}

/** Why a draft has its package, where it has one. */
export function packageStory(draft: Draft): PackageStory | undefined {
  if (draft.kind !== 'subscriber' && draft.kind !== 'workspace') return undefined;
  const why = whyOf(draft.why, 'package');
  return {
    package: draft.data.package,
    ...(why === undefined ? {} : { rule: why.rule }),
    ...(why?.note === undefined ? {} : { reason: why.note }),
  };
}

function nameOf(draft: Draft): string {
  if (draft.kind === 'locationMusic' || draft.kind === 'locationIntercept')
    return `of ${withoutKind(draft.data.location)}`;
  const { data } = draft;
  if ('name' in data) return data.name;
  if ('displayName' in data) return data.displayName;
  if ('firstName' in data) return `${data.firstName} ${data.lastName}`.trim();
  if ('number' in data) return data.number;
  if ('ringPattern' in data) return 'call park settings';
  return 'setting' in data ? data.setting : data.source;
}

/** Values at the ends of the data; lists of plain values and empty lists are told as one. */
function leaves(value: unknown, path: string): { path: string; value: unknown }[] {
  const entries = Array.isArray(value)
    ? value.every((item) => typeof item !== 'object')
      ? []
      : value.map((item, index): [string, unknown] => [String(index), item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  if (entries.length === 0) return [{ path, value }];
  return entries.flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`));
}

/** The longest recorded prefix of a path answers. */
function whyOf(why: Readonly<Record<string, Why>>, path: string): Why | undefined {
  for (let length = path.length; length > 0; length = path.lastIndexOf('.', length - 1)) {
    const found = entryOf(why, path.slice(0, length));
    if (found) return found;
  }
  return undefined;
}
