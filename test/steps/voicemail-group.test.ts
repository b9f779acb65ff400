import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StepOf } from '../../src/domain/plan.ts';
import { isTooSimple, makePasscode } from '../../src/steps/passcode.ts';
import { voicemailGroupHandler } from '../../src/steps/voicemail-group.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

describe('the passcode of a voicemail group', () => {
  it('has ten digits, another ten each time, and none that the target takes for too simple', () => {
    const passcodes = Array.from({ length: 500 }, makePasscode);

    expect(new Set(passcodes).size).toBe(500);
    for (const passcode of passcodes) {
      expect(passcode).toMatch(/^\d{10}$/);
      expect(passcode).not.toMatch(/(\d)\1\1|012|123|234|345|456|567|678|789|987|876|765|654|543|432|321|210/);
    }
  });

  it.each([
    ['111', true],
    ['5123', true],
    ['5321', true],
    ['135', false],
    ['112', false],
    ['12', false],
  ])('%s too simple: %s', (digits, expected) => {
    expect(isTooSimple(digits)).toBe(expected);
  });
});

/** The kind is what was asked for. */
function built(payload: object): StepOf<'voicemailGroup'> {
  const step = buildStep('voicemailGroup', { payload });
  if (step.kind !== 'voicemailGroup') throw new Error(step.kind);
  return step;
}

describe('a voicemail group', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
    await rig.carryOut(...groundwork(), buildStep('subscriber'), buildStep('virtualLine'));
  });
  afterEach(() => rig.close());

  const step = built({});

  it('is made with a passcode that what is described does not hold, and that the target never shows', async () => {
    await rig.carryOut(step);

    expect(JSON.stringify(voicemailGroupHandler.describe(step, rig.context))).toContain('made when it is sent');
    expect(JSON.stringify(voicemailGroupHandler.describe(step, rig.context))).not.toMatch(/"passcode":"\d/);
    expect(JSON.stringify(rig.sandbox.log())).not.toMatch(/passcode":"\d/);
    expect(JSON.stringify(rig.sandbox.objects())).not.toMatch(/passcode/);
  });

  it('keeps its passcode when something else of it changes', async () => {
    await rig.carryOut(step);
    const other = built({ copyEmail: 'other@acme.example.test' });
    const found = await voicemailGroupHandler.lookUp(other, rig.context);

    expect(found?.differences.map(({ field }) => field)).toEqual(['emailCopyOfMessage.emailId']);
    expect(voicemailGroupHandler.describe(other, rig.context, found)).toMatchObject({ method: 'PUT' });
    expect(voicemailGroupHandler.describe(other, rig.context, found).body).not.toHaveProperty('passcode');
  });

  it('takes faxes at a number of its own, and is mended where somebody took them away', async () => {
    const faxes = built({ fax: { enabled: true, phoneNumber: '+15125550109', extension: '0709' } });
    await rig.carryOut(faxes);
    expect(await voicemailGroupHandler.lookUp(faxes, rig.context)).toMatchObject({ differences: [] });

    const plain = await voicemailGroupHandler.lookUp(step, rig.context);
    expect(plain?.differences.map(({ field }) => field)).toEqual(['faxMessage.enabled']);
    await rig.write(step, plain);
    const found = await voicemailGroupHandler.lookUp(faxes, rig.context);

    expect(found?.differences.map(({ field }) => field)).toEqual(['faxMessage.enabled']);
    await rig.write(faxes, found);
    expect(await voicemailGroupHandler.lookUp(faxes, rig.context)).toMatchObject({ differences: [] });
  });

  it('is refused a number for faxes that somebody has', async () => {
    const taken = built({ fax: { enabled: true, phoneNumber: '+15125550101' } });

    await expect(rig.write(taken)).rejects.toMatchObject({ status: 409 });
  });
});
