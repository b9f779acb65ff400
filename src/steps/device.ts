import { MigrationError } from '../domain/errors.ts';
import type { DeviceStep } from '../domain/plan-devices.ts';
import type { NewDevice } from '../webex/devices.ts';
import { differencesIn, plainId, type Same, sameId } from './compare.ts';
import { cannotChange } from './conflict.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, lineOwner, needed, neededLineOwner, neededOrgCall, orgCall, shown } from './refs.ts';
import { idAs, writtenAs } from './written.ts';

/** A phone by its MAC address. The target names it after its owner, so the name of the source is not written. */
export const deviceHandler: StepHandler<DeviceStep> = {
  kind: 'device',
  safety: 'refused',
  canChange: false,
  calls: 1,
  key: ['mac'],
  endpoints: ['POST /devices'],

  async lookUp(step, context) {
    const { mac, model, customer, owner } = step.payload;
    const call = orgCall(context, customer);
    const devices = call ? await context.webex.devices.list({ mac }, call) : [];
    const device = devices.find((entry) => plainMac(entry.mac) === plainMac(mac));
    if (!device) return undefined;
    const wanted = lineOwner(context, owner);
    return {
      outputs: { deviceId: device.id },
      differences: differencesIn([
        ['owner', wanted && plainId(wanted.id), plainId(device.personId ?? device.workspaceId)],
        ['model', model, device.product, sameModel],
      ]),
    };
  },

  async write(step, context, found) {
    if (found) throw cannotChange(step.label, found.differences);
    const { payload } = step;
    const owner = neededLineOwner(context, payload.owner);
    if (owner.kind === 'virtualLine') {
      throw new MigrationError('NOT_SUPPORTED', `${step.label}: a virtual line cannot own a phone`);
    }
    const call = neededOrgCall(context, payload.customer);
    const sent = await context.webex.devices.create(newDevice(step, owner.kind, owner.id), call);
    return writtenAs(sent, idAs('deviceId', sent));
  },

  undo: {
    kind: 'remove',
    async standing(step, context) {
      const call = orgCall(context, step.payload.customer);
      const id = known(context, step.id, 'deviceId');
      const listed = call ? await context.webex.devices.list({ mac: step.payload.mac }, call) : [];
      const device = listed.find((entry) => sameId(id, entry.id));
      const registered =
        device?.connectionStatus !== undefined && /^(connected|activating)/.test(device.connectionStatus);
      return {
        gone: device === undefined,
        ...(registered ? { keep: `the phone is registered (${device.connectionStatus})` } : {}),
      };
    },
    remove: (step, context) =>
      context.webex.devices.remove(needed(context)(step.id, 'deviceId'), neededOrgCall(context, step.payload.customer)),
    describe(step, context) {
      const refer = shown(context);
      const path = `/devices/${refer(step.id, 'deviceId')}`;
      return { method: 'DELETE', path: inOrgPath(refer, step.payload.customer, path) };
    },
  },

  describe(step, context) {
    const refer = shown(context);
    const { customer, owner } = step.payload;
    const holder = lineOwner(context, owner);
    const kind = holder?.kind === 'workspace' ? 'workspace' : 'person';
    const id = holder?.id ?? refer(owner, 'personId');
    return { method: 'POST', path: inOrgPath(refer, customer, '/devices'), body: newDevice(step, kind, id) };
  },
};

function newDevice({ payload }: DeviceStep, kind: 'person' | 'workspace', id: string): NewDevice {
  const { mac, model } = payload;
  return { mac, model, ...(kind === 'person' ? { personId: id } : { workspaceId: id }) };
}

function plainMac(mac: string | undefined): string {
  return (mac ?? '').replace(/[^0-9a-f]/gi, '').toUpperCase();
}

/** `DMS Cisco 8851` is onboarded and `Cisco 8851` read back: makers' names and prefixes say nothing. */
const sameModel: Same = (expected, actual) => modelNumber(expected) === modelNumber(actual);

function modelNumber(model: unknown): string {
  return String(model ?? '')
    .toLowerCase()
    .replace(/\b(?:dms|cisco|polycom|poly|yealink|audiocodes|ip|phone)\b/g, '')
    .replace(/[^a-z0-9]/g, '');
}
