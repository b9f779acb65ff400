import type { CoverageRow, Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { settingsOf } from '../domain/settings.ts';
import type { SourceCustomer, SourceResponse } from '../domain/source.ts';
import type { Mapped } from './context.ts';
import { type Claims, collectClaims, type End } from './coverage/claims.ts';
import { FIELD_RULES, type FieldRule, type SettingAt } from './coverage/field-rules.ts';
import { groupServiceAccount, serviceAccount, servicesOfResponse } from './coverage/service-responses.ts';

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
    for (const { path, value } of settingsOf(response.base, body)) {
      counted++;
      const end = judge({ ...about, path, value });
      const key = `${owner} ${response.base} ${end.outcome} ${end.reason}`;
      const row = rows.get(key);
      rows.set(key, {
        customer,
        owner,
        response: response.base,
        outcome: end.outcome,
        reason: end.reason,
        settings: (row?.settings ?? 0) + 1,
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

function judgeOf(source: SourceCustomer, claims: Claims): (setting: SettingAt) => End {
  const rulesOf = new Map<string, readonly FieldRule[]>();
  const knownServices = new Set(source.users.filter((user) => user.servicesState === 'read').map(({ key }) => key));
  return (setting) => {
    const { owner, base, path } = setting;
    const found = claims.find(`${owner.kind}:${owner.key}`, base, path);
    if (found) return found;
    const left = claims.leftBehind(`${owner.kind}:${owner.key}`) ?? leftBehindRow(setting, claims);
    if (left) return left;
    const rules = rulesOf.get(base) ?? FIELD_RULES.filter((rule) => rule.base.test(base));
    rulesOf.set(base, rules);
    const rule = rules.find((each) => each.path.test(path) && (each.when?.(setting) ?? true));
    if (rule?.reason === 'not-assigned') return { outcome: rule.outcome, reason: rule.reason };
    const service = ofService(setting, claims, knownServices);
    if (service) return service;
    return rule ? { outcome: rule.outcome, reason: rule.reason } : NOT_SUPPORTED;
  };
}

const ROW = /^(\w+)\[([^\]]*)\]/;

/** A row of a list that is about somebody who stays behind. */
function leftBehindRow({ owner, path }: SettingAt, claims: Claims): End | undefined {
  const row = ROW.exec(path)?.[2];
  if (row === undefined) return undefined;
  return (
    claims.leftBehind(`user:${row}`) ??
    claims.leftBehind(`serviceInstance:${row}`) ??
    claims.leftBehind(`device:${owner.key}/${encodeURIComponent(row)}`)
  );
}

/** By the verdict of the service that a row, an entry or a whole response belongs to. */
function ofService(setting: SettingAt, claims: Claims, knownServices: ReadonlySet<string>): End | undefined {
  const { owner, base, path } = setting;
  const row = ROW.exec(path);
  if (base === 'GroupServiceGetAuthorizationListResponse') {
    if (row?.[1] !== 'groupServicesAuthorizationTable' || !path.endsWith('.Assigned')) return undefined;
    return claims.exact(groupServiceAccount(owner.key, row[2] ?? ''));
  }
  if (owner.kind !== 'user') return undefined;
  if (row?.[1] === 'userServicesAssignmentTable' || row?.[1] === 'userServiceEntry') {
    return claims.exact(serviceAccount(owner.key, row[2] ?? ''));
  }
  const services = servicesOfResponse(base);
  if (services === undefined) return undefined;
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
