import { describe, expect, it } from 'vitest';
import type { SourceFeature, Voicemail } from '../../src/domain/source.ts';
import { mapCallForwarding } from '../../src/map/settings/call-forwarding.ts';
import { mapVoicemail } from '../../src/map/settings/voicemail.ts';
import { sourceFeature, sourceService, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { settingOf } from './settings-context.ts';

const ANNA = 'anna@acme.example.test';
const MAILBOX = `user:${ANNA} UserVoiceMessagingUserGetVoiceManagementResponse`;

function subjectOf(features: readonly SourceFeature[], services = [sourceService('Voice Messaging User')]) {
  const user = sourceUser({ services });
  const context = contextOf({ users: [user], features });
  const owner = context.owner(ANNA);
  if (owner === undefined) throw new Error('Anna does not move');
  return { context, subject: { user, owner } };
}

function mailbox(data: Partial<Voicemail>) {
  const { context, subject } = subjectOf([
    sourceFeature(ANNA, 'voicemail', { isActive: true, deliveryEmails: [], ...data }),
  ]);
  return mapVoicemail(context, subject);
}

describe('a mailbox', () => {
  it.each([
    { transferOnZero: true, changed: true, notice: 'Calls are no longer sent to "*72"' },
    { transferOnZero: false, changed: undefined, notice: 'The stored target "*72" (switched off)' },
    { transferOnZero: undefined, changed: undefined, notice: 'The stored target "*72" (switched off)' },
  ])('tells of a transfer that nobody can write ($transferOnZero)', ({ transferOnZero, changed, notice }) => {
    const mapped = mailbox({
      transferPhoneNumber: '*72',
      ...(transferOnZero === undefined ? {} : { transferOnZero }),
    });
    const { data, why } = settingOf(mapped, 'voicemail');

    expect(data).not.toHaveProperty('transferToNumber');
    expect(why.transferToNumber?.changed).toBe(changed);
    expect(why.transferToNumber?.sources).toEqual([`${MAILBOX}.transferOnZeroToPhoneNumber`]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({
        service: 'Voice Messaging User',
        verdict: 'manual',
        notice: expect.stringContaining(notice),
        sources: [`${MAILBOX}.transferPhoneNumber`],
      }),
    ]);
    expect(mapped.accounts).toContainEqual({
      prefix: `${MAILBOX}.transferPhoneNumber`,
      outcome: 'manual',
      reason: 'forward-target-unresolved',
    });
  });

  it('switches off a transfer that has no target, without inventing one', () => {
    const mapped = mailbox({ transferOnZero: true });

    expect(settingOf(mapped, 'voicemail').why.transferToNumber).toMatchObject({
      rule: 'forward-target-unresolved',
      changed: true,
    });
    expect(mapped.losses).toEqual([]);
  });

  it('stays in Webex where messages went to an address that is not stored', () => {
    const { data, why } = settingOf(mailbox({ processing: 'Deliver To Email Address Only' }), 'voicemail');

    expect(data).toMatchObject({ messageStorage: 'INTERNAL' });
    expect(why.messageStorage).toEqual({
      rule: 'storage-without-address',
      sources: [`${MAILBOX}.processing`],
      changed: true,
      note: 'kept in Webex: no address for delivery is stored',
    });
  });

  it.each([
    { lamp: false, outcome: 'manual', reason: 'not-supported-yet' },
    { lamp: true, outcome: 'migrated', reason: 'same-as-target-default' },
  ])('ends the lamp on the phone ($lamp) as $outcome', ({ lamp, outcome, reason }) => {
    expect(mailbox({ usePhoneMessageWaitingIndicator: lamp }).accounts).toContainEqual({
      prefix: `${MAILBOX}.usePhoneMessageWaitingIndicator`,
      outcome,
      reason,
    });
  });

  it('of a common-area phone is not used where it is off', () => {
    const { context, subject } = subjectOf([sourceFeature(ANNA, 'voicemail', { isActive: false, deliveryEmails: [] })]);
    const mapped = mapVoicemail(context, { ...subject, owner: { ...subject.owner, kind: 'workspace' } });

    expect(mapped).toEqual({
      drafts: [],
      accounts: [{ prefix: MAILBOX, outcome: 'not used', reason: 'inactive-and-empty' }],
    });
  });
});

describe('a service that the target would switch on', () => {
  it.each([
    { listed: 'read', cells: 1 },
    { listed: 'never-asked', cells: 0 },
  ] as const)('is off where the user does not have it; the list says so where it was $listed', ({ listed, cells }) => {
    const user = sourceUser({ services: [] });
    const base = 'UserServiceGetAssignmentListResponse';
    const context = contextOf({ users: [user], states: { [`user:${ANNA} ${base}`]: listed } });
    const owner = context.owner(ANNA);
    if (owner === undefined) throw new Error('Anna does not move');
    const { data, why } = settingOf(mapVoicemail(context, { user, owner }), 'voicemail');

    expect(data).toMatchObject({ enabled: false });
    expect(why.enabled).toMatchObject({ rule: 'target-default-differs' });
    expect(why.enabled?.sources).toEqual(
      [`user:${ANNA} ${base}.userServicesAssignmentTable[Voice Messaging User].Assigned`].slice(0, cells),
    );
  });
});

describe('a forwarding that is on', () => {
  it('without a target is switched off, and the rule says why', () => {
    const { context, subject } = subjectOf([
      sourceFeature(ANNA, 'callForwardingAlways', { isActive: true }),
      sourceFeature(ANNA, 'callForwardingBusy', { isActive: true, forwardToPhoneNumber: '*72' }),
    ]);
    const { data, why } = settingOf(mapCallForwarding(context, subject), 'callForwarding');

    expect(data).toMatchObject({ always: { enabled: false }, busy: { enabled: false } });
    expect(why['always.enabled']).toMatchObject({
      rule: 'forward-target-unresolved',
      changed: true,
      note: 'switched off: it has no target',
    });
    expect(why['busy.enabled']?.note).toContain('switched off: "*72" cannot be written');
  });
});
