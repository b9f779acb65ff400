import { joinKey, sourceRef } from '../../domain/keys.ts';
import { flag, isElement, namesSwitchedOn, tableRows, text, texts } from '../../domain/response-body.ts';
import { cellPath, entryPath } from '../../domain/settings.ts';
import type { ResponseReader } from '../reader.ts';
import { addFeature } from './feature-reader.ts';
import { AUTHORIZATIONS } from './provider-lists.ts';
import { cellFlag, providerOf } from './shared.ts';

/** Both tables list everything that could be assigned: only `Assigned=true` counts. */
const assignment: ResponseReader = {
  bases: ['UserServiceGetAssignmentListResponse'],
  describes: ['user', 'serviceInstance'],
  project({ owner, state, base, body }, model) {
    if (owner.kind !== 'user') return;
    const user = model.user(owner.key);
    user.assignedState = state;
    for (const name of namesSwitchedOn(body, 'servicePacksAssignmentTable', 'Service Pack Name', 'Assigned')) {
      const path = cellPath('servicePacksAssignmentTable', 'Service Pack Name', name, 'Assigned');
      user.packs.set(name, sourceRef(owner, base, path));
    }
    for (const name of namesSwitchedOn(body, 'userServicesAssignmentTable', 'Service Name', 'Assigned')) {
      const source = sourceRef(owner, base, cellPath('userServicesAssignmentTable', 'Service Name', name, 'Assigned'));
      user.assigned.set(name, { name, source });
    }
  },
};

/** The effective set; `isActive` is missing for services without an on/off switch. */
const effective: ResponseReader = {
  bases: ['UserAssignedServicesGetListResponse'],
  describes: ['user', 'serviceInstance'],
  project({ owner, state, base, body }, model) {
    if (owner.kind !== 'user') return;
    const user = model.user(owner.key);
    user.effectiveState = state;
    for (const value of body.userServiceEntry ?? []) {
      const name = isElement(value) ? text(value, 'serviceName') : undefined;
      if (name === undefined || !isElement(value)) continue;
      const active = flag(value, 'isActive');
      const source = sourceRef(owner, base, entryPath('userServiceEntry', name, 'serviceName'));
      user.effective.set(name, { name, ...(active === undefined ? {} : { active }), source });
    }
  },
};

const packDetail: ResponseReader = {
  bases: ['ServiceProviderServicePackGetDetailListResponse'],
  describes: ['serviceProvider'],
  refine(owner, body) {
    const name = text(body, 'servicePackName');
    if (owner.kind !== 'serviceProvider' || name === undefined) return owner;
    return { kind: 'servicePack', key: `${owner.key}/${joinKey(name)}` };
  },
  project({ owner, state, body }, model) {
    const name = text(body, 'servicePackName');
    if (state === 'error' || name === undefined) return;
    const services = tableRows(body, 'userServiceTable').map((row) => row.get('Service', 'Service Name'));
    model.addPack({
      providerKey: providerOf(owner),
      name,
      services: services.filter((service) => service !== undefined).sort(),
    });
  },
};

const packNames: ResponseReader = {
  bases: ['ServiceProviderServicePackGetListResponse'],
  describes: ['serviceProvider'],
  project({ owner, body }, model) {
    for (const name of texts(body, 'servicePackName')) model.addPack({ providerKey: owner.key, name });
  },
};

/** What a group may use. Of packs only the names are known: one that nobody detailed must be seen as such. */
const authorization: ResponseReader = {
  bases: ['GroupServiceGetAuthorizationListResponse'],
  describes: ['group'],
  project(response, model) {
    const { owner, body } = response;
    addFeature(response, model, { base: response.base, ...AUTHORIZATIONS });
    for (const row of tableRows(body, 'servicePacksAuthorizationTable')) {
      const name = row.get('Service Pack Name');
      if (name !== undefined && cellFlag(row.get('Authorized')) === true)
        model.addPack({ providerKey: providerOf(owner), name });
    }
  },
};

export const serviceReaders = [packDetail, packNames, authorization, assignment, effective] as const;
