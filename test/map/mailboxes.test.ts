import { describe, expect, it } from 'vitest';
import type { DraftOf } from '../../src/domain/drafts.ts';
import type { SourceResponse, Voicemail } from '../../src/domain/source.ts';
import {
  bareUser,
  type CustomerParts,
  sourceDn,
  sourceFeature,
  sourceInstance,
  sourceService,
  sourceUser,
} from '../builders/source-builders.ts';
import { mapParts } from './map-inputs.ts';

const ORDERS = 'orders@acme.example.test';
const SALES = 'sales-hunt@acme.example.test';
const RESPONSE = 'UserVoiceMessagingUserGetVoiceManagementResponse';
const VOICEMAIL = sourceService('Voice Messaging User', { active: true });

const TAKES_ALL: Voicemail = {
  isActive: true,
  alwaysRedirect: true,
  processing: 'Deliver To Email Address Only',
  deliveryEmails: ['orders@mail.example.test'],
  sendCarbonCopy: true,
  carbonCopyEmail: 'archive@mail.example.test',
  transferOnZero: true,
  transferPhoneNumber: '0101',
  usePhoneMessageWaitingIndicator: true,
};

type Mapped = ReturnType<typeof mapParts>;

function mailboxUser(
  data: Partial<Voicemail> = {},
  user: Parameters<typeof sourceUser>[0] = {},
  services = [VOICEMAIL],
) {
  const parts: Partial<CustomerParts> = {
    users: [
      sourceUser(),
      bareUser({ userId: ORDERS, firstName: 'Web', lastName: 'Orders', extension: '0300', services, ...user }),
    ],
    features: [sourceFeature(ORDERS, 'voicemail', { ...TAKES_ALL, ...data }, { response: RESPONSE })],
    responses: [answer('user', ORDERS)],
  };
  return mapParts(parts);
}

/** The answer itself, for the coverage proof. */
function answer(kind: 'user' | 'serviceInstance', key: string): SourceResponse {
  const body = {
    isActive: 'true',
    processing: 'Deliver To Email Address Only',
    voiceMessageDeliveryEmailAddress: 'orders@mail.example.test',
    usePhoneMessageWaitingIndicator: 'true',
    sendVoiceMessageNotifyEmail: 'false',
    sendCarbonCopyVoiceMessage: 'true',
    voiceMessageCarbonCopyEmailAddress: 'archive@mail.example.test',
    transferOnZeroToPhoneNumber: 'true',
    transferPhoneNumber: '0101',
    alwaysRedirectToVoiceMail: 'true',
    busyRedirectToVoiceMail: 'true',
    noAnswerRedirectToVoiceMail: 'true',
    outOfPrimaryZoneRedirectToVoiceMail: 'false',
  };
  const elements = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value]]));
  return { owner: { kind, key }, base: RESPONSE, settings: Object.keys(body).length, body: () => elements };
}

function groupOf(mapped: Mapped): DraftOf<'voicemailGroup'> | undefined {
  return mapped.drafts.find((draft) => draft.kind === 'voicemailGroup');
}

function endsOf(mapped: Mapped, response = RESPONSE): Record<string, number> {
  const rows = mapped.coverage.filter((row) => row.response === response);
  return Object.fromEntries(rows.map(({ outcome, reason, settings }) => [`${outcome}: ${reason}`, settings]));
}

describe('a user who is a mailbox alone', () => {
  it('becomes a voicemail group with all that is said about its messages, and every value ends', () => {
    const mapped = mailboxUser();

    expect(groupOf(mapped)).toMatchObject({
      id: `voicemailGroup:${ORDERS}`,
      from: `user:${ORDERS}`,
      data: {
        location: 'location:acme/north',
        name: 'Web Orders',
        extension: '0300',
        messageStorage: 'EXTERNAL',
        externalEmail: 'orders@mail.example.test',
        copyEmail: 'archive@mail.example.test',
        transferToNumber: '0101',
      },
    });
    expect(mapped.drafts.filter(({ from }) => from === `user:${ORDERS}`).map(({ kind }) => kind)).toEqual([
      'voicemailGroup',
    ]);
    expect(endsOf(mapped)).toEqual({
      'migrated: carried-over': 7,
      'migrated: mailbox-takes-all-calls': 4,
      'not used: mailbox-without-phone': 1,
      'not used: no-zones-in-webex': 1,
    });
  });

  it('is told to get a passcode that somebody knows, and no passcode is part of the draft', () => {
    const mapped = mailboxUser();

    expect(mapped.losses.filter(({ owner }) => owner === `user:${ORDERS}`)).toEqual([
      expect.objectContaining({ verdict: 'manual', action: expect.stringContaining('Set a new passcode') }),
    ]);
    expect(JSON.stringify(groupOf(mapped)?.data)).not.toMatch(/passcode/i);
  });

  it('takes its number along', () => {
    const dn = '+12025550155';
    const parts = {
      users: [
        sourceUser(),
        bareUser({ userId: ORDERS, lastName: 'Orders', dn, extension: '0300', services: [VOICEMAIL] }),
      ],
      dns: [sourceDn({ dn, ownerKey: ORDERS })],
      features: [sourceFeature(ORDERS, 'voicemail', TAKES_ALL)],
    };
    const number = mapParts(parts).drafts.find(({ id }) => id === `number:${dn}`);

    expect(number?.data).toMatchObject({ fate: 'move', owner: `voicemailGroup:${ORDERS}` });
  });

  it('gets an extension where it has a number alone, for the target takes no mailbox without one', () => {
    const dn = '+12025550155';
    const { extension: _none, ...user } = bareUser({ userId: ORDERS, lastName: 'Orders', dn, services: [VOICEMAIL] });
    const mapped = mapParts({ users: [sourceUser(), user], features: [sourceFeature(ORDERS, 'voicemail', TAKES_ALL)] });

    expect(groupOf(mapped)?.data).toMatchObject({ phoneNumber: dn, extension: '0102' });
    expect(mapped.decisions.find(({ kind }) => kind === 'invented-extension')?.recommendation).toBe('propose');
  });

  it.each([
    { name: 'a mailbox that takes only what nobody answers', data: { alwaysRedirect: false } },
    { name: 'a mailbox of somebody with an e-mail address', user: { emailAddress: 'o@mail.example.test' } },
  ])('stays what it was unless somebody says so: $name', ({ data = {}, user = {} }) => {
    const mapped = mailboxUser(data, user);
    const decision = mapped.decisions.find(({ object }) => object === `user:${ORDERS}`);

    expect(groupOf(mapped)).toBeUndefined();
    expect(decision?.options.map(({ value }) => value)).toContain('voicemailGroup');
    expect(decision?.recommendation).not.toBe('voicemailGroup');
  });

  it.each([
    { name: 'that is switched off', data: { isActive: false }, services: [VOICEMAIL] },
    {
      name: 'beside a service that works without a phone',
      data: {},
      services: [VOICEMAIL, sourceService('Sequential Ring')],
    },
  ])('is a line where it is no mailbox alone: one $name', ({ data, services }) => {
    const mapped = mailboxUser(data, {}, services);

    expect(groupOf(mapped)).toBeUndefined();
    expect(mapped.drafts.find(({ id }) => id === `virtualLine:${ORDERS}`)).toBeDefined();
    expect(mapped.decisions.filter(({ kind }) => kind === 'mailbox')).toEqual([]);
  });
});

function hunting(data: Partial<Voicemail>, parts: Partial<CustomerParts> = {}, type = 'Hunt Group') {
  const { features = [], ...rest } = parts;
  return mapParts({
    users: [sourceUser()],
    instances: [sourceInstance({ type })],
    features: [
      sourceFeature(SALES, 'voicemail', { ...TAKES_ALL, alwaysRedirect: false, ...data }, { response: RESPONSE }),
      ...features,
    ],
    responses: [answer('serviceInstance', SALES)],
    ...rest,
  });
}

const huntGroup = (data: object = {}) =>
  sourceFeature(
    SALES,
    'huntGroup',
    { policy: 'Regular', agents: [], ...data },
    { response: 'GroupHuntGroupGetInstanceResponse' },
  );

function find<Kind extends 'huntGroup' | 'callQueue' | 'featureSetting'>(mapped: Mapped, kind: Kind) {
  return mapped.drafts.find((draft): draft is Extract<typeof draft, { kind: Kind }> => draft.kind === kind);
}

describe('the mailbox inside a hunt group, queue or attendant', () => {
  it('becomes a voicemail group beside it, and calls that are busy or unanswered are sent there', () => {
    const mapped = hunting({ busyRedirect: true, noAnswerRedirect: true }, { features: [huntGroup()] });
    const extension = groupOf(mapped)?.data.extension;

    expect(groupOf(mapped)?.data).toMatchObject({ name: 'Sales', mailboxOf: `huntGroup:${SALES}` });
    expect(extension).toMatch(/^\d{4}$/);
    expect(find(mapped, 'huntGroup')?.data).toMatchObject({
      busyRedirect: { enabled: true, destination: extension },
      noAnswer: { forwardEnabled: true, destination: extension },
    });
    expect(mapped.losses.map(({ action }) => action)).toContainEqual(expect.stringContaining('Set a new passcode'));
  });

  it('accounts for every value, those of cases that never happen included', () => {
    const mapped = hunting({ busyRedirect: true }, { features: [huntGroup()] });

    expect(endsOf(mapped)).toEqual({
      'migrated: carried-over': 7,
      'migrated: mailbox-of-its-feature': 1,
      'migrated: mailbox-takes-calls': 1,
      'not used: calls-never-get-there': 2,
      'not used: mailbox-without-phone': 1,
      'not used: no-zones-in-webex': 1,
    });
  });

  it('takes every call where BroadWorks says so, unless they are forwarded already', () => {
    const always = { alwaysRedirect: true, busyRedirect: false, noAnswerRedirect: false };
    const forwarded = sourceFeature(SALES, 'callForwardingAlways', { isActive: true, forwardToPhoneNumber: '0101' });
    const taken = hunting(always, { features: [huntGroup()] });
    const before = hunting(always, { features: [huntGroup(), forwarded] });

    expect(find(taken, 'featureSetting')?.data).toMatchObject({
      setting: 'forwarding',
      always: { enabled: true, destination: groupOf(taken)?.data.extension },
      selective: { enabled: false },
    });
    expect(find(before, 'featureSetting')?.data).toMatchObject({ always: { enabled: true, destination: '0101' } });
    expect(endsOf(before)).toMatchObject({ 'not used: forwarding-comes-first': 1 });
  });

  it('leaves a hunt group its own forwarding after a time, and counts a stored target that gives way as changed', () => {
    const own = { forwardAfterTimeout: true, forwardToPhoneNumber: '0101', forwardTimeoutSeconds: 30 };
    const noAnswer = { noAnswerRedirect: true };
    const first = find(hunting(noAnswer, { features: [huntGroup(own)] }), 'huntGroup');
    const off = hunting(noAnswer, { features: [huntGroup({ ...own, forwardAfterTimeout: false })] });

    expect(first?.data.noAnswer).toMatchObject({ forwardEnabled: true, destination: '0101' });
    expect(find(off, 'huntGroup')?.data.noAnswer.destination).toBe(groupOf(off)?.data.extension);
    expect(find(off, 'huntGroup')?.why['noAnswer.destination']).toMatchObject({ changed: true });
  });

  it('leaves a hunt group its own forwarding of calls that are busy', () => {
    const busy = sourceFeature(SALES, 'callForwardingBusy', { isActive: true, forwardToPhoneNumber: '0101' });
    const mapped = hunting({ busyRedirect: true }, { features: [huntGroup(), busy] });

    expect(find(mapped, 'huntGroup')?.data.busyRedirect).toEqual({ enabled: true, destination: '0101' });
    expect(endsOf(mapped)).toMatchObject({ 'not used: forwarding-comes-first': 1 });
  });

  it('sends the callers of a full queue there who would hear that it is busy', () => {
    const base = 'GroupCallCenterOverflowGetResponse';
    const queue = hunting(
      { busyRedirect: true, noAnswerRedirect: true },
      {
        features: [
          sourceFeature(SALES, 'callCenter', { type: 'Standard', queueLength: 12 }),
          sourceFeature(SALES, 'callCenterAgents', { agents: [] }),
        ],
        responses: [
          answer('serviceInstance', SALES),
          { owner: { kind: 'serviceInstance', key: SALES }, base, settings: 1, body: () => ({ action: ['Busy'] }) },
        ],
      },
      'Call Center',
    );

    expect(find(queue, 'callQueue')?.data.overflow).toMatchObject({
      action: 'TRANSFER_TO_PHONE_NUMBER',
      destination: groupOf(queue)?.data.extension,
    });
    expect(endsOf(queue, base)).toEqual({ 'changed: mailbox-takes-calls': 1 });
  });

  it('is not made where nothing leads there, or nobody gave it an extension', () => {
    const unused = hunting({}, { features: [huntGroup()] });
    const made = hunting({ busyRedirect: true }, { features: [huntGroup()] });
    const question = made.decisions.find(({ kind }) => kind === 'invented-extension');

    expect(groupOf(unused)).toBeUndefined();
    expect(endsOf(unused)).toEqual({ 'not used: inactive-and-empty': 13 });
    expect(question).toMatchObject({ object: `voicemailGroup:${SALES}`, recommendation: 'propose' });
  });
});
