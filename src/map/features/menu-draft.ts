import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Why } from '../../domain/drafts.ts';
import type { AutoAttendantData } from '../../domain/feature-data.ts';
import type { MapContext } from '../context.ts';
import type { MappedMenu } from './attendant-menu.ts';
import type { MenuAttendant } from './attendant-plan.ts';
import type { MenuNamer } from './menu-names.ts';

/**
 * An attendant that is made of a menu: it answers with that menu at all hours and is like its attendant otherwise. It has
 * no number; its extension is one that nobody has, which a decision proposes.
 *
 * @param main - draft of the attendant whose menu it is, and what that one is like
 */
export function menuDraft(
  context: MapContext,
  main: DraftId,
  data: AutoAttendantData,
  { draft, name, place }: MenuAttendant,
  { data: menu, why }: MappedMenu,
  nameOf: MenuNamer,
): DraftOf<'autoAttendant'> {
  const made: Why = {
    rule: 'attendant-of-a-menu',
    sources: [],
    note: `made of the ${place.called} of ${data.name}: an attendant of Webex has no further menus`,
  };
  const alike: Why = { rule: 'attendant-of-a-menu', sources: [], note: `as ${data.name} has it` };
  const { location, language, timeZone, businessSchedule, extensionDialing, nameDialing } = data;
  return {
    id: draft,
    kind: 'autoAttendant',
    customer: context.customer,
    from: `serviceInstance:${place.instance.key}`,
    data: {
      location,
      name: nameOf(data.name, name),
      enabled: true,
      language,
      timeZone,
      businessSchedule,
      menuOf: main,
      extensionDialing,
      nameDialing,
      businessHoursMenu: menu,
      afterHoursMenu: menu,
    },
    why: {
      location: alike,
      name: made,
      enabled: made,
      language: alike,
      timeZone: alike,
      businessSchedule: { ...alike, note: 'its menu is the same at all hours' },
      menuOf: made,
      extensionDialing: alike,
      nameDialing: alike,
      ...why,
    },
  };
}
