import type { VirtualExtensionStep } from '../domain/plan.ts';
import type { NewVirtualExtension } from '../webex/virtual-extensions.ts';
import { differencesIn, sameId } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { findLineHolder, heldBySomebodyElse } from './line-holder.ts';
import { inOrgPath, needed, neededOrgCall, neededPlace, placeOf, shown } from './refs.ts';
import { standsUnder } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

const PATH = '/telephony/config/virtualExtensions';

/**
 * Somebody who stays behind keeps the extension for those who moved; `present: false` frees it again, before the same
 * person moves. Found by location and extension: nothing else is unique.
 */
export const virtualExtensionHandler: StepHandler<VirtualExtensionStep> = {
  kind: 'virtualExtension',
  safety: 'refused',
  canChange: true,
  calls: 1,
  key: ['location', 'extension'],
  endpoints: ['POST /telephony/config/virtualExtensions'],

  async lookUp(step, context) {
    const { payload } = step;
    const place = placeOf(context, payload);
    if (!place) return undefined;
    const { extension, present } = payload;
    const list = await context.webex.virtualExtensions.list({ locationId: place.locationId, extension }, place.call);
    const found = list.find((each) => each.extension === extension && sameId(place.locationId, each.locationId));
    if (!present) {
      return found === undefined
        ? { outputs: {}, differences: [] }
        : {
            outputs: { virtualExtensionId: found.id },
            differences: [{ field: 'virtual extension', expected: 'gone', actual: found.displayName ?? found.id }],
          };
    }
    if (found === undefined) {
      const holder = await findLineHolder(context, { extension }, place.locationId, place.call);
      return holder && heldBySomebodyElse(step.label, holder);
    }
    return {
      outputs: { virtualExtensionId: found.id },
      differences: differencesIn([
        ['displayName', payload.displayName, found.displayName],
        ['phoneNumber', payload.phoneNumber, found.phoneNumber],
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { virtualExtensions } = context.webex;
    const id = found?.outputs.virtualExtensionId;
    if (id === undefined) {
      const sent = await virtualExtensions.create({ ...bodyOf(step), locationId }, call);
      return writtenAs(sent, idAs('virtualExtensionId', sent));
    }
    if (!step.payload.present) return writtenAs(await virtualExtensions.remove(id, call), {});
    return writtenAs(await virtualExtensions.update(id, bodyOf(step), call), { virtualExtensionId: id });
  },

  undo: {
    kind: 'remove',
    standing: (step, context) => standsUnder('virtualExtensionId', virtualExtensionHandler.lookUp, step, context),
    remove: (step, context) =>
      context.webex.virtualExtensions.remove(
        needed(context)(step.id, 'virtualExtensionId'),
        neededOrgCall(context, step.payload.customer),
      ),
    describe(step, context) {
      const refer = shown(context);
      const path = `${PATH}/${refer(step.id, 'virtualExtensionId')}`;
      return { method: 'DELETE', path: inOrgPath(refer, step.payload.customer, path) };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location, present } = step.payload;
    const id = found?.outputs.virtualExtensionId;
    if (!present)
      return {
        method: 'DELETE',
        path: inOrgPath(refer, customer, `${PATH}/${id ?? refer(step.id, 'virtualExtensionId')}`),
      };
    if (id !== undefined) {
      return { method: 'PUT', path: inOrgPath(refer, customer, `${PATH}/${id}`), body: bodyOf(step) };
    }
    const body = { ...bodyOf(step), locationId: refer(location, 'locationId') };
    return { method: 'POST', path: inOrgPath(refer, customer, PATH), body };
  },
};

function bodyOf({ payload }: VirtualExtensionStep): Omit<NewVirtualExtension, 'locationId'> {
  const { displayName, phoneNumber, extension } = payload;
  return { displayName, phoneNumber, extension };
}
