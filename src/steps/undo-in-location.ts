import type { Step } from '../domain/plan.ts';
import type { StepRef } from '../domain/plan-step.ts';
import type { OrgCall } from '../webex/call.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, needed, neededPlace, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import type { Removed, RemovingUndo } from './undo.ts';

type StepInLocation = Step & { readonly payload: { readonly customer: StepRef; readonly location: StepRef } };

/**
 * Takes back an object that stands in a location: one DELETE under the id that our own write has named.
 *
 * @param output - name of that id among the outputs of the step, e.g. `callParkId`
 * @param collection - last part of the path that lists such objects, e.g. `callParks`
 * @param lookUp - of the same step kind; asked through a function, for the handler is still being made
 */
export function undoInLocation<S extends StepInLocation>(
  output: string,
  collection: string,
  lookUp: StepHandler<S>['lookUp'],
  remove: (webex: StepContext['webex'], locationId: string, id: string, call: OrgCall) => Promise<Removed>,
): RemovingUndo<S> {
  return {
    kind: 'remove',
    standing: (step, context) => standsUnder(output, lookUp, step, context),
    remove: (step, context) => {
      const { call, locationId } = neededPlace(context, step.payload);
      return remove(context.webex, locationId, needed(context)(step.id, output), call);
    },
    describe(step, context) {
      const refer = shown(context);
      const { customer, location } = step.payload;
      const base = `/telephony/config/locations/${refer(location, 'locationId')}/${collection}`;
      return { method: 'DELETE', path: inOrgPath(refer, customer, `${base}/${refer(step.id, output)}`) };
    },
  };
}
