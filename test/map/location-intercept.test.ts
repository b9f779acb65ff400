import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import { countSettings } from '../../src/domain/settings.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import type { Intercept } from '../../src/domain/source-settings.ts';
import { type CustomerParts, sourceFeature, sourceGroup, sourceUser } from '../builders/source-builders.ts';
import { answered, draftOf, mapParts } from './map-inputs.ts';

const RESPONSE = 'GroupInterceptGroupGetResponse';
const at = (field: string, group = 'acme/north') => `group:${group} ${RESPONSE}.${field}`;
const CLOSED: Intercept = {
  isActive: true,
  inboundCallMode: 'Intercept All',
  playNewPhoneNumber: true,
  newPhoneNumber: '2025550199',
  outboundCallMode: 'Allow Outbound Local Calls',
};

function interceptOf(groupKey: string, data: Intercept) {
  const owner: EntityRef = { kind: 'group', key: groupKey };
  return sourceFeature(groupKey, 'interceptGroup', data, { owner, response: RESPONSE });
}

/** The list that says that a group has the service. */
function assigned(key: string): SourceResponse {
  const base = 'GroupServiceGetAuthorizationListResponse';
  const table = { headings: ['Service Name', 'Assigned'], rows: [['Intercept Group', 'true']] };
  const body = { groupServicesAuthorizationTable: [table] };
  return { owner: { kind: 'group', key }, base, settings: countSettings(base, body), body: () => body };
}

function mapped(data: Intercept, parts: Partial<CustomerParts> = {}) {
  return mapParts({ users: [sourceUser()], features: [interceptOf('acme/north', data)], ...parts });
}

const drafts = ({ drafts: all }: ReturnType<typeof mapped>) =>
  all.flatMap((draft) => (draft.kind === 'locationIntercept' ? [draft] : []));

describe('an intercepted group', () => {
  it('becomes an intercepted location, with a reason per field', () => {
    const draft = draftOf(mapped(CLOSED), 'locationIntercept', 'locationIntercept:acme/north');

    expect(draft.from).toBe('group:acme/north');
    expect(draft.data).toEqual({
      location: 'location:acme/north',
      enabled: true,
      incoming: 'INTERCEPT_ALL',
      toVoicemail: false,
      newNumberEnabled: true,
      newNumber: '+12025550199',
      zeroTransferEnabled: false,
      outgoing: 'ALLOW_LOCAL_ONLY',
      outgoingTransferEnabled: false,
    });
    expect(Object.keys(draft.why).sort()).toEqual(Object.keys(draft.data).sort());
    expect(draft.why.newNumber?.sources).toEqual([at('newPhoneNumber')]);
  });

  it('travels as switched off with its numbers, and not at all where there are none', () => {
    expect(drafts(mapped({ ...CLOSED, isActive: false }))[0]?.data).toMatchObject({
      enabled: false,
      newNumber: '+12025550199',
    });
    expect(drafts(mapped({ isActive: false, playNewPhoneNumber: true }))).toEqual([]);
  });

  it('takes every location with it that was split off the group', () => {
    const sales = sourceUser({ department: 'Sales' });
    const split = mapParts(
      { users: [sales], features: [interceptOf('acme/north', CLOSED)] },
      { locations: { 'acme/north': { splitBy: 'department' } } },
    );

    expect(drafts(split).map(({ data }) => data.location)).toEqual([
      'location:acme/north',
      'location:acme/north/Sales',
    ]);
  });

  it('does not take others out of service with whom it shares a location, and says so', () => {
    const parts: Partial<CustomerParts> = {
      groups: [sourceGroup(), sourceGroup({ id: 'south', name: 'Acme South' })],
      users: [sourceUser()],
      features: [interceptOf('acme/south', CLOSED)],
    };
    const apart = mapParts(parts);
    const merged = mapParts(parts, {}, answered(apart, 'location-merge', 'merge'));

    expect(drafts(apart).map(({ id }) => id)).toEqual(['locationIntercept:acme/south']);
    expect(drafts(merged)).toEqual([]);
    expect(
      mapParts(
        { ...parts, responses: [assigned('acme/south')], states: { [`group:acme/south ${RESPONSE}`]: 'read' } },
        {},
        answered(apart, 'location-merge', 'merge'),
      ).losses.filter(({ service }) => service === 'Intercept Group'),
    ).toHaveLength(1);
    expect(merged.losses.filter(({ service }) => service === 'Intercept Group')).toEqual([
      expect.objectContaining({
        owner: 'group:acme/south',
        verdict: 'manual',
        notice: expect.stringContaining('its location holds other groups'),
        sources: [at('isActive', 'acme/south')],
      }),
    ]);
  });

  it.each([
    [
      'as to be checked where calls are intercepted',
      CLOSED,
      ['part Check whether the site is still to be intercepted.'],
    ],
    ['not at all where there is nothing to intercept', { isActive: false }, []],
  ])('is told %s', (_, data, told) => {
    const all = mapParts({
      users: [sourceUser()],
      features: [interceptOf('acme/north', data)],
      responses: [assigned('acme/north')],
      states: { [`group:acme/north ${RESPONSE}`]: 'read' },
    });

    expect(
      all.losses.flatMap(({ service, verdict, action }) =>
        service === 'Intercept Group' ? [`${verdict} ${action}`] : [],
      ),
    ).toEqual(told);
  });

  it('is told of a number that nobody can dial', () => {
    const all = mapped({ ...CLOSED, transferOnZero: true, transferPhoneNumber: '*72' });

    expect(drafts(all)[0]?.data).toMatchObject({ zeroTransferEnabled: false });
    expect(all.losses).toContainEqual(
      expect.objectContaining({
        owner: 'group:acme/north',
        service: 'Intercept Group',
        sources: [at('transferPhoneNumber')],
      }),
    );
  });

  it('accounts for every value of the answer', () => {
    const owner: EntityRef = { kind: 'group', key: 'acme/north' };
    const body = {
      isActive: ['true'],
      announcementSelection: ['Personal'],
      audioFileDescription: ['closed.wav'],
      inboundCallMode: ['Intercept All'],
      exemptInboundMobilityCalls: ['true'],
      alternateBlockingAnnouncement: ['false'],
      playNewPhoneNumber: ['true'],
      newPhoneNumber: ['2025550199'],
    };
    const response: SourceResponse = {
      owner,
      base: RESPONSE,
      settings: countSettings(RESPONSE, body),
      body: () => body,
    };
    const all = mapped({ ...CLOSED, announcementSelection: 'Personal' }, { responses: [response] });
    const ends = all.coverage.flatMap(({ response: base, outcome, reason, settings }) =>
      base === RESPONSE ? [`${settings} ${outcome} ${reason}`] : [],
    );

    expect(ends.sort()).toEqual([
      '1 lost no-such-field',
      '1 not used switched-off',
      '2 manual audio-by-hand',
      '4 migrated carried-over',
    ]);
  });
});
