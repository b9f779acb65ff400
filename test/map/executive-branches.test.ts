import { describe, expect, it } from 'vitest';
import { sourceService, sourceUser } from '../builders/source-builders.ts';
import { ANNA, at, BERT, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const EXECUTIVE = { services: [sourceService('Executive')] };
const ASSISTANT = { services: [sourceService('Executive-Assistant')] };
const dora = sourceUser({
  userId: 'dora@acme.example.test',
  dn: '+12025550104',
  extension: '0104',
  services: [sourceService('Executive-Assistant')],
});
const carl = { userKey: 'carl@acme.example.test', userId: 'carl@acme.example.test' };
const member = ({ key, userId }: { readonly key: string; readonly userId: string }) => ({ userKey: key, userId });

describe('an executive', () => {
  it('is one without a word about assistants where nobody was asked, and with none where none is named', () => {
    expect(mapAnna([], { user: EXECUTIVE })).toMatchObject({ drafts: [{ data: { type: 'EXECUTIVE' } }], accounts: [] });

    const mapped = mapAnna([of('executive', { members: [] })], { user: EXECUTIVE });

    expect(mapped.drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(endsOf(mapped, 'executive')).toEqual(['allowOptInOut lost: no-such-field']);
  });

  it('gets the assistants that are some, and the rest is told one by one', () => {
    const mapped = mapAnna([of('executive', { members: [member(dora), member(BERT), carl] })], {
      user: EXECUTIVE,
      parts: { users: [sourceUser(EXECUTIVE), BERT, dora] },
    });

    expect(settingOf(mapped, 'assignedAssistants')).toMatchObject({
      data: { members: [`subscriber:${dora.key}`] },
      why: { members: { sources: [at('executive', `assistantUserTable[${dora.key}]`)] } },
    });
    expect(endsOf(mapped, 'executive')).toEqual([
      'allowOptInOut lost: no-such-field',
      `assistantUserTable[${carl.userKey}] lost: member-does-not-move`,
      `assistantUserTable[${BERT.key}] manual: no-assistant-service`,
    ]);
    expect(told(mapped)).toEqual(['part Executive', 'manual Executive']);
  });

  it('stays the executive where the source makes it an assistant as well', () => {
    const services = [...EXECUTIVE.services, ...ASSISTANT.services];
    const mapped = mapAnna([of('executiveAssistant', { enableDivert: true, members: [] })], { user: { services } });

    expect(settingOf(mapped, 'executiveAssistant').data).toMatchObject({ type: 'EXECUTIVE' });
    expect(mapped.losses).toEqual([
      expect.objectContaining({
        service: 'Executive-Assistant',
        verdict: 'lost',
        sources: [sourceService('Executive-Assistant').source],
      }),
    ]);
  });
});

describe('an assistant', () => {
  const divert = (enableDivert: boolean, divertToPhoneNumber?: string) =>
    mapAnna(
      [
        of('executiveAssistant', {
          enableDivert,
          members: [],
          ...(divertToPhoneNumber === undefined ? {} : { divertToPhoneNumber }),
        }),
      ],
      { user: ASSISTANT },
    );

  it('diverts nowhere where nobody was asked', () => {
    expect(mapAnna([], { user: ASSISTANT }).drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
  });

  it('keeps the target of a divert that is off', () => {
    expect(settingOf(divert(false, '+12025550151'), 'assistantDivert')).toMatchObject({
      data: { enabled: false, destination: '+12025550151' },
      why: { destination: { rule: 'R-NUM-1', sources: [at('executiveAssistant', 'divertToPhoneNumber')] } },
    });
  });

  it.each([
    { on: true, end: 'manual', notice: 'Calls are no longer sent to "*72"' },
    { on: false, end: 'not used', notice: 'The stored target "*72" (switched off)' },
  ])('tells of a target that cannot be written ($end)', ({ on, end, notice }) => {
    const mapped = divert(on, '*72');

    expect(mapped.drafts.map(({ id }) => id)).toEqual([`setting:${ANNA}/executiveAssistant`]);
    expect(endsOf(mapped, 'executiveAssistant')).toEqual([
      'executiveTable not used: copy-of-the-executives',
      'divertToPhoneNumber manual: forward-target-unresolved',
      `enableDivert ${end}: no-target-to-divert-to`,
    ]);
    expect(mapped.losses).toEqual([
      expect.objectContaining({ service: 'Executive-Assistant', notice: expect.stringContaining(notice) }),
    ]);
  });

  it('has nothing to tell where it never had a target', () => {
    const mapped = divert(false);

    expect(endsOf(mapped, 'executiveAssistant')).toEqual([
      'executiveTable not used: copy-of-the-executives',
      'enableDivert not used: no-target-to-divert-to',
    ]);
    expect(mapped.losses).toEqual([]);
  });
});
