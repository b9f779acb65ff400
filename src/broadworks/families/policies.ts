import { type BodyElement, flag, isTable, tableRows, text } from '../../domain/response-body.ts';
import type { CallPolicy } from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { featureReader } from './feature-reader.ts';
import { cellFlag } from './shared.ts';

const USER = ['user', 'serviceInstance'] as const;

/** `useGroupCLIDSetting`, `useUserCallLimitsSetting`; `useSettingLevel` of providers is a word and no switch. */
const LEVEL = /^use(?:User|Group|ServiceProvider)(\w*)Setting$/;
/** A limit, which counts only where the switch beside it is on. */
const LIMIT = /^max(\w+?)(?:Minutes)?$/;
const NAMED: ReadonlySet<string> = new Set([
  'clidPolicy',
  'emergencyClidPolicy',
  'enterpriseCallsCLIDPolicy',
  'groupCallsCLIDPolicy',
  'useGroupName',
  'blockCallingNameForExternalCalls',
]);

/** Releases add fields to policies more than to anything else, so all of them are taken, named or not. */
function callPolicy(body: BodyElement): CallPolicy {
  const own: string[] = [];
  const limits: Record<string, string> = {};
  const further: Record<string, string> = {};
  for (const name of Object.keys(body)) {
    const value = text(body, name);
    if (value === undefined || NAMED.has(name)) continue;
    const level = LEVEL.exec(name)?.[1];
    const limit = LIMIT.exec(name)?.[1];
    if (level !== undefined) {
      if (value === 'true') own.push(level === '' ? 'all' : level);
    } else if (limit !== undefined) {
      // Some limits have no switch.
      if (flag(body, `useMax${limit}`) !== false) limits[limit] = value;
    } else if (!/^useMax/.test(name)) {
      further[name] = value;
    }
  }
  return {
    own,
    limits,
    further,
    ...present<Omit<CallPolicy, 'own' | 'limits' | 'further'>>({
      clidPolicy: text(body, 'clidPolicy'),
      emergencyClidPolicy: text(body, 'emergencyClidPolicy'),
      enterpriseCallsClidPolicy: text(body, 'enterpriseCallsCLIDPolicy'),
      groupCallsClidPolicy: text(body, 'groupCallsCLIDPolicy'),
      useGroupName: flag(body, 'useGroupName'),
      blockCallingNameForExternalCalls: flag(body, 'blockCallingNameForExternalCalls'),
    }),
  };
}

const groupBarring = featureReader(['group'], {
  base: 'GroupCommunicationBarringGetResponse',
  name: 'groupCommunicationBarring',
  read: (body) =>
    present({
      useDefaultProfile: flag(body, 'useDefaultServiceProviderProfile'),
      profile: text(body, 'profile'),
    }),
});

const userBarring = featureReader(USER, {
  base: 'UserCommunicationBarringGetResponse',
  name: 'communicationBarring',
  read: (body) => present({ useGroupSetting: flag(body, 'useGroupSetting'), profile: text(body, 'profileName') }),
});

const userControl = featureReader(USER, {
  base: 'UserCommunicationBarringUserControlGetResponse',
  name: 'communicationBarringControl',
  read: (body) => {
    const table = body.profileTable?.[0];
    if (table === undefined || !isTable(table)) return undefined;
    return {
      ...present({ lockedOut: flag(body, 'lockoutStatus') }),
      profiles: tableRows(body, 'profileTable').flatMap((row) => {
        const name = row.get('Name');
        if (name === undefined) return [];
        const active = cellFlag(row.get('Activated'));
        return [{ name, ...present({ active, primary: cellFlag(row.get('Primary')) }) }];
      }),
    };
  },
});

/** The password is asked for by nobody, and dropped wherever it stands. */
const sipAuthentication = featureReader(USER, {
  base: 'UserAuthenticationGetResponse',
  name: 'sipAuthentication',
  read: (body) => present({ userName: text(body, 'userName') }),
});

export const policyReaders: readonly ResponseReader[] = [
  featureReader(['serviceProvider'], {
    base: 'ServiceProviderCallProcessingGetPolicyResponse',
    name: 'providerCallPolicy',
    read: callPolicy,
  }),
  featureReader(['group'], { base: 'GroupCallProcessingGetPolicyResponse', name: 'groupCallPolicy', read: callPolicy }),
  featureReader(USER, { base: 'UserCallProcessingGetPolicyResponse', name: 'callPolicy', read: callPolicy }),
  groupBarring,
  userBarring,
  userControl,
  sipAuthentication,
];
