import type { WorkspaceStep } from '../domain/plan.ts';
import type { NewWorkspace } from '../webex/workspaces.ts';
import { differencesIn, sameId } from './compare.ts';
import { cannotChange } from './conflict.ts';
import type { StepHandler } from './handler.ts';
import { findLineHolder, heldBySomebodyElse, lineOf } from './line-holder.ts';
import { known, needed, neededOrgCall, orgCall, placeOf, type Refer, shown } from './refs.ts';
import { standsUnder, usedMailbox } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

/** A common-area place with a phone. */
export const workspaceHandler: StepHandler<WorkspaceStep> = {
  kind: 'workspace',
  safety: 'refused',
  canChange: true,
  unchangeable: (differences) => differences.filter(({ field }) => !CHANGEABLE.has(field)),
  calls: 1,
  key: ['location', 'displayName'],
  endpoints: ['POST /workspaces'],

  async lookUp(step, context) {
    const { payload } = step;
    const place = placeOf(context, payload);
    if (!place) return undefined;
    const { call, locationId } = place;
    const own = known(context, step.id, 'workspaceId');
    let workspace = own === undefined ? undefined : await context.webex.workspaces.get(own, call);
    const holder = workspace
      ? await lineOf(context, workspace.id, call)
      : await findLineHolder(context, payload, locationId, call);
    if (!workspace && holder) {
      if (holder.type !== 'PLACE') return heldBySomebodyElse(step.label, holder);
      workspace = await context.webex.workspaces.get(holder.id, call);
    }
    if (!workspace) return undefined;
    return {
      outputs: { workspaceId: workspace.id },
      differences: differencesIn([
        ['displayName', payload.displayName, workspace.displayName],
        ['locationId', locationId, workspace.locationId, sameId],
        ['supportedDevices', 'phones', workspace.supportedDevices],
        ['calling', 'webexCalling', workspace.calling?.type],
        ['phoneNumber', payload.phoneNumber, holder?.phoneNumber],
        ['extension', payload.extension, holder?.extension],
      ]),
    };
  },

  async write(step, context, found) {
    const call = neededOrgCall(context, step.payload.customer);
    const { workspaces } = context.webex;
    if (!found) {
      const sent = await workspaces.create(newWorkspace(step, needed(context)), call);
      return writtenAs(sent, idAs('workspaceId', sent));
    }
    const { workspaceId } = found.outputs;
    const fixed = workspaceHandler.unchangeable?.(found.differences) ?? [];
    if (workspaceId === undefined || fixed.length > 0) throw cannotChange(step.label, fixed);
    const sent = await workspaces.update(workspaceId, changedWorkspace(step, needed(context)), call);
    return writtenAs(sent, { workspaceId });
  },

  undo: {
    kind: 'remove',
    async standing(step, context) {
      const standing = await standsUnder('workspaceId', workspaceHandler.lookUp, step, context);
      const id = known(context, step.id, 'workspaceId');
      const call = orgCall(context, step.payload.customer);
      if (standing.gone || id === undefined || call === undefined) return standing;
      // The target would take its phones along. Those of the plan are removed before, one by one.
      const phones = context.planning ? [] : await context.webex.devices.list({ workspaceId: id }, call);
      const [phone] = phones;
      if (phone) return { gone: false, keep: `a phone still belongs to it (${phone.mac ?? phone.id})` };
      return { ...standing, ...(await usedMailbox(step, { kind: 'workspace', id }, context)) };
    },
    remove: (step, context) =>
      context.webex.workspaces.remove(
        needed(context)(step.id, 'workspaceId'),
        neededOrgCall(context, step.payload.customer),
      ),
    describe: (step, context) => ({
      method: 'DELETE',
      path: `/workspaces/${shown(context)(step.id, 'workspaceId')}`,
    }),
  },

  describe(step, context, found) {
    const refer = shown(context);
    const id = found?.outputs.workspaceId;
    return id === undefined
      ? { method: 'POST', path: '/workspaces', body: newWorkspace(step, refer) }
      : { method: 'PUT', path: `/workspaces/${id}`, body: changedWorkspace(step, refer) };
  },
};

/** The kind of devices is immutable, and a place does not move. */
const CHANGEABLE: ReadonlySet<string> = new Set(['displayName', 'phoneNumber', 'extension']);

function newWorkspace(step: WorkspaceStep, refer: Refer): NewWorkspace {
  const { payload } = step;
  return {
    displayName: payload.displayName,
    orgId: refer(payload.customer, 'orgId'),
    locationId: refer(payload.location, 'locationId'),
    supportedDevices: 'phones',
    calling: callingOf(step, refer),
  };
}

function changedWorkspace(step: WorkspaceStep, refer: Refer) {
  return { displayName: step.payload.displayName, calling: callingOf(step, refer) };
}

function callingOf({ payload }: WorkspaceStep, refer: Refer): NewWorkspace['calling'] {
  const { phoneNumber, extension } = payload;
  return {
    type: 'webexCalling',
    webexCalling: {
      locationId: refer(payload.location, 'locationId'),
      ...(phoneNumber === undefined ? {} : { phoneNumber }),
      ...(extension === undefined ? {} : { extension }),
    },
  };
}
