import type { DraftId } from '../../domain/draft-id.ts';
import type { AutoAttendantMenu, SourceInstance } from '../../domain/source.ts';
import type { MenuLink } from './attendant-menu.ts';
import type { HolidayPlan } from './holiday-menu.ts';
import type { MenuPlace } from './menu-place.ts';

/** An attendant and those that are made of its menus, before anybody knows which of them can be reached. */
export interface AttendantPlan {
  readonly instance: SourceInstance;
  readonly main: DraftId;
  readonly menus: readonly MenuAttendant[];
  /** Keys that lead from one of them to another. */
  readonly links: readonly MenuLink[];
  /** The attendant of the holiday menu, and when calls are sent there. */
  readonly holiday: HolidayPlan | undefined;
}

/** An attendant that is made of a menu. */
export interface MenuAttendant {
  readonly draft: DraftId;
  /** What it is called beside its attendant: `Support`, `Holiday`. */
  readonly name: string;
  readonly menu: AutoAttendantMenu;
  readonly place: MenuPlace;
}
