import type { BodyValue } from '../../domain/response-body.ts';
import type { MarkupPlace } from '../markup-scanner.ts';
import type { ExportProfile } from './load-profiles.ts';
import type { ElementRule } from './profile-file.ts';
import type { CollectedRows, Scope } from './scope.ts';
import { listOf } from './translate.ts';
import { ENTITY_FORMS, ENTITY_NAMES, type EntityName, type ListForm } from './vocabulary.ts';

/** One open element. */
export interface Frame {
  /** Local names from the root on. */
  readonly path: string;
  readonly place: MarkupPlace;
  /** The nearest element that the profile describes, this one included. */
  readonly holder: Holder | undefined;
  /** Where it stands below its holder; empty for the holder itself. */
  readonly below: string;
  /** Set inside an element that nothing names: then it is kept as it is. */
  readonly unread: Record<string, BodyValue[]> | undefined;
  text: string;
  nested: boolean;
}

/** An open element that the profile describes. */
export interface Holder {
  readonly rule: ElementRule;
  readonly scope: Scope | undefined;
  readonly own: Scope | undefined;
  readonly wanted: ReadonlySet<string>;
  readonly values: Map<string, string[]>;
}

/** The scope in which something stands. */
export function scopeOf(holder: Holder | undefined): Scope | undefined {
  return holder?.own ?? holder?.scope;
}

/** A reader between two pieces of markup, as data: what is open, and what was counted. */
export interface ElementState {
  /** From the root on. */
  readonly open: readonly FrameState[];
  readonly described: readonly (readonly [path: string, count: number])[];
  readonly unread: readonly (readonly [path: string, count: number])[];
  readonly odd: readonly (readonly [at: string, met: { readonly count: number; readonly line: number }])[];
  readonly roots: number;
  /** Elements that were kept unread, which number their responses. */
  readonly kept: number;
}

interface FrameState extends MarkupPlace {
  readonly path: string;
  readonly below: string;
  readonly text: string;
  readonly nested: boolean;
  /** Of an element that the profile describes. */
  readonly values?: readonly (readonly [at: string, values: readonly string[]])[];
  readonly scope?: ScopeState;
}

interface ScopeState {
  readonly id?: string | undefined;
  readonly endpoint?: { readonly name: string; readonly linePort?: string | undefined } | undefined;
  /** By an entity whose elements are rows of the list. */
  readonly lists: readonly (readonly [entity: EntityName, collected: CollectedRows])[];
}

/** @returns `undefined` inside an element that nothing names: it is short, and one goes on behind it */
export function stateOf(frames: readonly Frame[]): readonly FrameState[] | undefined {
  if (frames.at(-1)?.unread !== undefined) return undefined;
  return frames.map(({ path, place, below, text, nested, holder }) => ({
    path,
    offset: place.offset,
    line: place.line,
    below,
    text,
    nested,
    ...(below === '' && holder !== undefined ? { values: [...holder.values], ...scopeState(holder.own) } : {}),
  }));
}

function scopeState(scope: Scope | undefined): { readonly scope?: ScopeState } {
  if (scope === undefined) return {};
  const { id, endpoint } = scope;
  const lists = [...scope.lists].map(([form, collected]) => [nameOf(form, scope), collected] as const);
  return { scope: { id, endpoint, lists } };
}

function nameOf(form: ListForm, scope: Scope): EntityName {
  const name = ENTITY_NAMES.find((entity) => listOf(entity, scope) === form);
  if (name === undefined) throw new RangeError(`no entity is a row of ${form.response}`);
  return name;
}

/**
 * Opens elements again.
 *
 * @param profile - the very one by which they were opened
 */
export function reopen(
  states: readonly FrameState[],
  profile: ExportProfile,
  wantedOf: ReadonlyMap<string, ReadonlySet<string>>,
): Frame[] {
  const frames: Frame[] = [];
  for (const state of states) {
    const { path, offset, line, below, text, nested } = state;
    const above = frames.at(-1)?.holder;
    const rule = state.values === undefined ? undefined : profile.elements.get(path);
    const holder = rule === undefined ? above : reopenHolder(rule, state, scopeOf(above), wantedOf);
    frames.push({ path, place: { offset, line }, holder, below, unread: undefined, text, nested });
  }
  return frames;
}

function reopenHolder(
  rule: ElementRule,
  { path, offset, line, values = [], scope: state }: FrameState,
  scope: Scope | undefined,
  wantedOf: ReadonlyMap<string, ReadonlySet<string>>,
): Holder {
  const own = state && newScope(rule, scope, { offset, line });
  if (own !== undefined && state !== undefined) {
    own.id = state.id;
    own.endpoint = state.endpoint && { name: state.endpoint.name, linePort: state.endpoint.linePort };
    for (const [entity, collected] of state.lists) {
      const form = listOf(entity, own);
      if (form !== undefined) own.lists.set(form, collected);
    }
  }
  const met = new Map(values.map(([at, list]) => [at, [...list]]));
  return { rule, scope, own, wanted: wantedOf.get(path) ?? new Set(), values: met };
}

/** An element that further ones belong to; `undefined` for one that is a row or a feature. */
export function newScope(rule: ElementRule, parent: Scope | undefined, place: MarkupPlace): Scope | undefined {
  if (!ENTITY_FORMS[rule.entity].scope) return undefined;
  const { offset, line } = place;
  return { entity: rule.entity, rule, parent, offset, line, id: undefined, lists: new Map(), endpoint: undefined };
}
