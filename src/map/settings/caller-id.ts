import type { Loss, Why } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { movedPortals } from '../features/voice-portals.ts';
import { departmentsNamed, numbersOfDepartment } from '../inherited-plans.ts';
import { isFeature } from '../left-behind.ts';
import { moves } from '../moves.ts';
import { dnToE164 } from '../phone-number.ts';
import { userRefs } from '../provenance.ts';
import { callerPolicy, policyLosses } from './caller-policy.ts';
import { account, carried, lossOfUser, readSwitch, sameAsDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const RESTRICTION = 'Connected Line Identification Restriction';
/** Characters that the target refuses in a caller ID. */
const REFUSED = /[%+`"\\]/g;

/**
 * Caller ID: another name or number than one's own, and hiding from those who call. Hiding one's number on outgoing calls
 * has no administrator call in the target: it stays with the user (see the verdict of its service).
 */
export function mapCallerId(context: MapContext, subject: Subject): Mapped {
  const hidden = readSwitch(context, subject, 'connectedLineRestriction', RESTRICTION);
  const name = nameOf(context, subject);
  const number = numberOf(context, subject);
  const policy = policyLosses(context, subject);
  const accounts: Account[] = [
    ...(hidden?.active === false ? [sameAsDefault(hidden.source)] : []),
    ...(number?.account === undefined ? [] : [number.account]),
    ...directions(context, subject),
    ...policy.accounts,
  ];
  const losses = [
    ...(number?.loss === undefined ? [] : [number.loss]),
    ...directionLosses(context, subject),
    ...policy.losses,
  ];
  const data: FurtherSetting<'callerId'> = {
    setting: 'callerId',
    owner: subject.owner.draft,
    ...(number?.value === undefined ? {} : { selected: 'CUSTOM', customNumber: number.value }),
    ...(number?.selected === undefined ? {} : { selected: number.selected }),
    ...(name === undefined ? {} : { customName: name.value }),
    ...(hidden?.active === true ? { hiddenFromCallers: true } : {}),
  };
  if (Object.keys(data).length === 2) return { drafts: [], accounts, losses };
  const why: Record<string, Why> = {
    ...(number?.why === undefined ? {} : { selected: number.why }),
    ...(number?.why === undefined || number.value === undefined ? {} : { customNumber: number.why }),
    ...(name === undefined ? {} : { customName: name.why }),
    ...(hidden?.active === true ? { hiddenFromCallers: carried(hidden.source) } : {}),
  };
  return { drafts: [settingDraft(context, subject, data, why)], accounts, losses };
}

/** The calling line id name, where it is not the name of the user. */
function nameOf(context: MapContext, { user }: Subject): { readonly value: string; readonly why: Why } | undefined {
  const first = user.callingLineIdFirstName ?? user.firstName;
  const last = user.callingLineIdLastName ?? user.lastName;
  if (first === user.firstName && last === user.lastName) return undefined;
  const written = [first, last].filter((part) => part !== undefined).join(' ');
  const value = written.replace(REFUSED, '').trim();
  if (value === '') return undefined;
  const changed = value !== written;
  return {
    value,
    why: {
      rule: 'caller-id-name',
      sources: [
        ...(user.callingLineIdFirstName === undefined ? [] : userRefs(context.source, user, 'callingLineIdFirstName')),
        ...(user.callingLineIdLastName === undefined ? [] : userRefs(context.source, user, 'callingLineIdLastName')),
      ],
      ...(changed ? { changed, note: 'without the characters that the target refuses' } : {}),
    },
  };
}

interface CallerNumber {
  /** A number that needs no naming: one's own, or that of the location. */
  readonly selected?: 'DIRECT_LINE' | 'LOCATION_NUMBER' | undefined;
  readonly value?: string;
  readonly why?: Why;
  readonly account?: Account;
  readonly loss?: Loss;
}

/**
 * The number that the policy of calls shows, where it was read; else the calling line id number. The number of a group is
 * the main number of its location, which `map` takes from it.
 */
function numberOf(context: MapContext, subject: Subject): CallerNumber | undefined {
  const policy = callerPolicy(context, subject);
  if (policy === undefined || policy.shows === 'configured') {
    const number = configuredNumber(context, subject);
    if (policy === undefined || number?.value === undefined || number.why === undefined) return number;
    return { ...number, why: { ...number.why, sources: [...number.why.sources, ...policy.why.sources] } };
  }
  const { user } = subject;
  const unused =
    user.callingLineIdPhoneNumber === undefined
      ? undefined
      : userRefs(context.source, user, 'callingLineIdPhoneNumber')[0];
  const set = unused === undefined ? {} : { account: account(unused, 'not used', 'policy-shows-another-number') };
  if (policy.shows === 'group') {
    const own = departmentNumber(context, subject, policy.why);
    return { ...set, selected: 'LOCATION_NUMBER', why: policy.why, ...own };
  }
  // Who has no number of its own shows that of the location, here as there.
  return user.dn === undefined ? set : { ...set, selected: 'DIRECT_LINE', why: policy.why };
}

/**
 * The number of the department, which goes before that of the group. Where it cannot be shown, or departments of one name
 * have different numbers, the number of the location is shown and the loss says so.
 */
function departmentNumber(
  context: MapContext,
  subject: Subject,
  policy: Why,
): Pick<CallerNumber, 'value' | 'selected' | 'why' | 'loss'> {
  const { user } = subject;
  const named = departmentsNamed(context.source, user);
  const written = numbersOfDepartment(context.source, user);
  const [first] = written;
  if (first === undefined) return {};
  const resolved = written.length > 1 ? undefined : context.resolve(first, user.groupKey);
  const group: EntityRef = { kind: 'group', key: user.groupKey };
  const cells = named.map(({ fullPath, name }) =>
    cellPath('departmentTable', 'Full Path Name', fullPath ?? name, 'Calling Line Id Phone Number'),
  );
  const sources = [
    ...policy.sources,
    ...userRefs(context.source, user, 'department', 'Department'),
    ...cells.map((cell) => sourceRef(group, 'GroupDepartmentGetListResponse', cell)),
  ];
  if (resolved?.kind === 'e164' && numbersThatMove(context).has(resolved.value)) {
    return {
      value: resolved.value,
      selected: undefined,
      why: {
        rule: 'caller-id-number-of-department',
        sources,
        note: `the department ${user.department} shows ${first}`,
      },
    };
  }
  const shown = written.filter((number) => number !== 'none').join(' or ');
  return {
    loss: lossOfUser(context, subject, 'Caller ID', {
      verdict: 'manual',
      notice: `Calls show the number of the location instead of that of the department ${user.department} (${shown}), ${
        written.length > 1
          ? 'because several departments have that name'
          : 'which is no number that moves with this customer'
      }.`,
      action: 'Choose the number to show in Control Hub, among those of the organisation.',
      sources,
    }),
  };
}

/** The calling line id number, where it is not the user's own: only a number that moves can be shown. */
function configuredNumber(context: MapContext, subject: Subject): CallerNumber | undefined {
  const { user } = subject;
  const written = user.callingLineIdPhoneNumber;
  if (written === undefined || written === user.phoneNumber) return undefined;
  const sources = userRefs(context.source, user, 'callingLineIdPhoneNumber');
  const [source] = sources;
  const resolved = context.resolve(written, user.groupKey);
  const value = resolved?.kind === 'e164' ? resolved.value : undefined;
  if (value !== undefined && user.dn !== undefined && value === dnToE164(user.dn)) {
    return source === undefined ? undefined : { account: account(source, 'not used', 'copy-of-number') };
  }
  if (value !== undefined && numbersThatMove(context).has(value)) {
    return { value, why: { rule: 'caller-id-number', sources } };
  }
  return {
    ...(source === undefined ? {} : { account: account(source, 'manual', 'caller-id-number-does-not-move') }),
    loss: lossOfUser(context, subject, 'Caller ID', {
      verdict: 'manual',
      notice: `Calls show the own number instead of ${written}, which is no number that moves with this customer.`,
      action: 'Choose the number to show in Control Hub, among those of the organisation.',
      sources,
    }),
  };
}

const MOVING = new WeakMap<MapContext, ReadonlySet<string>>();

/** Numbers of people and features that move, and main numbers: what the target can show. */
function numbersThatMove(context: MapContext): ReadonlySet<string> {
  const known = MOVING.get(context);
  if (known) return known;
  const { users, instances, groups } = context.source;
  const taken = (groupKey: string): boolean => context.location(groupKey) !== undefined;
  const dns = [
    ...users.filter(({ key }) => moves(context, key)).map(({ dn }) => dn),
    ...instances
      .filter((each) => (isFeature(each.type) || movedPortals(context).has(each.key)) && taken(each.groupKey))
      .map(({ dn }) => dn),
  ];
  const numbers = new Set(dns.flatMap((dn) => (dn === undefined ? [] : [dnToE164(dn)])));
  for (const { key, callingLineIdPhoneNumber } of groups) {
    if (!taken(key)) continue;
    const resolved = context.resolve(callingLineIdPhoneNumber, key);
    if (resolved?.kind === 'e164') numbers.add(resolved.value);
  }
  MOVING.set(context, numbers);
  return numbers;
}

/** Whether the user sees who calls, from outside and from inside: the target always shows it. */
const DIRECTIONS = [
  { feature: 'externalCallerId', service: 'External Calling Line ID Delivery' },
  { feature: 'internalCallerId', service: 'Internal Calling Line ID Delivery' },
] as const;

function directions(context: MapContext, { user }: Subject): Account[] {
  return DIRECTIONS.flatMap(({ feature }) => {
    const read = readFeature(context, user, feature);
    if (read === undefined) return [];
    const source = read.ref('isActive');
    return [read.data.isActive ? sameAsDefault(source) : account(source, 'lost', 'caller-is-always-shown')];
  });
}

function directionLosses(context: MapContext, subject: Subject): Loss[] {
  return DIRECTIONS.flatMap(({ feature, service }) => {
    const read = readFeature(context, subject.user, feature);
    if (read === undefined || read.data.isActive) return [];
    return [
      lossOfUser(context, subject, service, {
        verdict: 'lost',
        notice: 'Callers are shown, though they were hidden from this user before.',
        action: 'Tell the user that names and numbers of callers are shown.',
        sources: [read.ref('isActive')],
      }),
    ];
  });
}
