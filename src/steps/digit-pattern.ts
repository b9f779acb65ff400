import type { DigitPatternStep } from '../domain/plan.ts';
import { orAbsent } from './absent.ts';
import { digitPatternBody, digitPatternDifferences, findDigitPattern, holderOfDigits } from './digit-pattern-body.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededPlace, placeOf, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

/**
 * A pattern of digits that decides calls of a location before their type does. That a second one of its name is refused is
 * documented nowhere, so each is looked for first.
 */
export const digitPatternHandler: StepHandler<DigitPatternStep> = {
  kind: 'digitPattern',
  safety: 'look-first',
  canChange: true,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/outgoingPermission/digitPatterns'],

  async lookUp(step, context) {
    const place = placeOf(context, step.payload);
    const all = place && (await orAbsent(context.webex.digitPatterns.list(place.locationId, place.call)));
    if (!all) return undefined;
    const own = known(context, step.id, 'digitPatternId');
    const found = findDigitPattern(step.payload, all, own, (id) => context.isAnothers?.(step, id) !== true);
    return (
      found && {
        outputs: { digitPatternId: found.id },
        differences: digitPatternDifferences(step.payload, found),
        ...holderOfDigits(step.payload, all, found),
      }
    );
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { digitPatterns } = context.webex;
    const body = digitPatternBody(step.payload);
    const id = found?.outputs.digitPatternId;
    if (id !== undefined) {
      return writtenAs(await digitPatterns.update(locationId, id, body, call), { digitPatternId: id });
    }
    const sent = await digitPatterns.create(locationId, body, call);
    return writtenAs(sent, idAs('digitPatternId', sent));
  },

  undo: {
    kind: 'remove',
    standing: (step, context) => standsUnder('digitPatternId', digitPatternHandler.lookUp, step, context),
    remove: (step, context) => {
      const { call, locationId } = neededPlace(context, step.payload);
      return context.webex.digitPatterns.remove(locationId, needed(context)(step.id, 'digitPatternId'), call);
    },
    describe: (step, context) => ({
      method: 'DELETE',
      path: pathOf(step, context, shown(context)(step.id, 'digitPatternId')),
    }),
  },

  describe(step, context, found) {
    const id = found?.outputs.digitPatternId;
    return {
      method: id === undefined ? 'POST' : 'PUT',
      path: pathOf(step, context, id),
      body: digitPatternBody(step.payload),
    };
  },
};

function pathOf({ payload }: DigitPatternStep, context: Pick<StepContext, 'outputs'>, id: string | undefined): string {
  const refer = shown(context);
  const location = refer(payload.location, 'locationId');
  const base = `/telephony/config/locations/${location}/outgoingPermission/digitPatterns`;
  return inOrgPath(refer, payload.customer, id === undefined ? base : `${base}/${id}`);
}
