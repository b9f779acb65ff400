import type { NumbersStep } from '../domain/plan.ts';
import type { WebexNumber } from '../webex/numbers.ts';
import type { Found, StepHandler } from './handler.ts';
import { statesInLocation } from './number-states.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import type { UndoContext } from './undo.ts';
import { writtenAs } from './written.ts';

/** Numbers of a location, added inactive: activation is the point of no return (R-NUM-12). */
export const numbersHandler: StepHandler<NumbersStep> = {
  kind: 'numbers',
  safety: 'refused',
  canChange: true,
  calls: 1,
  key: ['location', 'numbers'],
  endpoints: ['POST /telephony/config/locations/{locationId}/numbers'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    if (!place) return undefined;
    const states = await statesInLocation(context, place);
    const missing = step.payload.numbers.filter((number) => !states.has(number));
    if (missing.length === step.payload.numbers.length) return undefined;
    // Whether they are active is no matter of this step: the cutover activates them.
    return {
      outputs: { locationId: place.locationId },
      differences: missing.map((number) => ({ field: number, expected: 'in the location', actual: null })),
      ...(missing.length > 0 ? { partial: true } : {}),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    return writtenAs(await context.webex.numbers.add(locationId, bodyOf(step, found), call), { locationId });
  },

  undo: {
    kind: 'remove',
    inParts: true,
    async standing(step, context) {
      const rows = await ownRows(step, context);
      const active = rows.filter(({ state }) => state?.toUpperCase() === 'ACTIVE');
      if (active.length > 0) {
        return {
          gone: false,
          staying: valuesOf(rows),
          keep: `in service: ${list(active)} (activation is the point of no return, R-NUM-12)`,
        };
      }
      const fixed = rows.filter((row) => isFixed(row, context));
      return {
        gone: rows.length === fixed.length,
        ...(fixed.length === 0
          ? {}
          : {
              stays: `${list(fixed)}: main number or still assigned, cannot be removed`,
              staying: valuesOf(fixed),
            }),
      };
    },
    async remove(step, context) {
      const { call, locationId } = neededPlace(context, step.payload);
      const rows = await ownRows(step, context);
      return context.webex.numbers.remove(locationId, deletion(rows, context), call);
    },
    describe(step, context) {
      const refer = shown(context);
      const path = `/telephony/config/locations/${refer(step.payload.location, 'locationId')}/numbers`;
      const phoneNumbers = addedBy(step, context).slice(0, MOST_DELETED);
      return { method: 'DELETE', path: inOrgPath(refer, step.payload.customer, path), body: { phoneNumbers } };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const path = `/telephony/config/locations/${refer(step.payload.location, 'locationId')}/numbers`;
    return { method: 'POST', path: inOrgPath(refer, step.payload.customer, path), body: bodyOf(step, found) };
  },
};

/** Those that are missing: the target refuses a whole batch for one number that is there. */
function bodyOf(step: NumbersStep, found: Found | undefined) {
  const missing = found?.differences.map(({ field }) => field);
  const phoneNumbers = step.payload.numbers.filter((number) => missing === undefined || missing.includes(number));
  return { phoneNumbers, state: 'INACTIVE' as const };
}

const MOST_DELETED = 5;

/** Numbers that our own requests have added: others of the step were there before, and stay. */
function addedBy(step: NumbersStep, { created }: UndoContext): string[] {
  const sent = new Set(created.flatMap(numbersIn));
  return step.payload.numbers.filter((number) => sent.has(number));
}

function numbersIn(body: unknown): unknown[] {
  const numbers: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'phoneNumbers') : undefined;
  return Array.isArray(numbers) ? numbers : [];
}

async function ownRows(step: NumbersStep, context: UndoContext): Promise<WebexNumber[]> {
  const place = placeOf(context, step.payload);
  if (!place) return [];
  const added = new Set(addedBy(step, context));
  const rows = await context.webex.numbers.list({ locationId: place.locationId }, place.call);
  return rows.filter(({ phoneNumber }) => phoneNumber !== undefined && added.has(phoneNumber));
}

/** Main numbers, and those of people, who stay; other holders may go before the numbers do. */
function isFixed({ mainNumber, owner }: WebexNumber, { planning }: UndoContext): boolean {
  if (mainNumber === true) return true;
  return owner?.id !== undefined && (!planning || owner.type === 'PEOPLE');
}

function deletion(rows: readonly WebexNumber[], context: UndoContext) {
  const free = rows.filter((row) => !isFixed(row, context)).flatMap(({ phoneNumber }) => phoneNumber ?? []);
  return { phoneNumbers: free.slice(0, MOST_DELETED) };
}

function valuesOf(rows: readonly WebexNumber[]): string[] {
  return rows.flatMap(({ phoneNumber }) => phoneNumber ?? []);
}

function list(rows: readonly WebexNumber[]): string {
  return valuesOf(rows).join(', ');
}
