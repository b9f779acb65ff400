import type { CallAction, DigitPattern } from '../../domain/further-settings.ts';
import { emergencyNumbers } from '../emergency-numbers.ts';
import type { AnyRule } from '../rule.ts';

/** Patterns of digits decide calls before their type does, and nothing published says how Webex reads each of them. */
export const DIGIT_PATTERN_RULES = [
  {
    id: 'digit-pattern-to-review',
    severity: 'warning',
    on: 'location',
    summary: 'Somebody has looked at every pattern of digits that decides calls before their type does.',
    hint: 'Compare it with the digit string of BroadWorks: Webex may see a number in another form than people dial it. Then place a call that fits and one that does not.',
    cites: 'R-NUM-10',
    check: ({ data: { digitPatterns = [] } }) =>
      digitPatterns.map((pattern, index) => ({ message: patternText(pattern), field: `digitPatterns.${index}` })),
  },
  {
    id: 'owner-digit-pattern-to-review',
    severity: 'warning',
    on: 'setting',
    summary: 'The same of patterns that people, Webex workspaces and virtual lines have for themselves.',
    hint: 'Compare it with the digit string of BroadWorks, and place a call that fits and one that does not.',
    cites: 'R-NUM-10',
    field: 'pattern',
    check: ({ data }) => (data.setting === 'digitPattern' ? patternText(data) : undefined),
  },
  {
    id: 'digit-pattern-hits-emergency',
    severity: 'blocker',
    on: 'location',
    summary: 'No pattern of digits can stand in the way of an emergency call.',
    hint: 'Narrow the digit string in BroadWorks and extract again, or override it with a reason once you know that Webex lets the call pass.',
    cites: 'R-LOC-7',
    check: ({ data: { address, digitPatterns = [] } }) =>
      digitPatterns.flatMap((pattern, index) => {
        const hit = emergencyHit(pattern, address.country);
        return hit === undefined ? [] : [{ message: hit, field: `digitPatterns.${index}` }];
      }),
  },
  {
    id: 'owner-digit-pattern-hits-emergency',
    severity: 'blocker',
    on: 'setting',
    summary: 'The same of patterns that people, Webex workspaces and virtual lines have for themselves.',
    hint: 'Narrow the digit string in BroadWorks and extract again, or override it with a reason once you know that Webex lets the call pass.',
    cites: 'R-LOC-7',
    field: 'pattern',
    check(draft, facts) {
      if (draft.data.setting !== 'digitPattern') return undefined;
      const location = facts.locationOf(draft);
      return emergencyHit(draft.data, location && facts.location(location)?.data.address.country);
    },
  },
] as const satisfies readonly AnyRule[];

const ACTIONS: Readonly<Record<CallAction, string>> = {
  ALLOW: 'allowed',
  BLOCK: 'blocked',
  TRANSFER_NUMBER_1: 'handed over to transfer number 1',
  TRANSFER_NUMBER_2: 'handed over to transfer number 2',
  TRANSFER_NUMBER_3: 'handed over to transfer number 3',
};

function patternText({ name, pattern, action, transferEnabled }: DigitPattern): string {
  const moved = transferEnabled ? ', transfers and forwarding too' : '';
  return `calls to ${pattern} ("${name}") are ${ACTIONS[action]}${moved}, whatever type of call they are`;
}

/** As somebody dials it: by itself, or behind a digit for an outside line. */
function emergencyHit({ name, pattern, action }: DigitPattern, country: string | undefined): string | undefined {
  if (action === 'ALLOW') return undefined;
  const numbers = emergencyNumbers(country);
  const dialled = numbers.flatMap((number) => [number, `0${number}`, `9${number}`]);
  const hit = dialled.filter((number) => fits(pattern, number));
  return hit.length === 0
    ? undefined
    : `calls to ${pattern} ("${name}") are ${ACTIONS[action]}, and so is the emergency call ${hit.join(', ')}`;
}

function fits(pattern: string, number: string): boolean {
  return new RegExp(`^${pattern.replace('+', '\\+').replaceAll('X', '\\d').replace('!', '\\d*')}$`).test(number);
}
