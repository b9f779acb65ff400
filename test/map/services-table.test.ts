import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CoverageRow, Loss } from '../../src/domain/drafts.ts';
import type { EntityRef } from '../../src/domain/keys.ts';
import { tableOf } from '../../src/domain/response-body.ts';
import { settingsOf } from '../../src/domain/settings.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import type { ServiceEntry } from '../../src/map/catalogue-files.ts';
import { responsesOfService } from '../../src/map/coverage-proof/service-responses.ts';
import {
  HANDLED_GROUP_SERVICES,
  HANDLED_GROUPINGS,
  HANDLED_USER_SERVICES,
} from '../../src/map/losses/handled-services.ts';
import { FURTHER_SERVICES } from '../../src/map/settings/setting-services.ts';
import { sourceInstance, sourceService, sourceUser } from '../builders/source-builders.ts';
import { CATALOGUES, SHIPPED } from './features-context.ts';
import { mapParts } from './map-inputs.ts';

const ANNA = 'anna@acme.example.test';
const NORTH: EntityRef = { kind: 'group', key: 'acme/north' };
/** One pickup or park group of it. */
const ROW = `${NORTH.key}/Front%20Row`;
const USER_SERVICES = [...CATALOGUES.userServices.values()];
const GROUP_SERVICES = [...CATALOGUES.groupServices.values()];
const NEVER_READ = ' Whether it is used was never read, so it counts as in use.';

type Told = Pick<Loss, 'verdict' | 'notice' | 'action'>;
interface Expected {
  readonly told: readonly Told[];
  readonly end: string;
}

/** What the table promises for a service in use, given what this version writes. */
function promised({ name, verdict, notice, action, how }: ServiceEntry, handled: boolean): Expected {
  switch (verdict) {
    case 'not-needed':
      return { told: [], end: 'not used: service-not-needed' };
    case 'lost':
    case 'manual':
      return { told: [{ verdict, notice, action }], end: `${verdict}: service-${verdict}` };
    case 'full':
    case 'part':
      if (!handled) {
        const byHand = `Set it by hand (${how}).`;
        return {
          told: [
            {
              verdict: 'manual',
              notice: `${name} is not carried over yet; Webex starts with its own default.`,
              action: action === '' ? byHand : `${byHand} ${action}`,
            },
          ],
          end: 'manual: not-supported-yet',
        };
      }
      return verdict === 'full'
        ? { told: [], end: 'migrated: service-full' }
        : { told: [{ verdict, notice, action }], end: 'changed: service-part' };
    default:
      return verdict satisfies never;
  }
}

function response(owner: EntityRef, base: string, body: ReturnType<SourceResponse['body']>): SourceResponse {
  return { owner, base, settings: [...settingsOf(base, body)].length, body: () => body };
}

/** Rows of the loss list about one service of one owner. */
function toldOf(losses: readonly Loss[], owner: string, name: string): Told[] {
  return losses
    .filter((loss) => loss.owner === owner && loss.service === name)
    .map(({ verdict, notice, action }) => ({ verdict, notice, action }));
}

function endsOf(coverage: readonly CoverageRow[], base: string): string[] {
  return coverage.filter(({ response }) => response === base).map(({ outcome, reason }) => `${outcome}: ${reason}`);
}

/** Anna has one service, on or off, or nobody knows; whether its own answer was read besides. */
function ofUser(name: string, { active, read }: { readonly active?: boolean; readonly read: boolean }): Expected {
  const base = 'UserServiceGetAssignmentListResponse';
  const self = { kind: 'user', key: ANNA } as const;
  const assigned = tableOf(['Service Name', 'Assigned'], [[name, 'true']]);
  const own = responsesOfService(name);
  const mapped = mapParts({
    users: [sourceUser({ services: [sourceService(name, active === undefined ? {} : { active })] })],
    responses: [response(self, base, { userServicesAssignmentTable: [assigned] })],
    states: Object.fromEntries(own.map((each) => [`user:${ANNA} ${each}`, read ? 'read' : 'never-asked'])),
  });
  return { told: toldOf(mapped.losses, `user:${ANNA}`, name), end: endsOf(mapped.coverage, base).join(', ') };
}

/** The group has one service, and uses it where that shows in something else than a count. */
function ofGroup(name: string, inUse: boolean): Expected {
  const base = 'GroupServiceGetAuthorizationListResponse';
  const type = HANDLED_GROUP_SERVICES.get(name);
  const grouping = HANDLED_GROUPINGS.get(name);
  const count = inUse ? '1' : '0';
  const row = tableOf(['Service Name', 'Assigned', 'Instance Count'], [[name, 'true', count]]);
  const mapped = mapParts({
    instances: type !== undefined && inUse ? [sourceInstance({ type })] : [],
    responses: [
      response(NORTH, base, { groupServicesAuthorizationTable: [row] }),
      ...(grouping !== undefined && inUse
        ? [response({ kind: name === 'Call Park' ? 'callPark' : 'callPickup', key: ROW }, grouping.detail, {})]
        : []),
    ],
  });
  const ends = endsOf(mapped.coverage, base).filter((end) => end !== 'not used: licence-count');
  return { told: toldOf(mapped.losses, `group:${NORTH.key}`, name), end: ends.join(', ') };
}

describe('every service of the table', () => {
  it('is asked about below, as it stands in the file', () => {
    const written = [...readFileSync(`${SHIPPED}services.yaml`, 'utf8').matchAll(/- name: (.+)\n {4}level: (.+)/g)];

    expect([
      ...USER_SERVICES.map(({ name }) => `user ${name}`),
      ...GROUP_SERVICES.map(({ name }) => `group ${name}`),
    ]).toEqual(written.map(([, name, level]) => `${level} ${name}`));
  });

  it('is written by this version only where the table says that Webex holds it', () => {
    const table = new Map(USER_SERVICES.map((entry) => [entry.name, entry.verdict]));
    const handled = [...HANDLED_USER_SERVICES].map((name) => [name, table.get(name)]);

    expect(handled.filter(([, verdict]) => verdict !== 'full' && verdict !== 'part')).toEqual([]);
    expect(
      [...HANDLED_GROUP_SERVICES.keys(), ...HANDLED_GROUPINGS.keys()].filter((name) => {
        const verdict = CATALOGUES.groupServices.get(name)?.verdict;
        return verdict !== 'full' && verdict !== 'part';
      }),
    ).toEqual([]);
  });
});

describe('a user service in use', () => {
  it.each(USER_SERVICES.map((entry) => [entry.name, entry.verdict, entry] as const))('%s is %s', (name, _, entry) => {
    expect(ofUser(name, { active: true, read: true })).toEqual(promised(entry, HANDLED_USER_SERVICES.has(name)));
  });

  it('of which nothing was read counts as in use, says so, and is not carried where its settings are needed', () => {
    const wrong = USER_SERVICES.flatMap((entry) => {
      const { name } = entry;
      const needed = FURTHER_SERVICES.includes(name) && responsesOfService(name).length > 0;
      const handled = HANDLED_USER_SERVICES.has(name) && !needed;
      const { told, end } = promised(entry, handled);
      const unread = responsesOfService(name).length > 0 && !handled ? NEVER_READ : '';
      const expected = { told: told.map((each) => ({ ...each, notice: each.notice + unread })), end };
      const found = ofUser(name, { read: false });
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ name, found, expected }];
    });

    expect(wrong).toEqual([]);
  });

  it('is nobody’s loss while it is switched off, and nothing that is handled is called empty', () => {
    const wrong = USER_SERVICES.flatMap((entry) => {
      const inUse = promised(entry, HANDLED_USER_SERVICES.has(entry.name)).end;
      const travels = inUse.startsWith('migrated') || inUse.startsWith('changed') || entry.verdict === 'not-needed';
      const found = ofUser(entry.name, { active: false, read: true });
      const end = travels ? inUse : 'not used: inactive-and-empty';
      return found.told.length === 0 && found.end === end ? [] : [{ name: entry.name, found, end }];
    });

    expect(wrong).toEqual([]);
  });
});

describe('a group service in use', () => {
  const isHandled = (name: string): boolean => HANDLED_GROUP_SERVICES.has(name) || HANDLED_GROUPINGS.has(name);

  it.each(GROUP_SERVICES.map((entry) => [entry.name, entry.verdict, entry] as const))('%s is %s', (name, _, entry) => {
    expect(ofGroup(name, true)).toEqual(promised(entry, isHandled(name)));
  });

  it('is nobody’s loss while the group has none of it', () => {
    const told = GROUP_SERVICES.flatMap(({ name }) => ofGroup(name, false).told.map(({ notice }) => [name, notice]));

    expect(told).toEqual([]);
  });
});
