import { MigrationError } from '../domain/errors.ts';
import type { DectBaseStep } from '../domain/plan-devices.ts';
import { orAbsent } from './absent.ts';
import { cannotChange } from './conflict.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededPlace, placeOf, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/** The base of a DECT network by its MAC address. The target answers 201 and says per base whether it took it. */
export const dectBaseHandler: StepHandler<DectBaseStep> = {
  kind: 'dectBase',
  safety: 'look-first',
  canChange: false,
  calls: 2,
  key: ['network', 'mac'],
  endpoints: ['POST /telephony/config/locations/{locationId}/dectNetworks/{dectNetworkId}/baseStations'],

  async lookUp({ payload }, context) {
    const place = placeOf(context, payload);
    const network = known(context, payload.network, 'dectNetworkId');
    if (!place || network === undefined) return undefined;
    const bases = await orAbsent(context.webex.dect.listBases(place.locationId, network, place.call));
    const base = bases?.find(({ mac }) => plain(mac) === plain(payload.mac));
    return base && { outputs: { baseStationId: base.id }, differences: [] };
  },

  async write(step, context, found) {
    if (found) throw cannotChange(step.label, found.differences);
    const { payload } = step;
    const { locationId, call } = neededPlace(context, payload);
    const network = needed(context)(payload.network, 'dectNetworkId');
    const sent = await context.webex.dect.createBases(locationId, network, [payload.mac], call);
    const result = sent.value?.baseStations.find(({ mac }) => plain(mac) === plain(payload.mac))?.result;
    if (result !== undefined && result.status >= 300) {
      throw new MigrationError(
        'TARGET_REFUSED',
        `${step.label}: the target refused the base (status ${result.status})`,
      );
    }
    return writtenAs(sent, result?.id === undefined ? undefined : { baseStationId: result.id });
  },

  undo: { kind: 'with-owner', owner: 'its network' },

  describe({ payload }, context) {
    const refer = shown(context);
    const location = refer(payload.location, 'locationId');
    const network = refer(payload.network, 'dectNetworkId');
    const path = `/telephony/config/locations/${location}/dectNetworks/${network}/baseStations`;
    return { method: 'POST', path: inOrgPath(refer, payload.customer, path), body: { baseStationMacs: [payload.mac] } };
  },
};

function plain(mac: string): string {
  return mac.replace(/[^0-9a-f]/gi, '').toUpperCase();
}
