import type { VirtualLineStep } from '../domain/plan.ts';
import type { VirtualLineChange } from '../webex/virtual-lines.ts';
import { differencesIn, sameId } from './compare.ts';
import { cannotChange } from './conflict.ts';
import type { StepHandler } from './handler.ts';
import { findLineHolder, heldBySomebodyElse } from './line-holder.ts';
import { inOrgPath, known, needed, neededOrgCall, neededPlace, placeOf, shown } from './refs.ts';
import { standsUnder, usedMailbox } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

const PATH = '/telephony/config/virtualLines';

export const virtualLineHandler: StepHandler<VirtualLineStep> = {
  kind: 'virtualLine',
  safety: 'refused',
  canChange: true,
  unchangeable: (differences) => differences.filter(({ field }) => field === 'locationId'),
  calls: 1,
  key: ['location', 'phoneNumber'],
  endpoints: ['POST /telephony/config/virtualLines'],

  async lookUp(step, context) {
    const { payload } = step;
    const place = placeOf(context, payload);
    if (!place) return undefined;
    const { virtualLines } = context.webex;
    const own = known(context, step.id, 'virtualLineId');
    let line = own === undefined ? undefined : await virtualLines.get(own, place.call);
    if (!line) {
      const holder = await findLineHolder(context, payload, place.locationId, place.call);
      if (holder && holder.type !== 'VIRTUAL_LINE') return heldBySomebodyElse(step.label, holder);
      line = holder && (await virtualLines.get(holder.id, place.call));
    }
    if (!line) return undefined;
    return {
      outputs: { virtualLineId: line.id },
      differences: differencesIn([
        ['firstName', payload.firstName, line.firstName],
        ['lastName', payload.lastName, line.lastName],
        ['phoneNumber', payload.phoneNumber, line.number?.external],
        ['extension', payload.extension, line.number?.extension],
        ['locationId', place.locationId, line.location?.id, sameId],
      ]),
    };
  },

  async write(step, context, found) {
    const { call, locationId } = neededPlace(context, step.payload);
    const { virtualLines } = context.webex;
    if (!found) {
      const sent = await virtualLines.create({ ...lineBody(step), locationId }, call);
      return writtenAs(sent, idAs('virtualLineId', sent));
    }
    const { virtualLineId } = found.outputs;
    const fixed = virtualLineHandler.unchangeable?.(found.differences) ?? [];
    if (virtualLineId === undefined || fixed.length > 0) throw cannotChange(step.label, fixed);
    return writtenAs(await virtualLines.update(virtualLineId, lineBody(step), call), { virtualLineId });
  },

  undo: {
    kind: 'remove',
    async standing(step, context) {
      const standing = await standsUnder('virtualLineId', virtualLineHandler.lookUp, step, context);
      const id = known(context, step.id, 'virtualLineId');
      if (standing.gone || id === undefined) return standing;
      return { ...standing, ...(await usedMailbox(step, { kind: 'virtualLine', id }, context)) };
    },
    remove: (step, context) =>
      context.webex.virtualLines.remove(
        needed(context)(step.id, 'virtualLineId'),
        neededOrgCall(context, step.payload.customer),
      ),
    describe(step, context) {
      const refer = shown(context);
      const path = `${PATH}/${refer(step.id, 'virtualLineId')}`;
      return { method: 'DELETE', path: inOrgPath(refer, step.payload.customer, path) };
    },
  },

  describe(step, context, found) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const id = found?.outputs.virtualLineId;
    if (id !== undefined) {
      return { method: 'PUT', path: inOrgPath(refer, customer, `${PATH}/${id}`), body: lineBody(step) };
    }
    const body = { ...lineBody(step), locationId: refer(location, 'locationId') };
    return { method: 'POST', path: inOrgPath(refer, customer, PATH), body };
  },
};

function lineBody({ payload }: VirtualLineStep): VirtualLineChange {
  const { firstName, lastName, phoneNumber, extension } = payload;
  return {
    firstName,
    lastName,
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  };
}
