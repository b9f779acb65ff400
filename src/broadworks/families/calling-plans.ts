import { type BodyElement, child, flag, isElement, tableRows, text } from '../../domain/response-body.ts';
import type { CallingPlan } from '../../domain/source-features.ts';
import type {
  AccessCodes,
  GroupCallingPlan,
  PolicyFeatureData,
  TransferNumbers,
} from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { featureReader } from './feature-reader.ts';

const USER = ['user', 'serviceInstance'] as const;
const GROUP = ['group'] as const;

type Permissions = Readonly<Record<string, string>>;

/** Texts below an element, by name: call types differ by release and country. */
function textsOf(element: BodyElement): [string, string][] {
  return Object.keys(element).flatMap((name): [string, string][] => {
    const value = text(element, name);
    return value === undefined ? [] : [[name, value]];
  });
}

/**
 * Permissions of an element, as written: by call type, or by the digit pattern that an entry names.
 */
function permissionsIn(element: BodyElement): Permissions {
  const patterns = (element.digitPatternPermissions ?? []).flatMap((value): [string, string][] => {
    const name = isElement(value) ? text(value, 'digitPatternName') : undefined;
    const permission = isElement(value) ? text(value, 'permission') : undefined;
    return name === undefined || permission === undefined ? [] : [[name, permission]];
  });
  return Object.fromEntries([...textsOf(element), ...patterns]);
}

/** Names of the entries of an element that are about patterns, in their order: one that has no name is an empty text. */
function patternNames(element: BodyElement | undefined): readonly string[] | undefined {
  const names = (element?.digitPatternPermissions ?? []).map((value) =>
    isElement(value) ? (text(value, 'digitPatternName') ?? '') : '',
  );
  return names.length === 0 ? undefined : names;
}

export function permissionsOf(body: BodyElement, name: string): Permissions {
  return permissionsIn(child(body, name) ?? {});
}

/** What stands once per department, where departments have plans of their own. */
function departmentsOf<Content>(
  body: BodyElement,
  list: string,
  read: (department: BodyElement) => Content,
): readonly (Content & { readonly name: string; readonly keyName?: string })[] | undefined {
  const departments = (body[list] ?? []).filter(isElement).flatMap((department) => {
    const name = text(department, 'departmentName') ?? text(department, 'departmentFullPath');
    const key = text(department, 'departmentKey', 'name');
    const known = name ?? key;
    if (known === undefined) return [];
    return [{ name: known, ...(key === undefined || key === known ? {} : { keyName: key }), ...read(department) }];
  });
  return departments.length === 0 ? undefined : departments;
}

function groupPlan(body: BodyElement): GroupCallingPlan {
  return {
    permissions: permissionsOf(body, 'groupPermissions'),
    ...present({
      patternNames: patternNames(child(body, 'groupPermissions')),
      departments: departmentsOf(body, 'departmentPermissions', (department) => ({
        permissions: permissionsIn(
          child(department, 'permissions') ?? child(department, 'digitPatternPermissions') ?? {},
        ),
      })),
    }),
  };
}

export function userPlan(body: BodyElement): CallingPlan {
  return {
    ...present({ useCustomSettings: flag(body, 'useCustomSettings') }),
    permissions: permissionsOf(body, 'userPermissions'),
    ...present({ patternNames: patternNames(child(body, 'userPermissions')) }),
  };
}

type PlanOf<Plan> = {
  [Name in keyof PolicyFeatureData]: PolicyFeatureData[Name] extends Plan ? Name : never;
}[keyof PolicyFeatureData];

function ofGroup(kind: string, name: PlanOf<GroupCallingPlan>): ResponseReader {
  return featureReader(GROUP, { base: `GroupOutgoingCallingPlan${kind}GetListResponse`, name, read: groupPlan });
}
function ofUser(kind: string, name: PlanOf<CallingPlan>): ResponseReader {
  return featureReader(USER, { base: `UserOutgoingCallingPlan${kind}GetResponse`, name, read: userPlan });
}

const numbersOf = (element: BodyElement | undefined): Permissions =>
  Object.fromEntries(
    textsOf(element ?? {}).flatMap(([name, value]) => {
      const position = /^phoneNumber(\d+)$/.exec(name)?.[1];
      return position === undefined ? [] : [[position, value]];
    }),
  );

const groupTransfer = featureReader(GROUP, {
  base: 'GroupOutgoingCallingPlanTransferNumbersGetListResponse',
  name: 'groupTransferNumbers',
  read: (body): TransferNumbers => ({
    numbers: numbersOf(child(body, 'groupNumbers')),
    ...present({
      departments: departmentsOf(body, 'departmentNumbers', (department) => ({
        numbers: numbersOf(child(department, 'transferNumbers') ?? department),
      })),
    }),
  }),
});

const userTransfer = featureReader(USER, {
  base: 'UserOutgoingCallingPlanTransferNumbersGetResponse',
  name: 'transferNumbers',
  read: (body): TransferNumbers => ({
    ...present({ useCustomSettings: flag(body, 'useCustomSettings') }),
    numbers: numbersOf(child(body, 'userNumbers')),
  }),
});

/** Entries of codes: the codes are dropped on reading, what they are for stays. */
const codesOf = (element: BodyElement | undefined): AccessCodes['codes'] =>
  (element?.codeEntry ?? []).map((entry) => ({
    ...present({ description: isElement(entry) ? text(entry, 'description') : undefined }),
  }));

const groupCodes = featureReader(GROUP, {
  base: 'GroupOutgoingCallingPlanAuthorizationCodeGetListResponse',
  name: 'groupAccessCodes',
  read: (body): AccessCodes => ({
    codes: codesOf(child(body, 'groupCodeList')),
    ...present({
      departments: departmentsOf(body, 'departmentCodeList', (department) => ({
        codes: codesOf(child(department, 'codeList') ?? department),
      })),
    }),
  }),
});

const userCodes = featureReader(USER, {
  base: 'UserOutgoingCallingPlanAuthorizationCodeGetListResponse',
  name: 'accessCodes',
  read: (body): AccessCodes => ({ codes: codesOf(body) }),
});

/** Digits behind the names that plans use. */
function patternsOf(base: string, name: 'groupDigitPatterns' | 'groupPinholePatterns'): ResponseReader {
  return featureReader(GROUP, {
    base,
    name,
    read: (body) => ({
      patterns: tableRows(body, 'digitPatternTable').flatMap((row) => {
        const known = row.get('Name');
        return known === undefined ? [] : [{ name: known, ...present({ pattern: row.get('Digit Pattern') }) }];
      }),
    }),
  });
}

/** Who may call where, be sent on to where, and by which patterns of digits. Codes that open a plan are secrets. */
export const callingPlanReaders: readonly ResponseReader[] = [
  featureReader(GROUP, {
    base: 'GroupOutgoingCallingPlanOriginatingGetListResponse',
    name: 'groupCallingPlan',
    read: groupPlan,
  }),
  ofGroup('Redirecting', 'groupRedirectingPlan'),
  featureReader(GROUP, { base: 'GroupIncomingCallingPlanGetListResponse', name: 'groupIncomingPlan', read: groupPlan }),
  ofGroup('Redirected', 'groupRedirectedPlan'),
  ofGroup('CallMeNow', 'groupCallMeNowPlan'),
  ofGroup('DigitPlanOriginating', 'groupDigitPlan'),
  ofGroup('DigitPlanRedirecting', 'groupRedirectingDigitPlan'),
  ofGroup('DigitPlanCallMeNow', 'groupCallMeNowDigitPlan'),
  ofGroup('PinholeDigitPlanOriginating', 'groupPinholePlan'),
  ofGroup('PinholeDigitPlanRedirecting', 'groupRedirectingPinholePlan'),
  ofGroup('PinholeDigitPlanCallMeNow', 'groupCallMeNowPinholePlan'),
  patternsOf('GroupCallingPlanGetDigitPatternListResponse', 'groupDigitPatterns'),
  patternsOf('GroupOutgoingCallingPlanPinholeDigitPatternGetListResponse', 'groupPinholePatterns'),
  groupTransfer,
  groupCodes,
  userCodes,
  featureReader(USER, { base: 'UserOutgoingCallingPlanOriginatingGetResponse', name: 'callingPlan', read: userPlan }),
  featureReader(USER, {
    base: 'UserOutgoingCallingPlanRedirectingGetResponse',
    name: 'redirectingCallingPlan',
    read: userPlan,
  }),
  ofUser('Redirected', 'redirectedCallingPlan'),
  ofUser('CallMeNow', 'callMeNowPlan'),
  ofUser('DigitPlanOriginating', 'digitPlan'),
  ofUser('DigitPlanRedirecting', 'redirectingDigitPlan'),
  ofUser('DigitPlanCallMeNow', 'callMeNowDigitPlan'),
  ofUser('PinholeDigitPlanOriginating', 'pinholePlan'),
  ofUser('PinholeDigitPlanRedirecting', 'redirectingPinholePlan'),
  ofUser('PinholeDigitPlanCallMeNow', 'callMeNowPinholePlan'),
  userTransfer,
];
