import type { DectHandsetStep } from '../domain/plan-devices.ts';
import type { DectHandset, NewHandset } from '../webex/dect.ts';
import { orAbsent } from './absent.ts';
import { differencesIn, sameId } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, lineOwner, needed, neededLineOwner, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** A handset by the line that it shows first. The answer to its creation names no id, and nobody refuses a second one. */
export const dectHandsetHandler: StepHandler<DectHandsetStep> = {
  kind: 'dectHandset',
  safety: 'look-first',
  canChange: true,
  calls: 2,
  key: ['network', 'owner'],
  endpoints: ['POST /telephony/config/locations/{locationId}/dectNetworks/{dectNetworkId}/handsets'],

  async lookUp({ payload }, context) {
    const place = placeOf(context, payload);
    const network = known(context, payload.network, 'dectNetworkId');
    const member = lineOwner(context, payload.owner)?.id;
    if (!place || network === undefined || member === undefined) return undefined;
    const handsets = await orAbsent(context.webex.dect.listHandsets(place.locationId, network, member, place.call));
    const handset = handsets?.find(({ lines }) => sameId(lines[0]?.memberId, member));
    return (
      handset && {
        outputs: { handsetId: handset.id, ...secondLine(handset) },
        differences: differencesIn([['customDisplayName', payload.displayName, handset.customDisplayName]]),
      }
    );
  },

  async write(step, context, found) {
    const { payload } = step;
    const { locationId, call } = neededPlace(context, payload);
    const network = needed(context)(payload.network, 'dectNetworkId');
    const body = newHandset(step, neededLineOwner(context, payload.owner).id, found?.outputs.secondLine);
    const id = found?.outputs.handsetId;
    const { dect } = context.webex;
    if (found && id !== undefined) {
      return writtenAs(await dect.updateHandset(locationId, network, id, body, call), found.outputs);
    }
    return writtenAs(await dect.createHandset(locationId, network, body, call), undefined);
  },

  undo: { kind: 'with-owner', owner: 'its network' },

  describe(step, context, found) {
    const refer = shown(context);
    const { payload } = step;
    const location = refer(payload.location, 'locationId');
    const path = `/telephony/config/locations/${location}/dectNetworks/${refer(payload.network, 'dectNetworkId')}/handsets`;
    const id = found?.outputs.handsetId;
    const member = lineOwner(context, payload.owner)?.id ?? refer(payload.owner, 'personId');
    return {
      method: id === undefined ? 'POST' : 'PUT',
      path: inOrgPath(refer, payload.customer, id === undefined ? path : `${path}/${id}`),
      body: newHandset(step, member, found?.outputs.secondLine),
    };
  },
};

/** A second line that somebody put on the handset stays there: a PUT without it would take it away. */
function newHandset({ payload }: DectHandsetStep, member: string, secondLine: string | undefined): NewHandset {
  return {
    line1MemberId: member,
    ...(secondLine === undefined ? {} : { line2MemberId: secondLine }),
    customDisplayName: payload.displayName,
  };
}

function secondLine({ lines }: DectHandset): { readonly secondLine?: string } {
  const second = lines[1]?.memberId;
  return second === undefined ? {} : { secondLine: second };
}
