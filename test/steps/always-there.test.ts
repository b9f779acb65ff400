import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handlerOf } from '../../src/steps/registry.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
  await rig.carryOut(...groundwork());
});
afterEach(() => rig.close());

const CASES = [
  {
    what: 'the voice portal of a location, its number and extension free again',
    kind: 'voicePortal',
    path: 'voicePortal',
    before: { name: 'Old Portal', languageCode: 'es_co', extension: '0699' },
    sent: { name: 'Old Portal', languageCode: 'es_co', extension: '0699', phoneNumber: null },
    without: 'phoneNumber',
    byHand: { name: 'By hand' },
    changed: 'name',
  },
  {
    what: 'the intercept of a location, which is in service again',
    kind: 'locationIntercept',
    path: 'intercept',
    before: {
      enabled: false,
      incoming: {
        type: 'ALLOW_ALL',
        voicemailEnabled: false,
        announcements: { greeting: 'DEFAULT', newNumber: { enabled: true, destination: '+15125550166' } },
      },
      outgoing: { type: 'INTERCEPT_ALL', transferEnabled: false },
    },
    sent: { enabled: false },
    without: undefined,
    byHand: { enabled: true, outgoing: { type: 'INTERCEPT_ALL' } },
    changed: 'outgoing.type',
  },
] as const;

describe.each(CASES)('$what', ({ kind, path, before, sent, without, byHand, changed }) => {
  const step = buildStep(kind);
  const shown = async () => (await rig.behindOurBack('GET', rig.locationPath(path))).body;

  it('is set back to what stood there before', async () => {
    await rig.behindOurBack('PUT', rig.locationPath(path), before);
    await rig.carryOutKeeping(step);
    const undo = rig.undo(step);

    expect(await undo.standing()).toEqual({ gone: false });
    expect(undo.describe().body).toMatchObject({ ...before, ...sent });
    await undo.remove();

    expect(await shown()).toMatchObject(before);
    if (without !== undefined) expect(await shown()).not.toHaveProperty(without);
    expect(await undo.standing()).toEqual({ gone: true });
  });

  it('stays where somebody has changed it since', async () => {
    await rig.carryOutKeeping(step);
    await rig.behindOurBack('PUT', rig.locationPath(path), byHand);

    expect(await rig.undo(step).standing()).toEqual({
      gone: false,
      keep: `somebody has changed it since: ${changed}`,
    });
  });
});

it('an intercept keeps the greeting that was uploaded by hand', async () => {
  const announcements = { greeting: 'CUSTOM', fileName: 'closed.wav' };
  await rig.behindOurBack('PUT', rig.locationPath('intercept'), { enabled: false, incoming: { announcements } });

  await rig.carryOut(buildStep('locationIntercept'));

  const { body } = await rig.behindOurBack('GET', rig.locationPath('intercept'));
  expect(body).toMatchObject({ enabled: true, incoming: { announcements } });
});

it('an intercept that nobody was shown before is switched off', async () => {
  const step = buildStep('locationIntercept');
  await rig.carryOut(step);

  expect(rig.undo(step).describe().body).toEqual({ enabled: false });
});

it('an intercept is not back as long as another greeting is heard', async () => {
  const step = buildStep('locationIntercept');
  await rig.carryOutKeeping(step);
  await rig.undo(step).remove();
  expect(await rig.undo(step).standing()).toEqual({ gone: true });
  const { body } = await rig.behindOurBack('GET', rig.locationPath('intercept'));
  const announcements = { greeting: 'CUSTOM', fileName: 'closed.wav' };
  await rig.behindOurBack('PUT', rig.locationPath('intercept'), { ...Object(body), incoming: { announcements } });

  expect(await rig.undo(step).standing()).toMatchObject({ gone: false });
});

it('a voice portal without an extension has none again', async () => {
  const step = buildStep('voicePortal');
  await rig.behindOurBack('PUT', rig.locationPath('voicePortal'), { extension: null });
  await rig.carryOutKeeping(step);

  expect(rig.undo(step).describe().body).toMatchObject({ extension: null });
});

it('a voice portal is never sent a passcode', () => {
  const step = buildStep('voicePortal');

  expect(JSON.stringify(handlerOf(step).describe(step, { outputs: () => undefined }))).not.toContain('passcode');
});
