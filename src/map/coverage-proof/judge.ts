import type { BodyElement } from '../../domain/response-body.ts';
import type { SourceCustomer, SourceResponse } from '../../domain/source.ts';
import { type Claims, type End, parentPaths } from './claims.ts';
import { FIELD_RULES, type FieldRule, type SettingAt } from './field-rules.ts';
import { servicesOfResponse } from './service-responses.ts';

const NOT_SUPPORTED: End = { outcome: 'manual', reason: 'not-supported-yet' };
const NOT_ASSIGNED: End = { outcome: 'not used', reason: 'service-not-assigned' };

/** How a value of one response ended. */
export type Judge = (path: string, value: string) => End;

/** Everything about a value that its path and the kind of its response decide, whoever it belongs to. */
interface PathFacts {
  /** Longest first. */
  readonly parents: readonly string[];
  /** Where it stands in a list: the list and the name of the row. */
  readonly list: string | undefined;
  readonly row: string | undefined;
  readonly rules: readonly FieldRule[];
}

/** What holds for every response of one base name. */
interface BaseFacts {
  readonly services: readonly string[] | undefined;
  readonly path: (path: string) => PathFacts;
}

/** Judges the values of a customer's responses, one response after the other. */
export function judgeOf(
  source: SourceCustomer,
  claims: Claims,
): (response: Pick<SourceResponse, 'owner' | 'base' | 'part'>, body: BodyElement) => Judge {
  const groupZones = new Map(source.groups.map((group) => [group.key, group.timeZone]));
  const users = new Map(source.users.map((user) => [user.key, user]));

  return ({ owner, base, part }, body) => {
    const ownerId = `${owner.kind}:${owner.key}`;
    const facts = factsOf(base);
    const { paths, whole } = claims.about(ownerId, base, part);
    const user = owner.kind === 'user' ? users.get(owner.key) : undefined;
    const ofServices = endOfServices(
      facts.services,
      owner.kind === 'user',
      ownerId,
      claims,
      user?.servicesState === 'read',
    );
    const at: Writable<SettingAt> = {
      owner,
      base,
      body,
      path: '',
      value: '',
      groupZone: user === undefined ? undefined : groupZones.get(user.groupKey),
    };

    return (path, value) => {
      const known = facts.path(path);
      const claimed = (paths === undefined ? undefined : longest(paths, path, known.parents)) ?? whole;
      if (claimed !== undefined) return claimed;
      if (known.row !== undefined && owner.kind !== 'user') {
        const left = leftBehindRow(owner.key, known.row, claims);
        if (left) return left;
      }
      at.path = path;
      at.value = value;
      const rule = firstThatFits(known.rules, at);
      if (rule?.reason === 'not-assigned') return rule;
      return ofRow(at, ownerId, known, claims) ?? endOfField(ofServices, at) ?? rule ?? NOT_SUPPORTED;
    };
  };
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function longest(paths: ReadonlyMap<string, End>, path: string, parents: readonly string[]): End | undefined {
  const exact = paths.get(path);
  if (exact !== undefined) return exact;
  for (const parent of parents) {
    const found = paths.get(parent);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstThatFits(rules: readonly FieldRule[], at: SettingAt): FieldRule | undefined {
  for (const rule of rules) if (rule.when === undefined || rule.when(at)) return rule;
  return undefined;
}

/** Paths that are kept per kind of response: those of lists of people are as many as there are people. */
const MOST_PATHS = 5000;
const bases = new Map<string, BaseFacts>();

function factsOf(base: string): BaseFacts {
  const known = bases.get(base);
  if (known !== undefined) return known;
  const rules = FIELD_RULES.filter((rule) => rule.base.test(base));
  const paths = new Map<string, PathFacts>();
  const facts: BaseFacts = {
    services: servicesOfResponse(base),
    path: (path) => {
      const seen = paths.get(path);
      if (seen !== undefined) return seen;
      const [, list, row] = path.includes('[') ? (ROW.exec(path) ?? []) : [];
      const made = { parents: parentPaths(path), list, row, rules: rules.filter((rule) => rule.path.test(path)) };
      if (paths.size < MOST_PATHS) paths.set(path, made);
      return made;
    },
  };
  bases.set(base, facts);
  return facts;
}

const ROW = /^(\w+)\[([^\]]*)\]/;

/** A row of a list that is about somebody who stays behind. */
function leftBehindRow(ownerKey: string, row: string, claims: Claims): End | undefined {
  return (
    claims.leftBehind(`user:${row}`) ??
    claims.leftBehind(`serviceInstance:${row}`) ??
    claims.leftBehind(`device:${ownerKey}/${encodeURIComponent(row)}`)
  );
}

/** A row or an entry that stands for one service: by the verdict of that service. */
function ofRow({ owner, base, path }: SettingAt, ownerId: string, known: PathFacts, claims: Claims): End | undefined {
  const { list, row = '' } = known;
  if (base === 'GroupServiceGetAuthorizationListResponse') {
    const assigned = list === 'groupServicesAuthorizationTable' && path.endsWith('.Assigned');
    return assigned ? claims.service(`group:${owner.key}`, row) : undefined;
  }
  const ofUser = owner.kind === 'user' && (list === 'userServicesAssignmentTable' || list === 'userServiceEntry');
  return ofUser ? claims.service(ownerId, row) : undefined;
}

/** How a response that belongs to a service as a whole ends; a service that the user does not have is not used. */
function endOfServices(
  services: readonly string[] | undefined,
  ofUser: boolean,
  ownerId: string,
  claims: Claims,
  servicesKnown: boolean,
): End | undefined {
  if (services === undefined || !ofUser) return undefined;
  for (const service of services) {
    const end = claims.service(ownerId, service);
    if (end) return end;
  }
  return servicesKnown ? NOT_ASSIGNED : undefined;
}

/**
 * What is handled is named field by field in its drafts, so a field that is not has to be answered for by a rule. A value
 * kept behind a switch that is off is worth carrying: nobody may call it empty.
 */
function endOfField(service: End | undefined, { path, value }: SettingAt): End | undefined {
  if (service === undefined || service === NOT_ASSIGNED) return service;
  if (service.outcome === 'migrated' || service.outcome === 'changed') return undefined;
  const idle = path === 'isActive' || value === 'false';
  return service.outcome === 'not used' && service.reason === 'inactive-and-empty' && !idle ? NOT_SUPPORTED : service;
}
