import { MigrationError } from '../../domain/errors.ts';
import type { BodyElement, BodyValue } from '../../domain/response-body.ts';
import type { ExtractIssue } from '../../domain/snapshot.ts';
import type { MarkupPlace } from '../markup-scanner.ts';
import { addValues, fieldValues, setPath } from './body.ts';
import { type ElementState, type Frame, type Holder, newScope, reopen, scopeOf, stateOf } from './frames.ts';
import type { ExportProfile } from './load-profiles.ts';
import type { ElementRule } from './profile-file.ts';
import type { Scope } from './scope.ts';
import { createTranslator, type Translated, waitsTooMuch } from './translator.ts';

type Attributes = readonly (readonly [name: string, value: string])[];
type Draft = Record<string, BodyValue[]>;

const VALUE_BYTES = 8 * 2 ** 20;
const KEPT_BYTES = 64 * 2 ** 20;

/** What a reader saw of a profile. */
export interface SeenElements {
  /** Described elements, how often each was met. */
  readonly described: ReadonlyMap<string, number>;
  /** Topmost elements that the profile does not name. */
  readonly unread: ReadonlyMap<string, number>;
  readonly roots: number;
}

/**
 * Reads the elements of a nested export by its profile. What the profile does not name is kept as it is, below whatever
 * encloses it, and counted by path.
 *
 * @param file - as the operator named it, for errors
 * @param from - where to go on
 */
export function createElementReader(
  file: string,
  profile: ExportProfile,
  from?: ElementState,
): {
  open(name: string, attributes: Attributes, place: MarkupPlace): void;
  text(value: string): void;
  close(): void;
  /** What was translated by now. */
  take(): Translated;
  /** What is said once all was read. */
  oddities(): readonly ExtractIssue[];
  seen(): SeenElements;
  /** What is needed to go on here; `undefined` while something waits for the id of what encloses it. */
  state(): ElementState | undefined;
} {
  const rules = [...profile.elements.values()];
  const translator = createTranslator(
    profile.name,
    new Set(rules.filter((rule) => rule.complete).map((rule) => rule.entity)),
    from?.kept,
  );
  const onTheWay = waysOf(profile.elements.keys());
  const wantedOf = new Map([...profile.elements].map(([path, rule]) => [path, wantedBy(rule)]));
  const stack = reopen(from?.open ?? [], profile, wantedOf);
  const described = new Map<string, number>(from?.described);
  const unread = new Map<string, number>(from?.unread);
  const odd = new Map<string, { count: number; readonly line: number }>(from?.odd);
  let roots = from?.roots ?? 0;
  let kept = 0;

  const fail = (
    code: 'SOURCE_LIMIT' | 'SOURCE_MALFORMED' | 'SOURCE_UNSUPPORTED',
    message: string,
    line: number,
  ): never => {
    throw new MigrationError(code, message, { place: { where: file, line } });
  };

  function openUnread(parent: Frame | undefined, path: string, local: string, attributes: Attributes): Draft {
    if (parent?.unread === undefined) {
      unread.set(path, (unread.get(path) ?? 0) + 1);
      kept = 0;
    }
    const draft: Draft = {};
    for (const [name, value] of attributes) {
      addValues(draft, localOf(name), [value]);
      kept += name.length + value.length;
    }
    kept += local.length;
    return draft;
  }

  function openDescribed(rule: ElementRule, path: string, parent: Frame | undefined, place: MarkupPlace): Holder {
    described.set(path, (described.get(path) ?? 0) + 1);
    const scope = scopeOf(parent?.holder);
    return {
      rule,
      scope,
      own: newScope(rule, scope, place),
      wanted: wantedOf.get(path) ?? new Set(),
      values: new Map(),
    };
  }

  function note(holder: Holder, at: string, value: string): void {
    const list = holder.values.get(at);
    if (list === undefined) holder.values.set(at, [value]);
    else list.push(value);
    // Ids are needed before the element ends: what stands inside belongs to them.
    if (at === holder.rule.id && holder.own !== undefined && value !== '') holder.own.id ??= value;
  }

  /** @returns how the value is called below the holder, or `undefined` where nobody wants it */
  function wantedAttribute(holder: Holder | undefined, below: string, name: string): string | undefined {
    const at = below === '' ? `@${name}` : `${below}/@${name}`;
    return holder?.wanted.has(at) ? at : undefined;
  }

  function readAttributes(frame: Frame, attributes: Attributes): void {
    for (const [name, value] of attributes) {
      const local = localOf(name);
      const at = wantedAttribute(frame.holder, frame.below, local);
      if (at !== undefined && frame.holder !== undefined) note(frame.holder, at, collapse(value));
      else if (value !== '') {
        const path = `${frame.path}@${local}`;
        unread.set(path, (unread.get(path) ?? 0) + 1);
        translator.unread(scopeOf(frame.holder), path, frame.place.offset, { [local]: [collapse(value)] });
      }
    }
  }

  function closeDescribed({ path, place }: Frame, { rule, scope, own, values }: Holder): void {
    const read = (at: string): readonly string[] => values.get(at) ?? [];
    const fields = new Map<string, readonly string[]>();
    for (const [name, field] of Object.entries(rule.fields)) {
      const found = fieldValues(field, read, () => {
        const at = `${path} ${field.from ?? ''}`;
        const earlier = odd.get(at);
        if (earlier === undefined) odd.set(at, { count: 1, line: place.line });
        else earlier.count += 1;
      });
      if (found.length > 0) fields.set(name, found);
    }
    const id = rule.id === undefined ? undefined : read(rule.id).find((value) => value !== '');
    const facts = { path, rule, offset: place.offset, line: place.line, id, fields };
    if (own !== undefined) translator.closeScope(own, facts);
    else if (rule.entity === 'feature') translator.feature(scope, facts, bodyOf(fields));
    else translator.row(scope, facts);
    if (waitsTooMuch(translator.waiting)) {
      const late = lateScope(own ?? scope);
      fail('SOURCE_UNSUPPORTED', `the id of ${late} stands behind what belongs to it: it must come first`, place.line);
    }
  }

  return {
    open(name, attributes, place) {
      const local = localOf(name);
      const parent = stack.at(-1);
      if (parent === undefined) {
        roots += 1;
        if (local !== profile.root)
          fail('SOURCE_UNSUPPORTED', `<${local}> stands beside the <${profile.root}> of a nested export`, place.line);
      } else parent.nested = true;
      if (local === 'BroadsoftDocument')
        fail('SOURCE_UNSUPPORTED', 'an OCI-P document inside a nested export: hand them over in two files', place.line);
      if (local === '__proto__') fail('SOURCE_MALFORMED', 'an element named __proto__', place.line);
      const path = parent === undefined ? local : `${parent.path}/${local}`;
      const plain = attributes.filter(([key]) => !/^xmlns(?::|$)|:(?:nil|type|schemaLocation)$/.test(key));
      const rule = parent?.unread === undefined ? profile.elements.get(path) : undefined;
      const holder = rule === undefined ? parent?.holder : openDescribed(rule, path, parent, place);
      const below = rule !== undefined ? '' : parent?.below ? `${parent.below}/${local}` : local;
      const leads = rule !== undefined || onTheWay.has(path) || (holder !== undefined && leadsTo(holder.wanted, below));
      const isUnread = parent?.unread !== undefined || !leads;
      const frame: Frame = {
        path,
        place,
        holder,
        below,
        unread: isUnread ? openUnread(parent, path, local, plain) : undefined,
        text: '',
        nested: false,
      };
      if (!isUnread) readAttributes(frame, plain);
      stack.push(frame);
    },
    text(value) {
      const top = stack.at(-1);
      if (top === undefined) return;
      top.text += value;
      if (top.text.length > VALUE_BYTES) fail('SOURCE_LIMIT', 'a single value of more than 8 MiB', top.place.line);
    },
    close() {
      const frame = stack.pop();
      if (frame === undefined) return;
      const value = collapse(frame.text);
      const parent = stack.at(-1);
      if (frame.unread !== undefined) {
        const local = frame.path.slice(frame.path.lastIndexOf('/') + 1);
        kept += value.length;
        if (kept > KEPT_BYTES)
          fail(
            'SOURCE_LIMIT',
            `<${frame.path}>, which the profile does not name, holds more than 64 MiB`,
            frame.place.line,
          );
        if (value !== '') addValues(frame.unread, '#text', [value]);
        const content: BodyValue = Object.keys(frame.unread).some((key) => key !== '#text') ? frame.unread : value;
        if (parent?.unread !== undefined) addValues(parent.unread, local, [content]);
        else translator.unread(scopeOf(frame.holder), frame.path, frame.place.offset, { [local]: [content] });
        return;
      }
      const at = frame.below === '' ? '.' : frame.below;
      const { holder } = frame;
      if (holder?.wanted.has(at) && (value !== '' || !frame.nested)) note(holder, at, value);
      else if (value !== '') {
        unread.set(frame.path, (unread.get(frame.path) ?? 0) + 1);
        translator.unread(scopeOf(holder), frame.path, frame.place.offset, { '#text': [value] });
      }
      if (holder !== undefined && frame.below === '') closeDescribed(frame, holder);
    },
    take: () => translator.take(),
    oddities: () =>
      [...odd].map(([at, { count, line }]) => {
        const [path = '', field = ''] = at.split(' ');
        return {
          kind: 'warning',
          code: 'nested-value',
          message: `<${path}> ${field}: ${count} values are none that the profile expects, the first on line ${line}: kept as written`,
        };
      }),
    seen: () => ({ described, unread, roots }),
    state() {
      const open = translator.waiting > 0 ? undefined : stateOf(stack);
      return (
        open && { open, described: [...described], unread: [...unread], odd: [...odd], roots, kept: translator.kept }
      );
    },
  };
}

/** Whether the values below `at` are wanted, or the element itself is. */
function leadsTo(wanted: ReadonlySet<string>, at: string): boolean {
  for (const path of wanted) if (path === at || path.startsWith(`${at}/`)) return true;
  return false;
}

function wantedBy(rule: ElementRule): ReadonlySet<string> {
  const wanted = new Set(rule.id === undefined ? [] : [rule.id]);
  for (const { from } of Object.values(rule.fields)) if (from !== undefined) wanted.add(from);
  return wanted;
}

/** Elements that enclose a described one: they carry nothing themselves. */
function waysOf(paths: Iterable<string>): ReadonlySet<string> {
  const ways = new Set<string>();
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) ways.add(path.slice(0, end));
  return ways;
}

/** Features are free in their fields: dotted paths, as the response holds them. */
function bodyOf(fields: ReadonlyMap<string, readonly string[]>): BodyElement {
  const body: Draft = {};
  for (const [path, values] of fields) setPath(body, path, values);
  return body;
}

function lateScope(scope: Scope | undefined): string {
  for (let here = scope; here !== undefined; here = here.parent)
    if ((here.entity === 'group' || here.entity === 'serviceProvider') && here.id === undefined)
      return `the ${here.entity} that begins on line ${here.line}`;
  return 'what encloses it';
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function collapse(text: string): string {
  return text.replace(/[\t\n\r ]+/g, ' ').trim();
}
