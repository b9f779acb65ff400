import { describe, expect, it } from 'vitest';
import type { Intercept } from '../../src/domain/source-settings.ts';
import { at, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const intercept = (data: Partial<Intercept>) => mapAnna([of('interceptUser', { isActive: true, ...data })]);
const path = (name: string) => at('interceptUser', name);

describe('an intercepted line', () => {
  it('takes what the source leaves out from the target, and names no source for it', () => {
    const { data, why } = settingOf(intercept({}), 'intercept');

    expect(data).toEqual({
      setting: 'intercept',
      owner: 'subscriber:anna@acme.example.test',
      enabled: true,
      incoming: 'INTERCEPT_ALL',
      toVoicemail: false,
      newNumberEnabled: false,
      zeroTransferEnabled: false,
      outgoing: 'INTERCEPT_ALL',
      outgoingTransferEnabled: false,
    });
    expect(why.enabled).toEqual({ rule: 'carried-over', sources: [path('isActive')] });
    for (const field of ['incoming', 'toVoicemail', 'newNumberEnabled', 'outgoing', 'outgoingTransferEnabled']) {
      expect(why[field], field).toEqual({ rule: 'target-default', sources: [] });
    }
  });

  it('carries every number with the switch that needs it', () => {
    const { data, why } = settingOf(
      intercept({
        inboundCallMode: 'Allow All',
        playNewPhoneNumber: true,
        newPhoneNumber: '+12025550151',
        transferOnZero: true,
        transferPhoneNumber: '0102',
        outboundCallMode: 'Allow Outbound Local Calls',
        rerouteOutboundCalls: true,
        outboundReroutePhoneNumber: '+12025550152',
      }),
      'intercept',
    );

    expect(data).toMatchObject({
      incoming: 'ALLOW_ALL',
      newNumberEnabled: true,
      newNumber: '+12025550151',
      zeroTransferEnabled: true,
      zeroTransfer: '0102',
      outgoing: 'ALLOW_LOCAL_ONLY',
      outgoingTransferEnabled: true,
      outgoingTransfer: '+12025550152',
    });
    expect(why).toMatchObject({
      incoming: { rule: 'carried-over', sources: [path('inboundCallMode')] },
      newNumber: { rule: 'carried-over', sources: [path('newPhoneNumber')] },
      zeroTransfer: { rule: 'carried-over', sources: [path('transferPhoneNumber')] },
      outgoing: { rule: 'carried-over', sources: [path('outboundCallMode')] },
      outgoingTransfer: { rule: 'carried-over', sources: [path('outboundReroutePhoneNumber')] },
      outgoingTransferEnabled: { rule: 'carried-over', sources: [path('rerouteOutboundCalls')] },
    });
    expect(why.incoming).not.toHaveProperty('changed');
  });

  it('intercepts all calls where a mode has no equal, and says which', () => {
    const { data, why } = settingOf(
      intercept({
        inboundCallMode: 'Allow System Dns',
        outboundCallMode: 'Allow Outbound Enterprise And Group Calls',
      }),
      'intercept',
    );

    expect(data).toMatchObject({ incoming: 'INTERCEPT_ALL', outgoing: 'INTERCEPT_ALL' });
    expect(why.incoming).toMatchObject({ changed: true, note: expect.stringContaining('"Allow System Dns"') });
    expect(why.outgoing).toMatchObject({ changed: true, sources: [path('outboundCallMode')] });
  });

  it('reads the switch of older releases only where there is no mode', () => {
    expect(settingOf(intercept({ allowOutboundLocalCalls: true }), 'intercept')).toMatchObject({
      data: { outgoing: 'ALLOW_LOCAL_ONLY' },
      why: { outgoing: { rule: 'carried-over', sources: [path('allowOutboundLocalCalls')] } },
    });
    expect(
      settingOf(intercept({ allowOutboundLocalCalls: true, outboundCallMode: 'Block All' }), 'intercept'),
    ).toMatchObject({
      data: { outgoing: 'INTERCEPT_ALL' },
      why: { outgoing: { rule: 'carried-over', sources: [path('outboundCallMode')] } },
    });
  });

  it('switches off what needs a number that nobody can write, and tells the person', () => {
    const mapped = intercept({ playNewPhoneNumber: true, newPhoneNumber: '*72' });
    const { data, why } = settingOf(mapped, 'intercept');

    expect(data).toMatchObject({ newNumberEnabled: false });
    expect(data).not.toHaveProperty('newNumber');
    expect(why.newNumberEnabled).toEqual({
      rule: 'forward-target-unresolved',
      sources: [path('playNewPhoneNumber')],
      changed: true,
      note: 'switched off: no such number',
    });
    expect(endsOf(mapped, 'interceptUser')).toEqual(['newPhoneNumber manual: forward-target-unresolved']);
    expect(mapped.losses).toEqual([
      expect.objectContaining({
        service: 'Intercept User',
        verdict: 'manual',
        notice: expect.stringContaining('Calls are no longer sent to "*72"'),
        sources: [path('newPhoneNumber')],
      }),
    ]);
  });

  it('says that a stored target of a line that is not intercepted is lost, not that calls stop', () => {
    const mapped = intercept({ isActive: false, transferPhoneNumber: '*72' });

    expect(mapped.losses).toEqual([
      expect.objectContaining({ notice: expect.stringContaining('The stored target "*72" (switched off)') }),
    ]);
  });

  it('leaves own announcements to a person, and the default to the target', () => {
    const own = intercept({ announcementSelection: 'Personal' });

    expect(endsOf(own, 'interceptUser')).toEqual(
      ['announcementSelection', 'audioFileDescription', 'audioMediaType', 'videoFileDescription', 'videoMediaType'].map(
        (name) => `${name} manual: audio-by-hand`,
      ),
    );
    expect(endsOf(intercept({ announcementSelection: 'Default' }), 'interceptUser')).toEqual([
      'announcementSelection migrated: same-as-target-default',
    ]);
    expect(told(own)).toEqual([]);
  });
});
