import type { CoverageRow, Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { settingsOf } from '../domain/settings.ts';
import type { SourceCustomer, SourceResponse } from '../domain/source.ts';
import type { Mapped } from './context.ts';
import { type Claims, collectClaims, type End } from './coverage-proof/claims.ts';
import { FIELD_RULES, type FieldRule, type SettingAt } from './coverage-proof/field-rules.ts';
import { groupServiceAccount, serviceAccount, servicesOfResponse } from './coverage-proof/service-responses.ts';

const NOT_SUPPORTED: End = { outcome: 'manual', reason: 'not-supported-yet' };
const NOT_ASSIGNED: End = { outcome: 'not used', reason: 'service-not-assigned' };

/**
 * Proves that every stored value of the customer ended somewhere (R-SVC-3): each one is answered for by a draft that
 * names it, an account, the verdict of its service or a rule of its response, in this order; the rest is
 * `not-supported-yet`.
 *
 * @returns rows added up per owner, response, outcome and reason, in the order of the responses
 * @throws {MigrationError} `COVERAGE_MISMATCH` when the values found are not as many as `extract` counted
 */
export function proveCoverage(
  source: SourceCustomer,
  drafts: readonly Draft[],
  accounts: NonNullable<Mapped['accounts']>,
): CoverageRow[] {
  const judge = judgeOf(source, collectClaims(drafts, accounts));
  const customer = drafts.find(({ kind }) => kind === 'customer')?.id ?? drafts[0]?.customer ?? '';
  const rows = new Map<string, CoverageRow>();
  const mismatches: string[] = [];
  const zones = zonesOfUsers(source);

  for (const response of source.responses()) {
    const owner = `${response.owner.kind}:${response.owner.key}`;
    const body = response.body();
    const about = {
      owner: response.owner,
      base: response.base,
      body,
      groupZone: response.owner.kind === 'user' ? zones.get(response.owner.key) : undefined,
    };
    let counted = 0;
    // A response has hundreds of values and a handful of ends: those are added up before a row is made.
    const ends = new Map<string, { readonly end: End; settings: number }>();
    for (const { path, value } of settingsOf(response.base, body)) {
      counted++;
      const end = judge({ ...about, path, value });
      const name = `${end.outcome} ${end.reason}`;
      const known = ends.get(name);
      if (known === undefined) ends.set(name, { end, settings: 1 });
      else known.settings += 1;
    }
    for (const [name, { end, settings }] of ends) {
      const key = `${owner} ${response.base} ${name}`;
      const row = rows.get(key);
      rows.set(key, {
        customer,
        owner,
        response: response.base,
        outcome: end.outcome,
        reason: end.reason,
        settings: (row?.settings ?? 0) + settings,
      });
    }
    if (counted !== response.settings) mismatches.push(describe(response, counted));
  }
  const [first] = mismatches;
  if (first !== undefined) {
    throw new MigrationError(
      'COVERAGE_MISMATCH',
      `${mismatches.length} response(s) hold other values than extract counted: ${mismatches.slice(0, 5).join('; ')}`,
      { place: { where: first } },
    );
  }
  return [...rows.values()];
}

function zonesOfUsers(source: SourceCustomer): ReadonlyMap<string, string | undefined> {
  const groups = new Map(source.groups.map((group) => [group.key, group.timeZone]));
  return new Map(source.users.map((user) => [user.key, groups.get(user.groupKey)]));
}

function describe(response: SourceResponse, counted: number): string {
  return `${response.owner.kind}:${response.owner.key} ${response.base} (${response.settings} counted, ${counted} found)`;
}

/** What holds for every response of one base name. */
interface BaseFacts {
  readonly rules: readonly FieldRule[];
  readonly services: readonly string[] | undefined;
}

function judgeOf(source: SourceCustomer, claims: Claims): (setting: SettingAt) => End {
  const bases = new Map<string, BaseFacts>();
  const factsOf = (base: string): BaseFacts => {
    const known = bases.get(base);
    if (known) return known;
    const facts = { rules: FIELD_RULES.filter((rule) => rule.base.test(base)), services: servicesOfResponse(base) };
    bases.set(base, facts);
    return facts;
  };
  const knownServices = new Set(source.users.filter((user) => user.servicesState === 'read').map(({ key }) => key));

  return (setting) => {
    const { owner, base, path } = setting;
    const ownerId = `${owner.kind}:${owner.key}`;
    const found = claims.find(ownerId, base, path) ?? claims.leftBehind(ownerId);
    if (found) return found;
    const row = path.includes('[') ? ROW.exec(path) : null;
    const left = row === null || owner.kind === 'user' ? undefined : leftBehindRow(owner.key, row[2] ?? '', claims);
    if (left) return left;
    const { rules, services } = factsOf(base);
    const rule = rules.find((each) => each.path.test(path) && (each.when?.(setting) ?? true));
    if (rule?.reason === 'not-assigned') return { outcome: rule.outcome, reason: rule.reason };
    const service = ofRow(setting, row, claims) ?? ofServices(services, setting, claims, knownServices);
    if (service) return service;
    return rule ? { outcome: rule.outcome, reason: rule.reason } : NOT_SUPPORTED;
  };
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
function ofRow({ owner, base, path }: SettingAt, row: RegExpExecArray | null, claims: Claims): End | undefined {
  const [, list, service = ''] = row ?? [];
  if (base === 'GroupServiceGetAuthorizationListResponse') {
    const assigned = list === 'groupServicesAuthorizationTable' && path.endsWith('.Assigned');
    return assigned ? claims.exact(groupServiceAccount(owner.key, service)) : undefined;
  }
  const ofUser = owner.kind === 'user' && (list === 'userServicesAssignmentTable' || list === 'userServiceEntry');
  return ofUser ? claims.exact(serviceAccount(owner.key, service)) : undefined;
}

/** A response that belongs to a service as a whole. */
function ofServices(
  services: readonly string[] | undefined,
  setting: SettingAt,
  claims: Claims,
  knownServices: ReadonlySet<string>,
): End | undefined {
  const { owner } = setting;
  if (services === undefined || owner.kind !== 'user') return undefined;
  for (const service of services) {
    const end = claims.exact(serviceAccount(owner.key, service));
    if (end) return endOfField(end, setting);
  }
  return knownServices.has(owner.key) ? NOT_ASSIGNED : undefined;
}

/**
 * What is handled is named field by field in its drafts, so a field that is not has to be answered for by a rule. A value
 * kept behind a switch that is off is worth carrying: nobody may call it empty.
 */
function endOfField(service: End, { path, value }: SettingAt): End | undefined {
  if (service.outcome === 'migrated' || service.outcome === 'changed') return undefined;
  const idle = path === 'isActive' || value === 'false';
  return service.outcome === 'not used' && service.reason === 'inactive-and-empty' && !idle ? NOT_SUPPORTED : service;
}
