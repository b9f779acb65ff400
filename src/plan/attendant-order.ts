import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { MenuKeyData } from '../domain/feature-data.ts';

type Attendant = DraftOf<'autoAttendant'>;
type LaterKeys = Readonly<Record<'businessHoursMenu' | 'afterHoursMenu', readonly MenuKeyData[]>>;

export interface OrderedAttendant {
  readonly draft: Attendant;
  /** Attendants that its keys lead to and that are made before it. */
  readonly earlier: readonly DraftId[];
  /** Keys that lead to an attendant which is made later, or to itself, and those attendants. */
  readonly laterKeys: LaterKeys;
  readonly later: readonly DraftId[];
}

/**
 * Attendants in an order in which those that keys lead to come first. Where menus point at each other no order does that:
 * the keys that close such a circle are set in a second pass.
 */
export function orderAttendants(drafts: readonly Attendant[]): readonly OrderedAttendant[] {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const targetOf = keyTargets(drafts);
  const ordered: OrderedAttendant[] = [];
  const begun = new Set<DraftId>();
  const made = new Set<DraftId>();

  const visit = (draft: Attendant): void => {
    if (begun.has(draft.id)) return;
    begun.add(draft.id);
    const { businessHoursMenu, afterHoursMenu } = draft.data;
    const targets = [...businessHoursMenu.keys, ...afterHoursMenu.keys].map((key) => targetOf(draft, key));
    for (const id of targets) {
      const target = id === undefined ? undefined : byId.get(id);
      if (target !== undefined) visit(target);
    }
    const isLater = (key: MenuKeyData): boolean => {
      const target = targetOf(draft, key);
      return target !== undefined && !made.has(target);
    };
    const distinct = [...new Set(targets.filter((id) => id !== undefined))];
    ordered.push({
      draft,
      earlier: distinct.filter((id) => made.has(id)),
      later: distinct.filter((id) => !made.has(id)),
      laterKeys: {
        businessHoursMenu: businessHoursMenu.keys.filter(isLater),
        afterHoursMenu: afterHoursMenu.keys.filter(isLater),
      },
    });
    made.add(draft.id);
  };
  for (const draft of drafts) visit(draft);
  return ordered;
}

/** Which attendant a key leads to: the one that it names, else whose number or extension it dials. */
function keyTargets(drafts: readonly Attendant[]): (from: Attendant, key: MenuKeyData) => DraftId | undefined {
  const ids = new Set(drafts.map(({ id }) => id));
  const lines = new Map<string, DraftId>();
  // The first one keeps a line that several have; in its own location an extension is unique.
  for (const { id, data } of [...drafts].reverse()) {
    if (data.phoneNumber !== undefined) lines.set(data.phoneNumber, id);
    if (data.extension === undefined) continue;
    lines.set(data.extension, id);
    lines.set(`${data.location} ${data.extension}`, id);
  }
  return ({ data: { location } }, { attendant, value }) => {
    if (attendant !== undefined) return ids.has(attendant) ? attendant : undefined;
    return value === undefined ? undefined : (lines.get(`${location} ${value}`) ?? lines.get(value));
  };
}
