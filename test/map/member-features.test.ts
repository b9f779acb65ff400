import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { BodyElement } from '../../src/domain/response-body.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import { ofKind } from '../../src/map/draft-kinds.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import {
  type CustomerParts,
  sourceFeature,
  sourceInstance,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const ANNA = 'anna@acme.example.test';
const BEN = 'ben@acme.example.test';
const ANYBODY = 'stranger@acme.example.test';

function response(owner: EntityRef, base: string, body: BodyElement): SourceResponse {
  return { owner, base, body: () => body, settings: 0 };
}
function members(table: string, ...ids: string[]): BodyElement {
  return { [table]: [{ headings: ['User Id', 'Last Name'], rows: ids.map((id) => [id, 'Able']) }] };
}
function mapped(responses: readonly SourceResponse[], parts: Partial<CustomerParts> = {}) {
  return mapFeatures(
    contextOf({
      users: [sourceUser(), sourceUser({ userId: BEN, extension: '0102', services: [sourceService('Call Waiting')] })],
      responses,
      ...parts,
    }),
  );
}

describe('call pickup', () => {
  const pickup = (name: string, ...ids: string[]) =>
    response(
      { kind: 'callPickup', key: `acme/north/${encodeURIComponent(name)}` },
      'GroupCallPickupGetInstanceResponse',
      members('userTable', ...ids),
    );

  it('becomes a pickup group of the location with its members', () => {
    const [draft] = ofKind(mapped([pickup('Front Row', ANNA, BEN)]).drafts, 'callPickup');

    expect(draft).toMatchObject({
      id: 'callPickup:acme/north/Front%20Row',
      data: {
        location: 'location:acme/north',
        name: 'Front Row',
        notificationType: 'NONE',
        members: [`subscriber:${ANNA}`, `subscriber:${BEN}`],
      },
    });
    expect(draft?.why.members?.sources).toContain(
      `callPickup:acme/north/Front%20Row GroupCallPickupGetInstanceResponse.userTable[${ANNA}].User Id`,
    );
  });

  it('leaves a member who does not move out by name', () => {
    const { drafts, losses } = mapped([pickup('Front Row', ANNA, ANYBODY)]);

    expect(ofKind(drafts, 'callPickup')[0]?.why.members).toMatchObject({ rule: 'member-left-out', changed: true });
    expect(losses).toMatchObject([{ service: 'Call Pickup', verdict: 'manual' }]);
    expect(losses?.[0]?.notice).toContain(ANYBODY);
  });

  it('keeps a user in one group, the first by name, whatever the order of the source', () => {
    const groups = [pickup('B', ANNA, BEN), pickup('A', ANNA)];

    for (const responses of [groups, [...groups].reverse()]) {
      const { drafts, losses } = mapped(responses);
      expect(ofKind(drafts, 'callPickup').map(({ data }) => [data.name, data.members])).toEqual([
        ['A', [`subscriber:${ANNA}`]],
        ['B', [`subscriber:${BEN}`]],
      ]);
      expect(losses?.map(({ notice }) => notice)).toEqual([expect.stringContaining('Webex allows one')]);
    }
  });

  it('tells of a group that is only listed, and counts its name as manual', () => {
    const { drafts, losses, accounts } = mapped([
      pickup('A', ANNA),
      response({ kind: 'group', key: 'acme/north' }, 'GroupCallPickupGetInstanceListResponse', {
        name: ['A', 'B & C'],
      }),
    ]);

    expect(ofKind(drafts, 'callPickup')).toHaveLength(1);
    expect(losses).toMatchObject([{ owner: 'callPickup:acme/north/B%20%26%20C', verdict: 'manual' }]);
    expect(accounts).toContainEqual({
      prefix: 'group:acme/north GroupCallPickupGetInstanceListResponse.name[2]',
      outcome: 'manual',
      reason: 'instance-not-captured',
    });
  });

  it('leaves the groups of a skipped location out, and says so', () => {
    const skipped = response(
      { kind: 'callPickup', key: 'acme/south/A' },
      'GroupCallPickupGetInstanceResponse',
      members('userTable', ANNA),
    );

    const { drafts, accounts } = mapped([skipped]);

    expect(ofKind(drafts, 'callPickup')).toEqual([]);
    expect(accounts).toContainEqual({
      prefix: 'callPickup:acme/south/A GroupCallPickupGetInstanceResponse',
      outcome: 'manual',
      reason: 'out-of-scope',
    });
  });
});

describe('call park', () => {
  const HUNT = 'sales-hunt@acme.example.test';
  const park = (fields: BodyElement, ...ids: string[]) =>
    response({ kind: 'callPark', key: 'acme/north/Desk' }, 'GroupCallParkGetInstanceResponse', {
      ...fields,
      ...members('userTable', ...ids),
    });

  it('becomes a park group whose members are the places to park', () => {
    const [draft] = ofKind(mapped([park({ recallTo: ['Parking User Only'] }, ANNA)]).drafts, 'callPark');

    expect(draft?.data).toEqual({
      location: 'location:acme/north',
      name: 'Desk',
      recall: 'ALERT_PARKING_USER_ONLY',
      parkOnMembers: true,
      members: [`subscriber:${ANNA}`],
    });
  });

  it('lets calls come back to a hunt group of the location', () => {
    const fields = { recallTo: ['Parking User Then Alternate User'], recallAlternateUserId: [HUNT] };
    const [draft] = ofKind(mapped([park(fields, ANNA)], { instances: [sourceInstance()] }).drafts, 'callPark');

    expect(draft?.data).toMatchObject({
      recall: 'ALERT_PARKING_USER_FIRST_THEN_HUNT_GROUP',
      recallHuntGroup: `huntGroup:${HUNT}`,
    });
  });

  it('lets calls come back to the user where the alternate user is a person, and tells', () => {
    const { drafts, losses, accounts } = mapped([
      park({ recallTo: ['Alternate User Only'], recallAlternateUserId: [BEN] }, ANNA),
    ]);

    expect(ofKind(drafts, 'callPark')[0]?.data).toMatchObject({ recall: 'ALERT_PARKING_USER_ONLY' });
    expect(losses).toMatchObject([{ service: 'Call Park', verdict: 'manual' }]);
    expect(accounts).toContainEqual({
      prefix: 'callPark:acme/north/Desk GroupCallParkGetInstanceResponse.recallAlternateUserId',
      outcome: 'manual',
      reason: 'recall-rings-hunt-groups-only',
    });
  });

  it('carries what holds for every parked call of the location, and nothing out of range', () => {
    const settings = (fields: BodyElement) =>
      ofKind(
        mapped([response({ kind: 'group', key: 'acme/north' }, 'GroupCallParkGetResponse', fields)]).drafts,
        'callParkSettings',
      )[0];

    expect(
      settings({
        recallTimerSeconds: ['90'],
        alternateUserRecallTimerSeconds: ['30'],
        recallRingPattern: ['Short-Long-Short'],
        recallTo: ['Parking User Only'],
      })?.data,
    ).toEqual({
      location: 'location:acme/north',
      recall: 'ALERT_PARKING_USER_ONLY',
      ringPattern: 'SHORT_LONG_SHORT',
      recallTime: 90,
      huntWaitTime: 30,
    });
    expect(settings({ recallTimerSeconds: ['5'] })?.data).not.toHaveProperty('recallTime');
  });
});

describe('group paging', () => {
  const HALL = 'hall@acme.example.test';
  const paging = (targets: readonly string[], parts: Partial<CustomerParts> = {}) =>
    mapped([], {
      instances: [sourceInstance({ userId: HALL, type: 'Group Paging', name: 'Hall', extension: '0300' })],
      features: [
        sourceFeature(HALL, 'groupPaging', { deliverOriginatorCLIDInstead: true, originatorCLIDPrefix: 'Page' }),
        sourceFeature(HALL, 'pagingTargets', { members: targets.map((userId) => ({ userKey: userId, userId })) }),
        sourceFeature(HALL, 'pagingOriginators', { members: [{ userKey: ANNA, userId: ANNA }] }),
      ],
      ...parts,
    });

  it('becomes a paging group with those who speak and those who listen', () => {
    const { drafts, losses } = paging([ANNA, BEN]);

    expect(ofKind(drafts, 'pagingGroup')[0]?.data).toEqual({
      location: 'location:acme/north',
      name: 'Hall',
      extension: '0300',
      enabled: true,
      language: 'en_us',
      originatorCallerId: true,
      originators: [`subscriber:${ANNA}`],
      targets: [`subscriber:${ANNA}`, `subscriber:${BEN}`],
    });
    expect(losses).toMatchObject([{ service: 'Group Paging', verdict: 'lost' }]);
  });

  it('takes 75 targets and names the others', () => {
    const users = Array.from({ length: 77 }, (_, index) =>
      sourceUser({ userId: `u${index}@acme.example.test`, extension: String(3000 + index) }),
    );
    const { drafts, losses } = paging(
      users.map(({ userId }) => userId),
      { users: [sourceUser(), ...users] },
    );

    expect(ofKind(drafts, 'pagingGroup')[0]?.data.targets).toHaveLength(75);
    expect(losses?.filter(({ notice }) => notice.includes('75 at most'))).toHaveLength(2);
  });

  it('says where nobody asked who is paged', () => {
    const [draft] = ofKind(paging([], { features: [] }).drafts, 'pagingGroup');

    expect(draft?.why.targets?.rule).toBe('paging-members-never-asked');
  });
});
