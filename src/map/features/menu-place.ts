import type { AudioPlace } from '../../domain/announcements.ts';
import type { DraftId } from '../../domain/draft-id.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { AutoAttendantKey, SourceInstance } from '../../domain/source.ts';

export type MenuField = 'businessHoursMenu' | 'afterHoursMenu';

/** Where a key leads that goes to another menu, or why it leads nowhere. */
export type MenuTarget = { readonly attendant: DraftId } | { readonly refused: string };

/** One menu in BroadWorks, and where it ends up. */
export interface MenuPlace {
  readonly instance: SourceInstance;
  /** Where its attendant stands, and the announcement that it plays with it. */
  readonly location: DraftId;
  /** As `announcements.assign` names the menu: `businessHoursMenu`, `submenu/Support`. */
  readonly element: AudioPlace;
  /** Draft that gets the menu, and in which of its fields: the menu of a submenu is the same at all hours. */
  readonly draft: DraftId;
  readonly fields: readonly MenuField[];
  /** As a notice names it: `business hours menu`, `submenu "Support"`. */
  readonly called: string;
  readonly whole: SourceRef;
  readonly ref: (path: string) => SourceRef;
  /** Element that says whether extensions can be dialled. */
  readonly extensionDialing: string;
  /** For keys to a submenu and back from one. */
  readonly leadsTo: (key: AutoAttendantKey) => MenuTarget;
}
