import { describe, expect, it } from 'vitest';
import { sourceService } from '../builders/source-builders.ts';
import { ANNA, mapAnna, of } from './settings-context.ts';

const withMailbox = { user: { services: [sourceService('Voice Messaging User', { active: true })] } };
const greetings = of('voicemailGreetings', {
  busy: 'Default',
  noAnswer: 'Alternate02',
  extendedAway: true,
  files: { busyPersonalAudioFile: { name: 'old.wav' }, extendedAwayAudioFile: { name: 'away.wav' } },
  alternates: [{ position: '02', name: 'Summer', audioFile: { name: 'summer.wav' } }],
});
const lists = of('voicemailDistributionLists', {
  parts: [
    { name: '3', state: 'read', content: { description: 'Team', phoneNumbers: ['0101', '0102'] } },
    { name: '4', state: 'read', content: { phoneNumbers: [] } },
    { name: '5', state: 'error', error: 'gone' },
  ],
});
const noticesOf = (...args: Parameters<typeof mapAnna>) => mapAnna(...args).losses.map(({ notice }) => notice);

describe('what a mailbox holds besides its settings', () => {
  it('is told by name: greetings that callers hear, and lists with their numbers', () => {
    expect(noticesOf([greetings, lists], withMailbox)).toEqual([
      'Recorded greetings do not come along: no answer Summer (file "summer.wav"), extended away (file "away.wav").',
      'Distribution list 3 "Team" ends: 0101, 0102.',
    ]);
  });

  it('says where each was read', () => {
    expect(
      mapAnna([greetings, lists], withMailbox).losses.map(({ verdict, sources }) => [verdict, ...sources]),
    ).toEqual([
      ['manual', `user:${ANNA} UserVoiceMessagingUserGetGreetingResponse`],
      ['lost', `user:${ANNA} UserVoiceMessagingUserGetDistributionListResponse?listId%3D3`],
    ]);
  });

  it.each([
    ['Forward', '+12025550177', /went on to \+12025550177; in Webex they can leave one/],
    ['Disconnect', undefined, /were cut off/],
  ])('says that a mailbox took no messages: %s', (action, to, notice) => {
    const closed = of('voicemailGreetings', {
      disableMessageDeposit: true,
      disableMessageDepositAction: action,
      ...(to === undefined ? {} : { greetingOnlyForwardDestination: to }),
      files: {},
      alternates: [],
    });

    expect(noticesOf([closed], withMailbox)).toEqual([expect.stringMatching(notice)]);
  });

  it('names the recorded name', () => {
    const portal = of('userVoicePortal', { usePersonalizedName: true, personalizedName: { name: 'me.wav' } });

    expect(noticesOf([portal], withMailbox)).toEqual(['The recorded name does not come along: name (file "me.wav").']);
    expect(noticesOf([of('userVoicePortal', { usePersonalizedName: false })], withMailbox)).toEqual([]);
  });

  it('is nothing without a mailbox in use', () => {
    expect(noticesOf([greetings, lists], { user: { services: [] } })).toEqual([]);
  });
});
