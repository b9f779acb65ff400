import { describe, expect, it } from 'vitest';
import { at, BERT, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const CARL = { userKey: 'carl@acme.example.test', userId: 'carl@acme.example.test' };
const TARGET_DEFAULT = { rule: 'target-default', sources: [] };

describe('privacy', () => {
  it('writes nothing where everything is open, as the target starts', () => {
    const mapped = mapAnna([
      of('privacy', { enablePhoneStatusPrivacy: false, extensionDialingPrivacy: false, members: [] }),
    ]);

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'privacy')).toEqual([
      'enableDirectoryPrivacy not used: switched-off',
      'enablePhoneStatusPrivacy migrated: same-as-target-default',
      'enableAutoAttendantExtensionDialingPrivacy migrated: same-as-target-default',
      'enableAutoAttendantNameDialingPrivacy migrated: same-as-target-default',
    ]);
  });

  it('loses a place that is hidden in the directory alone', () => {
    const mapped = mapAnna([of('privacy', { enableDirectoryPrivacy: true, members: [] })]);

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'privacy')[0]).toBe('enableDirectoryPrivacy lost: no-directory-privacy');
  });

  it('keeps the list of those who may watch although nothing is private yet', () => {
    const mapped = mapAnna([of('privacy', { members: [{ userKey: BERT.key, userId: BERT.userId }] })]);
    const { data, why } = settingOf(mapped, 'privacy');

    expect(data).toMatchObject({
      aaExtensionDialing: true,
      aaNameDialing: true,
      statusPrivacy: false,
      members: ['subscriber:bert@acme.example.test'],
    });
    expect(why).toMatchObject({
      aaExtensionDialing: TARGET_DEFAULT,
      aaNameDialing: TARGET_DEFAULT,
      statusPrivacy: TARGET_DEFAULT,
      members: { sources: [at('privacy', `permittedMonitorUserIdTable[${BERT.key}]`)] },
    });
  });

  it('names each flag where it was read, and the one who stays behind', () => {
    const mapped = mapAnna([
      of('privacy', {
        enablePhoneStatusPrivacy: true,
        extensionDialingPrivacy: true,
        nameDialingPrivacy: false,
        members: [CARL],
      }),
    ]);
    const { data, why } = settingOf(mapped, 'privacy');

    expect(data).toMatchObject({ aaExtensionDialing: false, aaNameDialing: true, statusPrivacy: true, members: [] });
    expect(why.aaExtensionDialing?.sources).toEqual([at('privacy', 'enableAutoAttendantExtensionDialingPrivacy')]);
    expect(why.aaNameDialing?.sources).toEqual([at('privacy', 'enableAutoAttendantNameDialingPrivacy')]);
    expect(why.statusPrivacy?.sources).toEqual([at('privacy', 'enablePhoneStatusPrivacy')]);
    expect(endsOf(mapped, 'privacy')).toContain(
      `permittedMonitorUserIdTable[${CARL.userKey}] lost: member-does-not-move`,
    );
    expect(mapped.losses[0]?.notice).toContain(CARL.userId);
  });
});

describe('push to talk', () => {
  it('is written as it was read', () => {
    const mapped = mapAnna([
      of('pushToTalk', {
        allowAutoAnswer: true,
        outgoingConnection: 'Two Way',
        accessList: 'Allow Calls From Selected Users',
        members: [{ userKey: BERT.key, userId: BERT.userId }],
      }),
    ]);
    const { data, why } = settingOf(mapped, 'pushToTalk');

    expect(data).toMatchObject({
      allowAutoAnswer: true,
      connectionType: 'TWO_WAY',
      accessType: 'ALLOW_MEMBERS',
      members: ['subscriber:bert@acme.example.test'],
    });
    expect(why.connectionType?.sources).toEqual([at('pushToTalk', 'outgoingConnectionSelection')]);
    expect(why.accessType?.sources).toEqual([at('pushToTalk', 'accessListSelection')]);
  });

  it('never opens to everybody what the source leaves out', () => {
    const mapped = mapAnna([of('pushToTalk', { members: [CARL] })]);
    const { data, why } = settingOf(mapped, 'pushToTalk');

    expect(data).toMatchObject({
      allowAutoAnswer: false,
      connectionType: 'ONE_WAY',
      accessType: 'BLOCK_MEMBERS',
      members: [],
    });
    expect([why.allowAutoAnswer, why.connectionType, why.accessType]).toEqual([
      TARGET_DEFAULT,
      TARGET_DEFAULT,
      TARGET_DEFAULT,
    ]);
    expect(told(mapped)).toEqual(['part Push to Talk']);
  });
});
