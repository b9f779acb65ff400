import { type EntityKind, type EntityRef, joinKey, userKey } from '../domain/keys.ts';
import { type BodyElement, type BodyValue, child, isElement, text } from '../domain/response-body.ts';

/** Whom a request asks about, and which part of it. */
export interface Asked {
  readonly owner: EntityRef | undefined;
  /**
   * What else the request named, so that two answers of one owner stay apart: a search, a page, a submenu. Empty for
   * a plain question.
   */
  readonly part: string;
}

const SYSTEM: EntityRef = { kind: 'system', key: 'system' };
const BELOW_GROUP: readonly (readonly [RegExp, EntityKind])[] = [
  [/^GroupCallPark/, 'callPark'],
  [/^GroupCallPickup/, 'callPickup'],
  [/^GroupTrunkGroup/, 'trunkGroup'],
];
/** Elements of a request that name a part of the owner, or say that only a part of a list is wanted. */
const PARTS =
  /^(?:searchCriteria|responsePagingControl|criteriaName$|submenuId$|dnisKey$|scheduleType$|groupDepartmentName$|enterpriseTrunkName$|resellerId$|listId$)/;
/** Switches that make a list shorter or longer; one that is off leaves the question a plain one. */
const FILTERS: ReadonlySet<string> = new Set(['onlyTrunkGroupsWithDevice', 'includeEnterpriseTrunkGroups']);
const SCHEDULE_PARTS = ['scheduleKey', 'scheduleName'] as const;

/**
 * Reads the identity out of a request: the strongest source after the response itself.
 *
 * @param base - of the request, e.g. `UserGetRequest`
 * @param known - whether a reader knows the answer: then only searches and pages count as parts
 */
export function askedOwner(base: string, body: BodyElement, known: boolean): Asked {
  const alone = onlyUser(base, body);
  if (alone !== undefined) return { owner: { kind: 'user', key: userKey(alone) }, part: '' };
  const used = new Set<string>(['responseSizeLimit']);
  const read = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const value = text(body, name);
      if (value !== undefined) {
        used.add(name);
        return value;
      }
    }
    return undefined;
  };
  const owner = ownerOf(base, body, read, used);
  const rest = Object.entries(body).filter(([name]) =>
    known
      ? isPart(name, body) || (name === 'name' && namesPart(base)) || (name === 'phoneNumber' && namesNumber(base))
      : !used.has(name),
  );
  const dnis = text(body, 'dnisKey', 'name');
  const schedule = known ? schedulePart(base, body) : undefined;
  if (schedule !== undefined) return { owner, part: schedule };
  const parts = rest.map(([name, values]) =>
    name === 'dnisKey' && dnis !== undefined ? `${name}=${dnis}` : `${name}=${values.map(flatten).join(',')}`,
  );
  // A group may have a schedule for hours and one for holidays of the same name.
  const type = owner?.kind === 'schedule' ? text(body, 'scheduleKey', 'scheduleType') : undefined;
  return { owner, part: [...parts, ...(type === undefined ? [] : [`scheduleType=${type}`])].sort().join('&') };
}

/** Schedules of people are parts of them, named by type, name and, for one of their events, its name. */
function schedulePart(base: string, body: BodyElement): string | undefined {
  const old = /^User(Time|Holiday)ScheduleGet/.exec(base)?.[1];
  if (old !== undefined) {
    const named = text(body, `${old.toLowerCase()}ScheduleName`);
    return named === undefined ? undefined : `scheduleKey=${schedulePartName(old, named)}`;
  }
  const name = text(body, ...SCHEDULE_PARTS);
  if (name === undefined || !base.startsWith('UserSchedule')) return undefined;
  const event = text(body, 'eventName');
  return `scheduleKey=${schedulePartName(text(body, 'scheduleKey', 'scheduleType') ?? '', name, event)}`;
}

/** `Time/Night%20hours`, or `Time/Night%20hours/Mondays` for one event. */
function schedulePartName(type: string, name: string, event?: string): string {
  return joinKey(type, name, ...(event === undefined ? [] : [event]));
}

function isPart(name: string, body: BodyElement): boolean {
  return PARTS.test(name) || (FILTERS.has(name) && text(body, name) !== 'false');
}

/** Most questions name a user and nothing else. */
function onlyUser(base: string, body: BodyElement): string | undefined {
  if (body.userId === undefined || !base.startsWith('User')) return undefined;
  for (const name in body) if (name !== 'userId') return undefined;
  return text(body, 'userId');
}

function ownerOf(
  base: string,
  body: BodyElement,
  read: (...names: readonly string[]) => string | undefined,
  used: Set<string>,
): EntityRef | undefined {
  const user = base.startsWith('User') ? read('userId') : undefined;
  if (user !== undefined) return { kind: 'user', key: userKey(user) };
  const instance = read('serviceUserId') ?? text(body, 'dnisKey', 'serviceUserId');
  if (instance !== undefined) return { kind: 'serviceInstance', key: userKey(instance) };
  const trunk = child(body, 'trunkGroupKey');
  if (trunk !== undefined) {
    used.add('trunkGroupKey');
    const parts = [text(trunk, 'serviceProviderId'), text(trunk, 'groupId'), text(trunk, 'name')];
    const known = parts.filter((part) => part !== undefined);
    return known.length === parts.length ? { kind: 'trunkGroup', key: joinKey(...known) } : undefined;
  }
  /** An event of a schedule adds its name. */
  const scheduleOf = (parents: readonly string[], level: string): EntityRef | undefined => {
    const name = text(body, ...SCHEDULE_PARTS);
    if (name === undefined || !base.startsWith(level)) return undefined;
    used.add('scheduleKey');
    const event = read('eventName');
    return { kind: 'schedule', key: joinKey(...parents, name, ...(event === undefined ? [] : [event])) };
  };
  const provider = read('serviceProviderId', 'ServiceProviderId', 'enterpriseId');
  // `UserGetListInGroupRequest` spells it with a capital G.
  const group = read('groupId', 'GroupId');
  const device = read('deviceName');
  if (device !== undefined) {
    const parents = [provider, group].filter((part) => part !== undefined);
    return { kind: 'device', key: joinKey(...parents, device) };
  }
  if (provider !== undefined && group !== undefined) {
    // Departments may have music of their own: an answer about one is none about the group.
    const department = base.startsWith('GroupMusicOnHold') ? text(body, 'department', 'name') : undefined;
    if (department !== undefined) {
      used.add('department');
      return { kind: 'department', key: joinKey(provider, group, department) };
    }
    const schedule = scheduleOf([provider, group], 'Group');
    if (schedule !== undefined) return schedule;
    const below = BELOW_GROUP.find(([pattern]) => pattern.test(base));
    const name = below === undefined ? undefined : read('name');
    if (below !== undefined && name !== undefined) return { kind: below[1], key: joinKey(provider, group, name) };
    return { kind: 'group', key: joinKey(provider, group) };
  }
  if (provider !== undefined) {
    return scheduleOf([provider], 'ServiceProvider') ?? { kind: 'serviceProvider', key: joinKey(provider) };
  }
  return isSystemBase(base) ? SYSTEM : undefined;
}

/** Questions about the whole platform; they need no key. */
export function isSystemBase(base: string): boolean {
  return (
    /^System/.test(base) ||
    /^(?:ServiceProviderGetList|UserGetListInSystem|GroupGetListInSystem|ResellerGet(?:List)?)(?:Request|Response)$/.test(
      base,
    )
  );
}

export function systemOwner(): EntityRef {
  return SYSTEM;
}

/**
 * Kinds that a response without a reader may describe, for resolving an `echo` that names an entity. The first words of
 * a type name say at which level it asks.
 */
export function kindsOf(base: string): readonly EntityKind[] {
  if (/^User/.test(base)) return ['user', 'serviceInstance'];
  if (/^Group\w*AccessDevice/.test(base)) return ['device'];
  const below = BELOW_GROUP.find(([pattern]) => pattern.test(base));
  if (below !== undefined) return ['group', below[1]];
  if (/^GroupSchedule/.test(base)) return ['group', 'schedule'];
  if (/^ServiceProviderSchedule/.test(base)) return ['serviceProvider', 'schedule'];
  if (/^Group\w*Instance/.test(base)) return ['serviceInstance'];
  if (/^Group/.test(base)) return ['group', 'serviceInstance'];
  if (/^ServiceProviderAccessDevice/.test(base)) return ['device'];
  if (/^(?:ServiceProvider|Enterprise)/.test(base)) return ['serviceProvider'];
  return [];
}

const NAMED_PART =
  /^(?:criteriaName|submenuId|dnisKey|scheduleKey|name|phoneNumber|enterpriseTrunkName|resellerId|listId)=([\s\S]+)$/;

/** Name of the submenu, criterion, number, DNIS, schedule, directory, trunk, profile or list that a part is; `undefined` for a search, a page, the whole. */
export function partName(part: string): string | undefined {
  return NAMED_PART.exec(part)?.[1];
}

const PART_MARK =
  /^([^?]*)\?(criteriaName|submenuId|dnisKey|scheduleKey|scheduleType|name|phoneNumber|enterpriseTrunkName|resellerId|listId)=([^?&=]+)$/;

/**
 * Takes an `echo` of our own request files apart: `anna@example.test?criteriaName=Night`. Keys hold no `?` themselves.
 */
export function splitEcho(echo: string): { readonly entity: string; readonly part: string } | undefined {
  const [, entity, element, name] = PART_MARK.exec(echo) ?? [];
  if (entity === undefined || entity === '' || element === undefined || name === undefined) return undefined;
  try {
    return { entity, part: `${element}=${decodeURIComponent(name)}` };
  } catch {
    return undefined;
  }
}

/** The inverse of {@link splitEcho}. */
export function echoOfPart(entity: string, element: string, name: string): string {
  return `${entity}?${element}=${encodeURIComponent(name)}`;
}

/** Whether `name` says which of several things of one owner is meant: most names are those of entities. */
function namesPart(base: string): boolean {
  return /^GroupCustomContactDirectory|CommunicationBarring(?:Profile|Criteria|DigitPatternCriteria)Get/.test(base);
}

/** Numbers of BroadWorks Anywhere have an answer each. */
function namesNumber(base: string): boolean {
  return base === 'UserBroadWorksAnywhereGetPhoneNumberRequest';
}

function flatten(value: BodyValue): string {
  if (typeof value === 'string') return value;
  if (!isElement(value)) return '';
  return Object.entries(value)
    .map(([name, values]) => `${name}:${values.map(flatten).join(',')}`)
    .join(';');
}
