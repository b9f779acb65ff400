import { type BodyElement, type TableRow, tableRows, text, texts } from '../../domain/response-body.ts';
import type { Authorization, ListedTrunkGroup } from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { addFeature, featureReader, toFeature } from './feature-reader.ts';
import { partReader } from './part-reader.ts';
import { cellFlag } from './shared.ts';

/** What is authorised, with its counts; a quantity is `Unlimited` or digits, and stays as written. */
function authorized(body: BodyElement, table: string, heading: string): Authorization[] {
  return tableRows(body, table).flatMap((row) => {
    const name = row.get(heading);
    if (name === undefined || cellFlag(row.get('Authorized')) !== true) return [];
    return [{ name, ...present<Omit<Authorization, 'name'>>(countsOf(row)) }];
  });
}

function countsOf(row: TableRow): { [Field in keyof Omit<Authorization, 'name'>]: Authorization[Field] | undefined } {
  return {
    assigned: cellFlag(row.get('Assigned')),
    limited: row.get('Limited'),
    quantity: row.get('Quantity'),
    allocated: row.get('Allocated'),
    allowed: row.get('Allowed'),
    usage: row.get('Usage'),
    licensed: row.get('Licensed'),
    packAllocation: row.get('Service Pack Allocation'),
    instances: row.get('Instance Count'),
  };
}

export const AUTHORIZATIONS = {
  name: 'authorizations',
  read: (body: BodyElement) => ({
    packs: authorized(body, 'servicePacksAuthorizationTable', 'Service Pack Name'),
    groupServices: authorized(body, 'groupServicesAuthorizationTable', 'Service Name'),
    userServices: authorized(body, 'userServicesAuthorizationTable', 'Service Name'),
  }),
} as const;

const ofProvider = featureReader(['serviceProvider'], {
  base: 'ServiceProviderServiceGetAuthorizationListResponse',
  ...AUTHORIZATIONS,
});

const resellers = featureReader(['system'], {
  base: 'ResellerGetListResponse',
  name: 'resellers',
  read: (body) => ({
    listed: tableRows(body, 'resellerTable').flatMap((row) => {
      const id = row.get('Reseller Id');
      return id === undefined ? [] : [{ id, ...present({ name: row.get('Reseller Name') }) }];
    }),
  }),
});

const resellerDetails = partReader(
  ['system'],
  'ResellerGetResponse',
  'resellerDetails',
  (body) => present({ name: text(body, 'resellerName'), externalId: text(body, 'resellerExternalId') }),
  (parts) => ({ parts }),
);

/** Of an enterprise, or of a group of a provider that is none. */
function enterpriseTrunks(base: string, describes: 'serviceProvider' | 'group'): ResponseReader {
  return featureReader([describes], {
    base,
    name: 'enterpriseTrunks',
    read: (body) => ({
      listed: tableRows(body, 'enterpriseTrunkTable').flatMap((row) => {
        const name = row.get('Enterprise Trunk Name');
        return name === undefined ? [] : [{ name, ...present({ routingType: row.get('Routing Type') }) }];
      }),
    }),
  });
}

const trunkGroups = featureReader(['group'], {
  base: 'GroupTrunkGroupGetInstanceListResponse',
  name: 'trunkGroups',
  read: (body) => ({
    listed: tableRows(body, 'trunkGroupTable').flatMap((row) => {
      const name = row.get('Name');
      if (name === undefined) return [];
      const fields: { [Field in keyof Omit<ListedTrunkGroup, 'name'>]: string | undefined } = {
        serviceUserId: row.get('Service User Id'),
        groupId: row.get('Group Id'),
        department: row.get('Department'),
        deviceLevel: row.get('Device Level'),
        deviceName: row.get('Device Name'),
      };
      return [{ name, ...present(fields) }];
    }),
  }),
});

/** Lists that are nothing but names: the names are the keys of what they list. */
function names(
  base: string,
  name: 'callParks' | 'callPickups' | 'scheduleEventNames',
  describes: 'group' | 'schedule',
  element: string,
): ResponseReader {
  const read = (body: BodyElement) => ({ listed: texts(body, element).map((it) => ({ name: it })) });
  return {
    bases: [base],
    describes: [describes],
    feature: (response) => toFeature(response, { name, read }),
    project: (response, model) => addFeature(response, model, { base, name, read }),
  };
}

export const providerListReaders: readonly ResponseReader[] = [
  resellers,
  resellerDetails,
  ofProvider,
  enterpriseTrunks('EnterpriseEnterpriseTrunkGetListResponse', 'serviceProvider'),
  enterpriseTrunks('GroupEnterpriseTrunkGetListResponse', 'group'),
  trunkGroups,
  names('GroupCallParkGetInstanceListResponse', 'callParks', 'group', 'name'),
  names('GroupCallPickupGetInstanceListResponse', 'callPickups', 'group', 'name'),
  names('GroupScheduleGetEventListResponse', 'scheduleEventNames', 'schedule', 'eventName'),
  names('ServiceProviderScheduleGetEventListResponse', 'scheduleEventNames', 'schedule', 'eventName'),
];
