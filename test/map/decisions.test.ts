import { describe, expect, it } from 'vitest';
import type { MigrationConfig } from '../../src/domain/config.ts';
import type { FreeForm } from '../../src/domain/decision-answer.ts';
import type { Decision } from '../../src/domain/drafts.ts';
import { DECISION_WORDS } from '../../src/report/decision-words.ts';
import {
  bareUser,
  type CustomerParts,
  sourceDevice,
  sourceDn,
  sourceFeature,
  sourceGroup,
  sourceInstance,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';
import { answered, mapParts } from './map-inputs.ts';

const ID = 'u1@acme.example.test';
const PHONE = { deviceKey: 'acme/north/p1', deviceLevel: 'Group', deviceName: 'p1', linePort: 'u1' } as const;
const beside = (user: Parameters<typeof sourceUser>[0]) => [sourceUser(), bareUser({ userId: ID, ...user })];
const { callingLineIdPhoneNumber: _number, ...numberless } = sourceGroup();
const { macAddress: _mac, ...withoutMac } = sourceDevice();
const { extension: _extension, ...withoutExtension } = sourceInstance();

/** What a person writes where an option takes a text. */
const WRITTEN: Readonly<Record<FreeForm, string>> = {
  email: 'written@mail.example.test',
  mac: '0004F2AA0777',
  extension: '0777',
  name: 'Written',
  id: 'Y2lzY29zcGFyazovL3Vz',
};

const SCENES: Readonly<Record<string, { parts: Partial<CustomerParts>; config?: Partial<MigrationConfig> }>> = {
  administrator: {
    parts: { users: beside({ emailAddress: 'b@mail.example.test', extension: '0300', endpoint: PHONE }) },
  },
  'attendant-schedule': {
    parts: {
      instances: [sourceInstance({ type: 'Auto Attendant' })],
      features: [
        sourceFeature('sales-hunt@acme.example.test', 'autoAttendant', {
          businessHours: { type: 'Group', name: 'Office' },
        }),
      ],
    },
  },
  'device-fate': { parts: { devices: [sourceDevice({ type: 'Cisco 7965' })] } },
  'device-type': { parts: { devices: [sourceDevice({ type: 'Unheard Of 9' })] } },
  'extension-conflict': {
    parts: { users: beside({ emailAddress: 'b@mail.example.test', extension: '0101', endpoint: PHONE }) },
  },
  'invented-extension': { parts: { instances: [withoutExtension] } },
  'life-safety': { parts: { users: beside({ lastName: 'Elevator Alarm', extension: '0300', endpoint: PHONE }) } },
  'location-merge': {
    parts: {
      groups: [sourceGroup(), sourceGroup({ id: 'south', name: 'Acme South' })],
      users: beside({
        groupKey: 'acme/south',
        emailAddress: 'b@mail.example.test',
        extension: '0300',
        endpoint: PHONE,
      }),
    },
  },
  'mac-candidate': {
    parts: {
      devices: [
        { ...withoutMac, macCandidate: { mac: '0004f2aa0199', from: 'device:acme/north/anna-phone X.deviceName' } },
      ],
    },
  },
  mailbox: {
    parts: {
      users: beside({
        lastName: 'Orders',
        extension: '0300',
        services: [sourceService('Voice Messaging User', { active: true })],
      }),
      features: [sourceFeature(ID, 'voicemail', { isActive: true, alwaysRedirect: true, deliveryEmails: [] })],
    },
  },
  'main-number': {
    parts: { groups: [numberless], users: [sourceUser(), sourceUser({ userId: ID, dn: '+12025550102' })] },
  },
  'missing-email': {
    parts: { users: beside({ lastName: 'Bold', extension: '0300', endpoint: PHONE }) },
    config: { defaults: { language: 'en_us', generatedEmailDomain: 'ids.example.test' } },
  },
  'name-conflict': { parts: { groups: [sourceGroup(), sourceGroup({ id: 'south' })] } },
  'never-asked': { parts: { users: beside({ detail: 'never-asked' }) } },
  'no-device': { parts: { users: beside({ emailAddress: 'b@mail.example.test', extension: '0300' }) } },
  package: {
    parts: {
      users: [sourceUser({ services: [sourceService('Integrated IMP', { active: true })] })],
      responses: [
        {
          owner: { kind: 'serviceInstance', key: 'bridge' },
          base: 'GroupMeetMeConferencingGetInstanceResponse',
          settings: 0,
          body: () => ({
            conferenceHostUserTable: [{ headings: ['User Id'], rows: [['anna@acme.example.test']] }],
          }),
        },
      ],
    },
  },
  place: {
    parts: {
      users: beside({
        firstName: 'Lobby',
        lastName: 'Phone',
        endpoint: PHONE,
        services: [sourceService('Voice Messaging User', { active: true })],
      }),
    },
  },
  pstn: { parts: {} },
  'queue-overflow': {
    parts: {
      instances: [sourceInstance({ type: 'Call Center' })],
      features: [
        sourceFeature('sales-hunt@acme.example.test', 'callCenter', { type: 'Standard', queueLength: 12 }),
        sourceFeature('sales-hunt@acme.example.test', 'callCenterAgents', { agents: [] }),
      ],
    },
  },
  'service-unknown': { parts: { users: [sourceUser({ services: [sourceService('Teleporter')] })] } },
  'third-party-voicemail': {
    parts: { users: [sourceUser({ services: [sourceService('Third-Party Voice Mail Support')] })] },
  },
  'unassigned-numbers': { parts: { dns: [sourceDn({ dn: '+12025550190' })] } },
};

/** The answer to this decision, and to no other of its kind. */
const only = (decision: Decision | undefined, answer: string) =>
  new Map([[decision?.id ?? '', { answer, fingerprint: decision?.fingerprint ?? '' }]]);

describe('decisions', () => {
  it.each(Object.entries(SCENES))('%s: each option leads to another result', (kind, { parts, config }) => {
    const open = mapParts(parts, config);
    const decision = open.decisions.find((each) => each.kind === kind);
    const options = decision?.options ?? [];
    const results = options.map(({ value, free }) => {
      const mapped = mapParts(parts, config, only(decision, free === undefined ? value : WRITTEN[free]));
      return JSON.stringify([mapped.drafts.map(({ id, data }) => [id, data]), mapped.losses, mapped.coverage]);
    });

    expect(options.length).toBeGreaterThan(1);
    expect(options.map(({ value }) => value)).toContain(decision?.recommendation);
    expect(new Set(results).size).toBe(options.length);
    expect(results[options.findIndex(({ value }) => value === decision?.recommendation)]).toBe(
      JSON.stringify([open.drafts.map(({ id, data }) => [id, data]), open.losses, open.coverage]),
    );
  });

  it.each(Object.entries(SCENES))('%s: what it changed names it, or is its object', (kind, { parts, config }) => {
    const open = mapParts(parts, config);
    const decision = open.decisions.find((each) => each.kind === kind);
    const answer = decision?.options.find(({ value }) => value !== decision.recommendation);
    const text = answer?.free === undefined ? (answer?.value ?? '') : WRITTEN[answer.free];
    const mapped = mapParts(parts, config, only(decision, text));
    const named = mapped.drafts.some(
      ({ id, from, customer, why }) =>
        [id, from, from.slice(from.indexOf(':') + 1)].includes(decision?.object ?? '') ||
        decision?.object.startsWith(`${customer}/`) ||
        Object.values(why).some((each) => each.decision === decision?.id),
    );

    expect(named).toBe(true);
  });

  it('have a test and words for people, each kind of them', () => {
    expect(Object.keys(SCENES).sort()).toEqual(Object.keys(DECISION_WORDS).sort());
  });

  it('offer each their own extension, which stays what it was whatever becomes of the others', () => {
    const { extension: _none, ...second } = sourceInstance({ userId: 'second@acme.example.test', name: 'Second' });
    const parts = { instances: [withoutExtension, second] };
    const offers = ({ decisions }: ReturnType<typeof mapParts>) =>
      decisions
        .filter(({ kind }) => kind === 'invented-extension')
        .map(({ options }) => options.find(({ value }) => value === 'propose')?.consequence);
    const open = mapParts(parts);
    const [first] = open.decisions.filter(({ kind }) => kind === 'invented-extension');

    expect(offers(open)).toEqual([
      'gets 0102, which nobody has in this location',
      'gets 0103, which nobody has in this location',
    ]);
    for (const answer of ['none', 'propose', '0555']) {
      expect(offers(mapParts(parts, {}, only(first, answer)))).toEqual(offers(open));
    }
  });

  it('propose to nobody what a person has written for another, whoever is asked first', () => {
    const { extension: _none, ...second } = sourceInstance({ userId: 'second@acme.example.test', name: 'Second' });
    const parts = { instances: [withoutExtension, second] };
    const [first, last] = mapParts(parts).decisions.filter(({ kind }) => kind === 'invented-extension');
    const { drafts } = mapParts(parts, {}, new Map([...only(first, 'propose'), ...only(last, '0102')]));
    const extensionOf = (decision: Decision | undefined) =>
      drafts.flatMap(({ id, data }) => (id === decision?.object && 'extension' in data ? [data.extension] : []));

    expect(extensionOf(last)).toEqual(['0102']);
    expect(extensionOf(first)).toEqual(['0103']);
  });

  it('ignore an answer that is none of the options', () => {
    const open = mapParts({ dns: [sourceDn({ dn: '+12025550190' })] });
    const mapped = mapParts(
      { dns: [sourceDn({ dn: '+12025550190' })] },
      {},
      answered(open, 'unassigned-numbers', 'perhaps'),
    );

    expect(mapped.drafts).toEqual(open.drafts);
  });
});
