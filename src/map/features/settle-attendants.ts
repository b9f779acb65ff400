import type { DraftId } from '../../domain/draft-id.ts';
import type { Draft, DraftOf, Loss } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { MapContext, Mapped } from '../context.ts';
import { keyLoss, keyName, keyRef, type MenuLink, TO_PREVIOUS } from './attendant-menu.ts';
import type { AttendantPlan } from './attendant-plan.ts';
import { withoutHolidayMenu } from './holiday-menu.ts';
import { withHolidayRule } from './holiday-rule.ts';
import { menuLoss } from './menu-loss.ts';
import type { Account } from './merge.ts';

type Attendant = DraftOf<'autoAttendant'>;

const NO_EXTENSION = 'it has no extension, as decided';

/**
 * Joins the attendants that are made of menus: keys get the extension of the attendant that they lead to, and calls of
 * holidays a rule. An attendant that got no extension, or that no key leads to any more, is not made, and what led there is
 * told.
 *
 * @param drafts - owners and features of the customer, extensions settled
 */
export function settleAttendants(
  context: MapContext,
  drafts: readonly Draft[],
  plans: readonly AttendantPlan[],
): Required<Mapped> {
  let settled = drafts;
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  for (const plan of plans) {
    const own = settlePlan(context, settled, plan);
    settled = own.drafts;
    losses.push(...(own.losses ?? []));
    accounts.push(...(own.accounts ?? []));
  }
  return { drafts: settled, losses, accounts, decisions: [] };
}

function settlePlan(context: MapContext, drafts: readonly Draft[], plan: AttendantPlan): Mapped {
  const { instance, main, menus, links, holiday } = plan;
  const attendants = new Map(drafts.filter(isAttendant).map((draft) => [draft.id, draft]));
  const reach = (id: DraftId): string | undefined => {
    const data = attendants.get(id)?.data;
    return data?.extension ?? data?.phoneNumber;
  };
  const made = standing(plan, reach);
  const left = menus.filter(({ draft }) => !made.has(draft));
  const open = links.filter(({ place }) => made.has(place.draft));
  const broken = open.filter(({ to }) => !made.has(to) || reach(to) === undefined);
  const back = open.filter((link) => link.key.action === TO_PREVIOUS && !broken.includes(link));
  const leftIds = new Set(left.map(({ draft }) => draft));

  const joined = drafts
    .filter(({ id }) => !leftIds.has(id))
    .map((draft) =>
      isAttendant(draft) && made.has(draft.id)
        ? withLinks(
            draft,
            links.filter(({ place }) => place.draft === draft.id),
            new Set(broken),
            reach,
          )
        : draft,
    );
  const extension = holiday && made.has(holiday.attendant) ? reach(holiday.attendant) : undefined;
  const noHolidayMenu =
    holiday === undefined || extension !== undefined
      ? { losses: [], accounts: [] }
      : withoutHolidayMenu(
          context,
          instance,
          context.source.feature(instance.key, 'autoAttendant')?.data?.holidayMenu,
          `the attendant for it is not made: ${NO_EXTENSION}`,
        );
  return {
    drafts:
      holiday === undefined || extension === undefined
        ? joined
        : withHolidayRule(joined, instance, main, holiday, extension),
    losses: [
      ...broken.map(({ place, key, to }) => keyLoss(context, place, key, reasonFor(to, main, reach))),
      ...back.map((link) => backByTransfer(context, link, attendants)),
      ...left
        .filter(({ draft }) => draft !== holiday?.attendant)
        .map(({ draft, menu, place }) =>
          menuLoss(
            context,
            instance,
            place.called,
            reach(draft) === undefined ? NO_EXTENSION : 'no key of another menu leads there any more',
            menu.keys.map((key) => keyRef(place, key)),
          ),
        ),
      ...noHolidayMenu.losses,
    ],
    accounts: [
      ...broken.map(({ source }) => byHand(source)),
      ...back.map(
        ({ source }): Account => ({ prefix: source, outcome: 'changed', reason: 'previous-menu-by-transfer' }),
      ),
      ...left.filter(({ draft }) => draft !== holiday?.attendant).map(({ place }) => byHand(place.whole)),
      ...noHolidayMenu.accounts,
    ],
  };
}

/** The attendant itself, and those of its menus that can be reached: by a key of one that stands, or by the holiday rule. */
function standing(
  { main, links, holiday }: AttendantPlan,
  reach: (id: DraftId) => string | undefined,
): ReadonlySet<DraftId> {
  const made = new Set<DraftId>();
  const follow = (id: DraftId): void => {
    if (made.has(id) || (id !== main && reach(id) === undefined)) return;
    made.add(id);
    for (const { place, to } of links) if (place.draft === id) follow(to);
  };
  follow(main);
  if (holiday !== undefined) follow(holiday.attendant);
  return made;
}

function isAttendant(draft: Draft): draft is Attendant {
  return draft.kind === 'autoAttendant';
}

/** Keys with the extension that they lead to; one that leads nowhere is left out, and so is its source. */
function withLinks(
  draft: Attendant,
  links: readonly MenuLink[],
  broken: ReadonlySet<MenuLink>,
  reach: (id: DraftId) => string | undefined,
): Attendant {
  if (links.length === 0) return draft;
  const data = { ...draft.data };
  const why = { ...draft.why };
  for (const field of ['businessHoursMenu', 'afterHoursMenu'] as const) {
    const gone = links.filter((link) => broken.has(link) && link.place.fields.includes(field));
    const keys = data[field].keys.flatMap((key) => {
      if (key.attendant === undefined) return [key];
      if (gone.some((link) => link.key.key === key.key)) return [];
      const value = reach(key.attendant);
      return value === undefined ? [] : [{ ...key, value }];
    });
    data[field] = { ...data[field], keys };
    const reason = why[`${field}.keys`];
    if (reason !== undefined) {
      const sources = reason.sources.filter((source) => !gone.some((link) => link.source === source));
      why[`${field}.keys`] = { ...reason, sources };
    }
  }
  return { ...draft, data, why };
}

function reasonFor(to: DraftId, main: DraftId, reach: (id: DraftId) => string | undefined): string {
  if (to === main) return 'the attendant that it leads back to has neither number nor extension';
  return reach(to) === undefined
    ? `the attendant that it leads to is not made: ${NO_EXTENSION}`
    : 'the attendant that it leads to is not made: nothing else leads there';
}

/** A key back to the menu before it is a transfer like any other: the caller is greeted anew. */
function backByTransfer(
  context: MapContext,
  { place, key, to, source }: MenuLink,
  attendants: ReadonlyMap<DraftId, Attendant>,
): Loss {
  const name = attendants.get(to)?.data.name ?? to;
  return {
    customer: context.customer,
    owner: `serviceInstance:${place.instance.key}`,
    service: 'Auto Attendant',
    verdict: 'part',
    notice: `${keyName(place, key)} transfers to ${name}, which greets anew: Webex has no key for the previous menu.`,
    action: 'Nothing, if that is what callers expect.',
    sources: [source],
  };
}

function byHand(prefix: SourceRef): Account {
  return { prefix, outcome: 'manual', reason: 'attendant-key-unsupported' };
}
