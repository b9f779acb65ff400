import { withoutKind } from '../../domain/draft-id.ts';

import { fieldOf, heldNumbers } from '../held-numbers.ts';
import { isE164, isValidByPlan } from '../phone.ts';
import type { AnyRule, Problem } from '../rule.ts';
import { count, listOf } from '../wording.ts';

/** Packages that come with no calling seat: their people need no number. */
const PACKAGES_WITHOUT_CALLING: readonly string[] = ['webex_meetings'];

/** Phone numbers and their owners. */
export const NUMBER_RULES = [
  {
    id: 'number-country-open',
    severity: 'blocker',
    on: 'number',
    summary: 'The country of a number is known, so that it can be written as E.164; it is never guessed.',
    hint: 'Extract a list that shows the country code (GroupDnGetAssignmentListResponse18), then map again.',
    cites: 'R-NUM-1',
    overridable: false,
    field: 'number',
    check: ({ data: { number, fate } }) =>
      fate === 'stay' || isE164(number) ? undefined : `the country of "${number}" stays open`,
  },
  {
    id: 'owner-number-not-e164',
    severity: 'blocker',
    on: 'callable',
    summary: 'The number of an owner or feature is written as E.164.',
    hint: 'Extract the user details with their country code, then map again.',
    cites: 'R-NUM-1',
    overridable: false,
    field: 'phoneNumber',
    check: ({ data: { phoneNumber } }) =>
      phoneNumber === undefined || isE164(phoneNumber)
        ? undefined
        : `"${phoneNumber}" is not a full international number`,
  },
  {
    id: 'number-invalid-by-library',
    severity: 'warning',
    on: 'number',
    summary: 'The numbering plan of the country knows such a number. The plan at hand may be older than the number.',
    hint: 'Compare the number with what the carrier assigned.',
    cites: 'R-NUM-1',
    field: 'number',
    check: ({ data: { number, fate } }) =>
      fate === 'move' && isE164(number) && !isValidByPlan(number)
        ? `${number} is not a number that its country's plan knows`
        : undefined,
  },
  {
    id: 'number-duplicate',
    severity: 'blocker',
    on: 'numberHolder',
    summary:
      'A number belongs to one owner or feature only, as its own, a further one or for faxes, whatever the customer.',
    hint: 'Take the number from all but one of them in BroadWorks, then extract again.',
    cites: 'R-NUM-1',
    overridable: false,
    check: (draft, facts) =>
      heldNumbers(draft).flatMap((held): readonly Problem[] => {
        const { phoneNumber } = held;
        if (phoneNumber === undefined) return [];
        const field = fieldOf(held, 'phoneNumber');
        const holders = facts.shared.numbers.get(phoneNumber) ?? [];
        const drafted = new Set(holders.map((holder) => facts.draft(holder)?.from));
        // A user who stays behind keeps the number, so it counts although no draft carries it.
        const behind = facts.claimants(phoneNumber).filter((claimant) => !drafted.has(claimant));
        const others = [...holders.filter((holder) => holder !== draft.id).map(facts.name), ...behind.map(withoutKind)];
        if (others.length > 0) return [{ message: `${phoneNumber} is also the number of ${listOf(others)}`, field }];
        return holders.length > 1 ? [{ message: `${phoneNumber} is listed twice here`, field }] : [];
      }),
  },
  {
    id: 'number-owner-disagrees',
    severity: 'blocker',
    on: 'numbered',
    summary: 'The list of numbers names the same owner as the owner itself, so that nobody gets the calls of another.',
    hint: 'Find out in BroadWorks whose number it is, then extract both the list of numbers and the owners again.',
    cites: 'R-NUM-1',
    overridable: false,
    check(draft, facts) {
      const number = draft.kind === 'number' ? draft.data.number : draft.data.phoneNumber;
      if (number === undefined) return undefined;
      const holders =
        draft.kind === 'number'
          ? (facts.shared.numbers.get(number) ?? []).map(facts.draft).filter((held) => held !== undefined)
          : [draft];
      const listed = facts.listedOwners(number);
      const wrong = holders.filter(({ from }) => listed.some((key) => key !== withoutKind(from)));
      return wrong.length === 0
        ? undefined
        : {
            message: `the list of numbers gives ${number} to ${listOf(listed)}, not to ${listOf(wrong.map(({ id }) => facts.name(id)))}`,
            field: draft.kind === 'number' ? 'number' : 'phoneNumber',
          };
    },
  },
  {
    id: 'number-not-planned',
    severity: 'blocker',
    on: 'numberHolder',
    summary:
      'The numbers of an owner or feature move to the same location, further ones and those of faxes too: Webex takes no other.',
    hint: 'Extract the numbers of the group (GroupDnGetAssignmentListResponse18), then map again.',
    cites: 'R-NUM-4',
    overridable: false,
    check: (draft, facts) =>
      heldNumbers(draft).flatMap((held): readonly Problem[] => {
        const { phoneNumber } = held;
        if (phoneNumber === undefined || !isE164(phoneNumber)) return [];
        const number = facts.number(phoneNumber);
        const wrong =
          number === undefined
            ? 'is not among the numbers of the customer'
            : number.data.fate === 'stay'
              ? 'is meant to stay in BroadWorks'
              : number.data.location === facts.locationOf(draft)
                ? undefined
                : `moves to another location (${facts.name(number.data.location)})`;
        return wrong === undefined ? [] : [{ message: `${phoneNumber} ${wrong}`, field: fieldOf(held, 'phoneNumber') }];
      }),
  },
  {
    id: 'number-owner-missing',
    severity: 'warning',
    on: 'number',
    summary: 'Whoever has a number that moves, moves too.',
    hint: 'Decide who answers this number in Webex, or leave it in BroadWorks.',
    cites: 'R-NUM-9',
    field: 'owner',
    check: ({ data }, facts) =>
      data.fate === 'move' && data.owner !== undefined && !movesAlong(facts.draft(data.owner)?.kind)
        ? `${data.number} moves, but its owner ${facts.name(data.owner)} does not`
        : undefined,
  },
  {
    id: 'subscriber-without-number-or-extension',
    severity: 'blocker',
    on: 'subscriber',
    summary: 'A subscriber with a calling package has a number, an extension or both.',
    hint: 'Give the user a number or an extension in BroadWorks, then extract again.',
    cites: 'R-ID-5',
    overridable: false,
    check: ({ data }) =>
      data.phoneNumber === undefined && data.extension === undefined && !PACKAGES_WITHOUT_CALLING.includes(data.package)
        ? 'neither number nor extension'
        : undefined,
  },
  {
    id: 'owner-without-number-or-extension',
    severity: 'blocker',
    on: 'owner',
    summary: 'A Webex workspace or virtual line has a number, an extension or both.',
    hint: 'Give it a number or an extension in BroadWorks, then extract again.',
    overridable: false,
    check: ({ kind, data }) =>
      kind !== 'subscriber' && data.phoneNumber === undefined && data.extension === undefined
        ? 'neither number nor extension'
        : undefined,
  },
  {
    id: 'main-number-missing',
    severity: 'warning',
    on: 'location',
    summary: 'A location has a main number: outgoing calls of people without a number show it.',
    hint: 'Set `mainNumber` of the location in migration.yaml.',
    cites: 'R-NUM-4',
    field: 'mainNumber',
    check: (location, facts) =>
      location.data.mainNumber === undefined && facts.callables(location.id).length > 0 ? 'no main number' : undefined,
  },
  {
    id: 'main-number-not-planned',
    severity: 'blocker',
    on: 'location',
    summary: 'The main number is one of the numbers that move to the location.',
    hint: 'Set `mainNumber` of the location in migration.yaml to one of its numbers.',
    cites: 'R-NUM-4',
    field: 'mainNumber',
    check({ id, data: { mainNumber } }, facts) {
      if (mainNumber === undefined) return undefined;
      const number = facts.number(mainNumber);
      return number?.data.fate === 'move' && number.data.location === id
        ? undefined
        : `${mainNumber} is not among the numbers that move to this location`;
    },
  },
  {
    id: 'numbers-unassigned-stay',
    severity: 'info',
    on: 'location',
    summary: 'Counts the numbers without an owner, which stay in BroadWorks.',
    hint: 'Decide per range whether they belong to the customer.',
    cites: 'R-NUM-8',
    check(location, facts) {
      const staying = facts
        .numbersIn(location.id)
        .filter(({ data }) => data.fate === 'stay' && data.owner === undefined);
      return staying.length === 0
        ? undefined
        : `${count(staying.length, 'number')} without an owner ${staying.length === 1 ? 'stays' : 'stay'} in BroadWorks`;
    },
  },
] as const satisfies readonly AnyRule[];

function movesAlong(kind: string | undefined): boolean {
  return kind !== undefined && kind !== 'notMigrated';
}
