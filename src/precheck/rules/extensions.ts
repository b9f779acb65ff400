import { emergencyNumbers } from '../emergency-numbers.ts';
import type { CustomerFacts } from '../facts.ts';
import { fieldOf, heldNumbers } from '../held-numbers.ts';
import type { AnyRule, Problem } from '../rule.ts';
import type { SubjectDraft } from '../subjects.ts';
import { listOf, listOfSome } from '../wording.ts';

/** Short numbers inside a location and across the organisation. */
export const EXTENSION_RULES = [
  {
    id: 'extension-not-digits',
    severity: 'blocker',
    on: 'numberHolder',
    summary: 'An extension consists of digits.',
    hint: 'Change the extension in BroadWorks, then extract again.',
    cites: 'R-LOC-5',
    overridable: false,
    check: (draft) =>
      eachExtension(draft, (extension) =>
        /^\d*$/.test(extension) ? undefined : `"${extension}" is not made of digits`,
      ),
  },
  {
    id: 'extension-length',
    severity: 'blocker',
    on: 'numberHolder',
    summary: 'An extension has 2 to 10 digits; BroadWorks allows up to 20.',
    hint: 'Change the extension in BroadWorks, then extract again.',
    cites: 'R-LOC-5',
    overridable: false,
    check: (draft) =>
      eachExtension(draft, (extension) =>
        extension.length >= 2 && extension.length <= 10
          ? undefined
          : `"${extension}" has ${extension.length} digits, 2 to 10 are allowed`,
      ),
  },
  {
    id: 'extension-duplicate-in-location',
    severity: 'blocker',
    on: 'numberHolder',
    summary: 'An extension is used once in a location.',
    hint: 'Change one of the extensions in BroadWorks, then extract again.',
    cites: 'R-LOC-5',
    overridable: false,
    check: (draft, facts) =>
      eachExtension(draft, (extension) => {
        const holders = holdersHere(draft, extension, facts);
        const others = holders.filter(({ id }) => id !== draft.id);
        if (others.length > 0)
          return `extension ${extension} is also used by ${listOf(others.map(({ id }) => facts.name(id)))}`;
        return holders.length > 1 ? `extension ${extension} is used twice here` : undefined;
      }),
  },
  {
    id: 'extension-duplicate-in-org',
    severity: 'warning',
    on: 'numberHolder',
    summary: 'An extension is used once in the organisation, unless routing prefixes tell the locations apart.',
    hint: 'Plan a routing prefix (location dialling code) for the locations, or change one of the extensions.',
    cites: 'R-LOC-5',
    check: (draft, facts) =>
      eachExtension(draft, (extension) => {
        const location = facts.locationOf(draft);
        if (location === undefined) return undefined;
        const { count, first } = facts.elsewhere(extension, location);
        return count === 0
          ? undefined
          : `extension ${extension} is used in other locations too: ${listOfSome({ count, first: first.map((other) => facts.name(other.id)) })}`;
      }),
  },
  {
    id: 'extension-is-emergency-number',
    severity: 'blocker',
    on: 'numberHolder',
    summary: 'No extension equals an emergency number of its country.',
    hint: 'Change the extension in BroadWorks, then extract again.',
    cites: 'R-NUM-11',
    check: (draft, facts) =>
      eachExtension(draft, (extension) => {
        const country = facts.location(facts.locationOf(draft) ?? '')?.data.address.country;
        return emergencyNumbers(country).includes(extension)
          ? `extension ${extension} is an emergency number there`
          : undefined;
      }),
  },
  {
    id: 'extension-leading-zero',
    severity: 'info',
    on: 'location',
    summary: 'Lists extensions that begin with a zero, which people may also dial for an outside line.',
    hint: 'Check the outside-line digit that the location is to use.',
    cites: 'R-NUM-11',
    check(location, facts) {
      const found = facts
        .callables(location.id)
        .flatMap(({ data }) => data.extension ?? [])
        .filter((extension) => extension.startsWith('0'));
      return found.length === 0 ? undefined : `extensions that begin with a zero: ${listOf(found.sort())}`;
    },
  },
  {
    id: 'routing-prefix-duplicate',
    severity: 'blocker',
    on: 'location',
    summary: 'No two locations of a customer have the same routing prefix.',
    hint: 'Change the location dialling code of one of the groups in BroadWorks, then extract again.',
    cites: 'R-NUM-11',
    field: 'routingPrefix',
    check(location, facts) {
      const { routingPrefix } = location.data;
      const others = facts
        .ofKind('location')
        .filter(
          ({ id, data }) => id !== location.id && routingPrefix !== undefined && data.routingPrefix === routingPrefix,
        );
      return others.length === 0
        ? undefined
        : `routing prefix ${routingPrefix} is also that of ${listOf(others.map(({ id }) => facts.name(id)))}`;
    },
  },
  {
    id: 'routing-prefix-hides-emergency-number',
    severity: 'blocker',
    on: 'location',
    summary: 'No routing prefix begins like an emergency number.',
    hint: 'Change the location dialling code of the group in BroadWorks, then extract again.',
    cites: 'R-NUM-11',
    field: 'routingPrefix',
    check({ data: { routingPrefix, address } }) {
      const hidden = emergencyNumbers(address.country).find((number) => routingPrefix?.startsWith(number));
      return hidden === undefined
        ? undefined
        : `routing prefix ${routingPrefix} begins with the emergency number ${hidden}`;
    },
  },
] as const satisfies readonly AnyRule[];

/** What is wrong with the extensions of a draft, its further ones and that of its faxes among them. */
function eachExtension(
  draft: SubjectDraft<'numberHolder'>,
  wrong: (extension: string) => string | undefined,
): readonly Problem[] {
  return heldNumbers(draft).flatMap((held): readonly Problem[] => {
    const message = held.extension === undefined ? undefined : wrong(held.extension);
    return message === undefined ? [] : [{ message, field: fieldOf(held, 'extension') }];
  });
}

function holdersHere(draft: SubjectDraft<'numberHolder'>, extension: string, facts: CustomerFacts) {
  const location = facts.locationOf(draft);
  return location === undefined ? [] : facts.inLocation(extension, location);
}
