import type { FieldStory, SourcePlace } from '../domain/explain-story.ts';
import { type EntityKind, type EntityRef, partBase, type SourceRef } from '../domain/keys.ts';
import { settingsOf } from '../domain/settings.ts';
import type { ExplainPorts } from './ports.ts';

const KINDS: readonly EntityKind[] = [
  'system',
  'serviceProvider',
  'group',
  'department',
  'user',
  'serviceInstance',
  'device',
  'servicePack',
  'dn',
  'schedule',
  'callPark',
  'callPickup',
  'trunkGroup',
];

interface Read {
  readonly place: SourcePlace;
  /** Path to text, for every stored value. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Follows source references back to the capture: file, byte offset and the text that stands there. Each response is
 * read once, however many fields came from it.
 */
export function sourceValues(ports: Pick<ExplainPorts, 'response'>) {
  const cache = new Map<string, readonly Read[]>();
  return (ref: SourceRef): FieldStory['sources'][number] => {
    const parsed = parseRef(ref);
    if (!parsed) return { ref };
    const { owner, base, part, path } = parsed;
    const key = `${owner.kind}:${owner.key} ${base}${part}`;
    const answers = () =>
      ports.response(owner, base).filter((answer) => part === '' || partBase(base, answer.part) === base + part);
    const reads =
      cache.get(key) ??
      answers().map(
        ({ place, body }): Read => ({
          place,
          values: new Map([...settingsOf(base, body)].map((setting) => [setting.path, setting.value])),
        }),
      );
    cache.set(key, reads);
    const holder = reads.find(({ values }) => values.has(path)) ?? reads[0];
    const value = holder?.values.get(path);
    return { ref, ...(value === undefined ? {} : { value }), ...(holder ? { place: holder.place } : {}) };
  };
}

/** `schedule:acme/north/Holidays`: whom a draft comes from. */
export function parseOrigin(origin: string): EntityRef | undefined {
  const colon = origin.indexOf(':');
  const kind = KINDS.find((candidate) => candidate === origin.slice(0, colon));
  return kind === undefined ? undefined : { kind, key: origin.slice(colon + 1) };
}

/** Base name of the response that a reference names, also of one to a whole answer. */
export function baseIn(ref: SourceRef): string | undefined {
  return /^\S* ([A-Za-z0-9]+)/.exec(ref)?.[1];
}

/** `user:anna@example.test UserGetResponse.address.city`; keys hold no blanks, base names and parts no dots. */
function parseRef(ref: SourceRef): { owner: EntityRef; base: string; part: string; path: string } | undefined {
  const found = /^([a-zA-Z]+):(\S*) ([A-Za-z0-9]+)(\?[^.\s]+)?\.(.+)$/s.exec(ref);
  const kind = KINDS.find((candidate) => candidate === found?.[1]);
  const [, , key, base, part = '', path] = found ?? [];
  if (kind === undefined || key === undefined || base === undefined || path === undefined) return undefined;
  return { owner: { kind, key }, base, part, path };
}
