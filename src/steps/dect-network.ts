import type { DectNetworkStep } from '../domain/plan-devices.ts';
import type { NewDectNetwork } from '../webex/dect.ts';
import { differencesIn, sameId } from './compare.ts';
import { cannotChange } from './conflict.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, neededPlace, placeOf, shown } from './refs.ts';
import { undoInLocation } from './undo-in-location.ts';
import { writtenAs } from './written.ts';

/** A DECT network by its name in a location. Nobody says that a second one of that name is refused: look first. */
export const dectNetworkHandler: StepHandler<DectNetworkStep> = {
  kind: 'dectNetwork',
  safety: 'look-first',
  canChange: false,
  calls: 2,
  key: ['location', 'name'],
  endpoints: ['POST /telephony/config/locations/{locationId}/dectNetworks'],

  async lookUp({ payload }, context) {
    const place = placeOf(context, payload);
    if (!place) return undefined;
    const { locationId, call } = place;
    const networks = await context.webex.dect.listNetworks({ name: payload.name, locationId }, call);
    const network = networks.find(({ name, location }) => name === payload.name && sameId(location.id, locationId));
    return (
      network && {
        outputs: { dectNetworkId: network.id },
        differences: differencesIn([['model', payload.model, network.model]]),
      }
    );
  },

  async write(step, context, found) {
    if (found) throw cannotChange(step.label, found.differences);
    const { locationId, call } = neededPlace(context, step.payload);
    const sent = await context.webex.dect.createNetwork(locationId, newNetwork(step), call);
    const id = sent.value?.dectNetworkId;
    return writtenAs(sent, id === undefined ? undefined : { dectNetworkId: id });
  },

  undo: undoInLocation(
    'dectNetworkId',
    'dectNetworks',
    (step, context) => dectNetworkHandler.lookUp(step, context),
    (webex, locationId, id, call) => webex.dect.removeNetwork(locationId, id, call),
  ),

  describe(step, context) {
    const refer = shown(context);
    const { customer, location } = step.payload;
    const path = `/telephony/config/locations/${refer(location, 'locationId')}/dectNetworks`;
    return { method: 'POST', path: inOrgPath(refer, customer, path), body: newNetwork(step) };
  },
};

/** Every handset gets a code of its own: one code for all would be a secret that half the office knows. */
function newNetwork({ payload: { name, model } }: DectNetworkStep): NewDectNetwork {
  return { name, model, defaultAccessCodeEnabled: false, defaultAccessCode: '' };
}
