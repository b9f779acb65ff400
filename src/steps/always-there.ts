import type { LocationTransferNumbersStep } from '../domain/plan.ts';
import type { LocationInterceptStep, VoicePortalStep } from '../domain/plan-features.ts';
import type { WebexApi } from '../webex/api.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import { orAbsent } from './absent.ts';
import { type Check, differencesIn } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, neededPlace, placeOf, shown } from './refs.ts';
import { WAS } from './undo.ts';
import { writtenAs } from './written.ts';

type AlwaysThereStep = VoicePortalStep | LocationInterceptStep | LocationTransferNumbersStep;

/** What is particular about one such object of a location. */
interface AlwaysThere<S extends AlwaysThereStep, Actual, Body extends object> {
  readonly kind: S['kind'];
  /** HTTP calls of a step that nobody has carried out yet. */
  readonly calls: number;
  /** Last part of its path below the location. */
  readonly path: string;
  api(webex: WebexApi): {
    get(locationId: string, call: OrgCall): Promise<Actual>;
    put(locationId: string, body: Body, call: OrgCall): Promise<Sent>;
  };
  /** Something of what stands there has to be sent again: it is read before it is written. */
  readonly mixes?: true;
  body(step: S, seen: Actual | undefined): Body;
  checks(step: S, actual: Actual): readonly Check[];
  /** The request that makes it again what it is now. */
  restored(actual: Actual): Body;
  /** What is set back where the target showed nothing before the first write. */
  readonly unkept: Body;
  /** Whether what stands there has the effect of what is to be set back. */
  isBack(actual: Actual, stood: Body): boolean;
}

/**
 * Step kinds of what every location has from the start: nothing is created, and a rollback sets back what stood there
 * before the first write, which is kept with the step.
 */
export function alwaysThere<S extends AlwaysThereStep, Actual, Body extends object>(
  own: AlwaysThere<S, Actual, Body>,
): StepHandler<S> {
  const read = async ({ payload }: S, context: StepContext): Promise<Actual | undefined> => {
    const place = placeOf(context, payload);
    return place && (await orAbsent(own.api(context.webex).get(place.locationId, place.call)));
  };
  const put = ({ payload }: S, context: StepContext, body: Body): Promise<Sent> => {
    const { call, locationId } = neededPlace(context, payload);
    return own.api(context.webex).put(locationId, body, call);
  };
  const pathOf = ({ payload }: S, context: Pick<StepContext, 'outputs'>): string => {
    const refer = shown(context);
    const path = `/telephony/config/locations/${refer(payload.location, 'locationId')}/${own.path}`;
    return inOrgPath(refer, payload.customer, path);
  };
  /** As our own `keeps` has written it down. */
  const stood = ({ id }: S, context: Pick<StepContext, 'outputs'>): Body => {
    const was = known(context, id, WAS);
    return was === undefined ? own.unkept : (JSON.parse(was) as Body);
  };

  return {
    kind: own.kind,
    safety: 'repeatable',
    canChange: true,
    calls: own.calls,
    key: ['location'],
    endpoints: [`PUT /telephony/config/locations/{locationId}/${own.path}`],

    async lookUp(step, context) {
      const actual = await read(step, context);
      return actual && { outputs: {}, differences: differencesIn(own.checks(step, actual)) };
    },

    async keeps(step, context) {
      const actual = await read(step, context);
      return actual === undefined ? {} : { [WAS]: JSON.stringify(own.restored(actual)) };
    },

    async write(step, context) {
      const seen = own.mixes === true ? await read(step, context) : undefined;
      return writtenAs(await put(step, context, own.body(step, seen)), {});
    },

    undo: {
      kind: 'remove',
      restores: true,
      leaves: 'is set back to what stood there before',
      async standing(step, context) {
        const actual = await read(step, context);
        if (actual === undefined || own.isBack(actual, stood(step, context))) return { gone: true };
        const changed = differencesIn(own.checks(step, actual)).map(({ field }) => field);
        return changed.length === 0
          ? { gone: false }
          : { gone: false, keep: `somebody has changed it since: ${changed.join(', ')}` };
      },
      remove: (step, context) => put(step, context, stood(step, context)),
      describe: (step, context) => ({ method: 'PUT', path: pathOf(step, context), body: stood(step, context) }),
    },

    describe: (step, context) => ({ method: 'PUT', path: pathOf(step, context), body: own.body(step, undefined) }),
  };
}
