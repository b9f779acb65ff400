import { readerOf } from '../../broadworks/families/registry.ts';
import { withoutSecrets } from '../../broadworks/secrets.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { EntityRef } from '../../domain/keys.ts';
import type { BodyElement, BodyValue } from '../../domain/response-body.ts';
import { countSettings } from '../../domain/settings.ts';
import type { StoredResponse } from '../../domain/snapshot.ts';
import { encodeBody, type StoredPattern } from '../../domain/stored-body.ts';
import { addValues, setPath, tableBody } from './body.ts';
import { placeOf, type Scope } from './scope.ts';
import { ENTITY_FORMS, type EntityName, type ListForm } from './vocabulary.ts';

/** Values of one element by field of the vocabulary. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Rows that are stored in one go; a list of more is stored in parts. */
export const MOST_ROWS = 2_000;
/** Elements that no profile names. */
export const UNREAD_BASE = 'NestedElement';

/** Lists that a scope collects, by the entity whose elements are its rows. */
const LISTS: Readonly<Partial<Record<EntityName, ListForm>>> = {
  group: list('GroupGetListInServiceProviderResponse', 'groupTable', 'Group Id'),
  user: list('UserGetListInGroupResponse', 'userTable', 'User Id'),
  device: list('GroupAccessDeviceGetListResponse', 'accessDeviceTable', 'Device Name'),
  department: list('GroupDepartmentGetListResponse', 'departmentTable', 'Department Name', 'Full Path Name'),
  assignedPack: list(
    'UserServiceGetAssignmentListResponse',
    'servicePacksAssignmentTable',
    'Service Pack Name',
    'Assigned',
  ),
  assignedService: list(
    'UserServiceGetAssignmentListResponse',
    'userServicesAssignmentTable',
    'Service Name',
    'Assigned',
  ),
  effectiveService: list('UserAssignedServicesGetListResponse', 'userServiceEntry', 'serviceName', 'isActive'),
  number: list(
    'GroupDnGetAssignmentListResponse',
    'dnTable',
    ...['Phone Numbers', 'Department', 'Activated', 'User Id', 'Extension', 'User Type'],
    ...['Country Code', 'National Prefix'],
  ),
  sharedLine: list(
    'UserSharedCallAppearanceGetResponse',
    'endpointTable',
    ...['Device Name', 'Device Level', 'Device Type', 'Line/Port', 'Is Active'],
    ...['Allow Origination', 'Allow Termination', 'Mac Address'],
  ),
  huntGroup: list(
    'GroupHuntGroupGetInstanceListResponse',
    'huntGroupTable',
    ...['Service User Id', 'Name', 'Phone Number', 'Extension', 'Is Active', 'Policy'],
  ),
  callCenter: list(
    'GroupCallCenterGetInstanceListResponse',
    'callCenterTable',
    ...['Service User Id', 'Name', 'Phone Number', 'Extension', 'Is Active', 'Policy', 'Type'],
  ),
  autoAttendant: list(
    'GroupAutoAttendantGetInstanceListResponse',
    'autoAttendantTable',
    ...['Service User Id', 'Name', 'Phone Number', 'Extension', 'Is Active', 'Type'],
  ),
};
/** What stands in the list of assigned services is assigned, and devices of an export are those of its groups. */
const UNSAID: Readonly<Record<string, string>> = { Assigned: 'true', 'Device Level': 'Group' };
/** Fields of an instance that its list shows too. */
const INSTANCE_CELLS: Readonly<Record<string, string>> = {
  Name: 'name',
  'Phone Number': 'phoneNumber',
  Extension: 'extension',
  'Is Active': 'isActive',
  Policy: 'policy',
  Type: 'type',
};
const MEMBERS: Readonly<Partial<Record<EntityName, ListForm>>> = {
  huntGroup: {
    ...list('GroupHuntGroupGetInstanceResponse', 'agentUserTable', 'User Id', 'Weight'),
    inside: true,
  },
  callCenter: list('GroupCallCenterGetAgentListResponse', 'agentTable', 'User Id', 'Weight', 'Skill Level'),
};
/** Keys of an attendant, each with the menu that it belongs to. */
const MENU_KEYS: ListForm = {
  ...list(
    'GroupAutoAttendantGetInstanceResponse',
    'keyConfiguration',
    ...['key', 'menu', 'action', 'phoneNumber', 'description', 'submenuId'],
  ),
  inside: true,
};
/** Numbers that the whole provider holds. */
const PROVIDER_NUMBERS = list(
  'ServiceProviderDnGetSummaryListResponse',
  'dnSummaryTable',
  ...['Phone Numbers', 'Group Id'],
);
const INSTANCES: Readonly<Partial<Record<EntityName, string>>> = {
  huntGroup: 'GroupHuntGroupGetInstanceResponse',
  callCenter: 'GroupCallCenterGetInstanceResponse',
  autoAttendant: 'GroupAutoAttendantGetInstanceResponse',
};

/** The list that an element is a row of, and the scope that collects it; `undefined` for what is in no list. */
export function listOf(entity: EntityName, scope: Scope | undefined): ListForm | undefined {
  if (entity === 'member') return scope === undefined ? undefined : MEMBERS[scope.entity];
  if (entity === 'menuKey') return MENU_KEYS;
  if (entity === 'number' && scope?.entity === 'serviceProvider') return PROVIDER_NUMBERS;
  // Only groups list their devices in here.
  if (entity === 'device' && scope?.entity !== 'group') return undefined;
  return LISTS[entity];
}

/** The row of a list that an element is. */
export function rowOf(entity: EntityName, form: ListForm, id: string, fields: Fields): string[] {
  const headingOf = ENTITY_FORMS[entity].fields;
  return form.headings.map((heading, column) => {
    if (column === 0) return id;
    const name =
      entryOf(INSTANCES, entity) === undefined ? fieldOf(headingOf, heading) : entryOf(INSTANCE_CELLS, heading);
    const value = name === undefined ? undefined : fields.get(name)?.[0];
    return value ?? entryOf(UNSAID, heading) ?? '';
  });
}

function fieldOf(fields: Readonly<Record<string, string>>, heading: string): string | undefined {
  return Object.entries(fields).find(([, column]) => column === heading)?.[0];
}

/** What a list says, as its response would. */
export function listBody(form: ListForm, rows: readonly (readonly string[])[]): BodyElement {
  if (form.table !== 'userServiceEntry') return tableBody(form.table, form.headings, rows);
  const entries = rows.map(
    ([name = '', active = '']): BodyValue => ({
      serviceName: [name],
      ...(active === '' ? {} : { isActive: [active] }),
    }),
  );
  return { [form.table]: entries };
}

/** The responses that tell of a scope itself, from its own fields. */
export function describeScope(scope: Scope, fields: Fields): { readonly base: string; readonly body: BodyElement }[] {
  const id = scope.id ?? '';
  const { provider, group } = placeOf(scope);
  const body: Record<string, BodyValue[]> = {};
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') addValues(body, name, [value]);
  };
  const fill = (leaveOut: readonly string[] = []): void => {
    for (const [name, values] of fields) {
      const path = entryOf(ENTITY_FORMS[scope.entity].fields, name);
      if (path !== undefined && values.length > 0 && !leaveOut.includes(name)) setPath(body, path, values);
    }
  };
  switch (scope.entity) {
    case 'serviceProvider':
      set('serviceProviderId', id);
      fill();
      return [{ base: 'ServiceProviderGetResponse', body }];
    case 'servicePack': {
      set('servicePackName', id);
      fill(['service']);
      const services = (fields.get('service') ?? []).map((name) => [name]);
      return [
        {
          base: 'ServiceProviderServicePackGetDetailListResponse',
          body: { ...body, ...tableBody('userServiceTable', ['Service'], services) },
        },
      ];
    }
    case 'group':
      set('serviceProviderId', provider);
      set('groupId', id);
      fill();
      return [{ base: 'GroupGetResponse', body }];
    case 'user': {
      set('serviceProviderId', provider);
      set('groupId', group);
      set('userId', id);
      const trunk = fields.get('trunkAddressing')?.[0];
      fill(['trunkAddressing']);
      // An empty element is what says that a user sits behind a PBX.
      if (trunk === 'true') body.trunkAddressing = [''];
      const device = fields.get('deviceName')?.[0] ?? scope.endpoint?.name;
      if (device !== undefined && fields.get('deviceName') === undefined) {
        setPath(body, 'accessDeviceEndpoint.accessDevice.deviceName', [device]);
        const port = scope.endpoint?.linePort;
        if (port !== undefined) setPath(body, 'accessDeviceEndpoint.linePort', [port]);
      }
      if (device !== undefined && fields.get('deviceLevel') === undefined)
        setPath(body, 'accessDeviceEndpoint.accessDevice.deviceLevel', ['Group']);
      return [{ base: 'UserGetResponse', body }];
    }
    case 'device':
      set('serviceProviderId', provider);
      set('groupId', group);
      set('deviceName', id);
      fill(['linePort', 'endpointType']);
      return [{ base: `${group === undefined ? 'ServiceProvider' : 'Group'}AccessDeviceGetResponse`, body }];
    default: {
      const base = INSTANCES[scope.entity];
      if (base === undefined) return [];
      set('serviceUserId', id);
      fill(['isActive']);
      // The profile is what makes it an instance that was read.
      if (body.serviceInstanceProfile === undefined) setPath(body, 'serviceInstanceProfile.name', [id]);
      const rows = [...scope.lists].filter(([form]) => form.inside === true);
      const parts = rows.map(([form, { rows: all }]) => (form === MENU_KEYS ? menusOf(all) : listBody(form, all)));
      return [{ base, body: Object.assign({}, body, ...parts) }];
    }
  }
}

/** Menus with their keys in the order of the export; a key that names no menu is one of the business hours. */
function menusOf(rows: readonly (readonly string[])[]): BodyElement {
  const menus = new Map<string, BodyValue[]>();
  for (const [key = '', menu = '', ...cells] of rows) {
    const entry: Record<string, BodyValue[]> = {};
    for (const [index, name] of MENU_KEYS.headings.slice(2).entries()) {
      const value = cells[index] ?? '';
      if (value !== '') entry[name] = [value];
    }
    // Whatever else an export calls its menus is kept under its name, and read by nobody.
    const name = `${menu === '' ? 'businessHours' : menu.replace(/\W+/g, '_')}Menu`;
    const keys = menus.get(name) ?? [];
    keys.push({ key: [key], entry: [entry] });
    menus.set(name, keys);
  }
  return Object.fromEntries([...menus].map(([name, keys]) => [name, [{ keyConfiguration: keys }]]));
}

/** What is stored of one response; without an owner it is an orphan. */
export function storedRow(
  response: {
    readonly base: string;
    readonly body: BodyElement;
    readonly owner: EntityRef | undefined;
    readonly offset: number;
    /** What is shown of it. */
    readonly type: string;
    readonly part?: string;
  },
  note: (pattern: StoredPattern) => void,
): StoredResponse {
  const { base, owner, offset } = response;
  const body = withoutSecrets(response.body, false);
  return {
    offset,
    type: response.type,
    base,
    state: 'read',
    known: readerOf(base) !== undefined,
    stream: 1,
    echo: '',
    ...(owner === undefined ? {} : { ownerKind: owner.kind, ownerKey: owner.key, joinedBy: 'self' as const }),
    part: response.part ?? '',
    settings: countSettings(base, body),
    body: encodeBody(body, note),
  };
}

function list(response: string, table: string, ...headings: readonly string[]): ListForm {
  return { response, table, headings };
}
