import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { BodyElement } from '../../src/domain/response-body.ts';
import { countSettings } from '../../src/domain/settings.ts';
import type { SourceFeature, SourceResponse } from '../../src/domain/source.ts';
import type { VoicePortal } from '../../src/domain/source-policies.ts';
import {
  type CustomerParts,
  sourceDn,
  sourceFeature,
  sourceGroup,
  sourceInstance,
  sourceUser,
} from '../builders/source-builders.ts';
import { answered, draftOf, mapParts } from './map-inputs.ts';

const RESPONSE = 'GroupVoiceMessagingGroupGetVoicePortalResponse';
const PORTAL: VoicePortal = {
  serviceUserId: 'Portal@acme.example.test',
  name: 'Messages',
  phoneNumber: '2025550190',
  dn: '+12025550190',
  extension: '0190',
  language: 'English',
  callerIdFirstName: 'Acme',
  callerIdLastName: 'Messages',
  isActive: true,
};

type Changed = { readonly [Field in keyof VoicePortal]?: VoicePortal[Field] | undefined };

/** `undefined` removes a field. */
function portalOf(groupKey: string, changed: Changed = {}): SourceFeature<'voicePortal'> {
  const owner: EntityRef = { kind: 'group', key: groupKey };
  const fields = Object.entries({ ...PORTAL, ...changed }).filter(([, value]) => value !== undefined);
  return sourceFeature(groupKey, 'voicePortal', Object.fromEntries(fields), { owner, response: RESPONSE });
}

const LISTED = sourceInstance({
  userId: 'Portal@acme.example.test',
  type: 'Voice Messaging',
  name: 'Messages',
  dn: '+12025550190',
  extension: '0190',
});
const NUMBERS = [
  sourceDn({ dn: '+12025550100' }),
  sourceDn({ dn: '+12025550101', ownerKey: 'anna@acme.example.test', ownerType: 'Normal' }),
  sourceDn({ dn: '+12025550190', ownerKey: 'portal@acme.example.test', ownerType: 'Voice Messaging' }),
];

function mapped(portal: Changed = {}, parts: Partial<CustomerParts> = {}) {
  return mapParts({
    users: [sourceUser()],
    instances: [LISTED],
    dns: NUMBERS,
    features: [portalOf('acme/north', portal)],
    ...parts,
  });
}

describe('voice portal', () => {
  it('becomes the portal of the location, with the number that moves along and a reason per field', () => {
    const all = mapped();
    const draft = draftOf(all, 'voicePortal', 'voicePortal:acme/north');

    expect(draft.from).toBe('serviceInstance:portal@acme.example.test');
    expect(draft.data).toEqual({
      location: 'location:acme/north',
      name: 'Messages',
      phoneNumber: '+12025550190',
      extension: '0190',
      language: 'en_us',
      callerIdName: 'Acme Messages',
    });
    expect(Object.keys(draft.why).sort()).toEqual(Object.keys(draft.data).sort());
    expect(draft.why.phoneNumber?.sources).toEqual([`group:acme/north ${RESPONSE}.serviceInstanceProfile.phoneNumber`]);
    expect(draftOf(all, 'number', 'number:+12025550190').data).toMatchObject({
      fate: 'move',
      owner: 'voicePortal:acme/north',
    });
    expect(all.drafts.filter(({ kind }) => kind === 'notMigrated')).toEqual([]);
  });

  it('shows no name of its own where that is the name of the portal', () => {
    const draft = draftOf(mapped({ callerIdFirstName: undefined }), 'voicePortal', 'voicePortal:acme/north');

    expect(draft.data).not.toHaveProperty('callerIdName');
  });

  it.each([
    ['it is switched off', { isActive: false }],
    ['nobody could dial it', { dn: undefined, phoneNumber: undefined, extension: undefined }],
  ])('stays as Webex has it where %s, and its number stays behind', (_, changed) => {
    const all = mapped(changed);

    expect(all.drafts.filter(({ kind }) => kind === 'voicePortal')).toEqual([]);
    expect(draftOf(all, 'number', 'number:+12025550190').data.fate).toBe('stay');
    expect(all.drafts.find(({ kind }) => kind === 'notMigrated')?.from).toBe(
      'serviceInstance:portal@acme.example.test',
    );
  });

  it('is told as lost for the group that is merged into a location with a portal of its own', () => {
    const parts: Partial<CustomerParts> = {
      groups: [sourceGroup(), sourceGroup({ id: 'south', name: 'Acme South' })],
      features: [
        portalOf('acme/south', { serviceUserId: 'south@acme.example.test', dn: undefined, extension: '0290' }),
        portalOf('acme/north'),
      ],
    };
    const apart = mapParts({ users: [sourceUser()], dns: NUMBERS, ...parts });
    const merged = mapParts(
      { users: [sourceUser()], dns: NUMBERS, ...parts },
      {},
      answered(apart, 'location-merge', 'merge'),
    );
    const portals = ({ drafts }: typeof apart) =>
      drafts.flatMap(({ kind, id }) => (kind === 'voicePortal' ? [id] : []));

    expect(portals(apart)).toEqual(['voicePortal:acme/north', 'voicePortal:acme/south']);
    expect(portals(merged)).toEqual(['voicePortal:acme/north']);
    expect(draftOf(merged, 'voicePortal', 'voicePortal:acme/north').data.extension).toBe('0190');
    expect(merged.losses.filter(({ owner }) => owner === 'group:acme/south')).toMatchObject([
      { service: 'Voice Messaging Group', verdict: 'manual', notice: expect.stringContaining('0290') },
    ]);
  });

  it('leaves no stored value of its answer to the next version', () => {
    const body: BodyElement = {
      serviceUserId: ['Portal@acme.example.test'],
      serviceInstanceProfile: [
        {
          name: ['Messages'],
          callingLineIdLastName: ['Messages'],
          callingLineIdFirstName: ['Acme'],
          phoneNumber: ['2025550190'],
          extension: ['0190'],
          language: ['English'],
          timeZone: ['America/New_York'],
          timeZoneDisplayName: ['(GMT-05:00) Eastern'],
          countryCode: ['1'],
          nationalPrefix: ['1'],
        },
      ],
      isActive: ['true'],
      enableExtendedScope: ['false'],
      allowIdentificationByPhoneNumberOrVoiceMailAliasesOnLogin: ['true'],
      useVoicePortalWizard: ['true'],
      voicePortalExternalRoutingScope: ['System'],
      useExternalRouting: ['false'],
      externalRoutingAddress: ['portal@other.example.test'],
      networkClassOfService: ['Standard'],
      expressMode: ['false'],
    };
    const response: SourceResponse = {
      owner: { kind: 'group', key: 'acme/north' },
      base: RESPONSE,
      body: () => body,
      settings: countSettings(RESPONSE, body),
    };
    const rows = mapped({}, { responses: [response] }).coverage.filter((row) => row.response === RESPONSE);

    expect(rows.map(({ reason }) => reason)).not.toContain('not-supported-yet');
    expect(Object.fromEntries(rows.map(({ outcome, reason, settings }) => [`${outcome} ${reason}`, settings]))).toEqual(
      {
        'lost no-such-field': 3,
        'migrated R-LOC-3': 1,
        'migrated R-LOC-5': 1,
        'migrated R-NUM-1': 1,
        'migrated carried-over': 3,
        'not used always-on-in-webex': 1,
        'not used announcements-need-no-time-zone': 1,
        'not used copy-of-time-zone': 1,
        'not used part-of-the-number': 2,
        'not used switched-off': 5,
      },
    );
  });
});
