import { describe, expect, it } from 'vitest';
import { type BodyElement, tableOf } from '../../src/domain/response-body.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { listLosses } from '../../src/map/losses.ts';
import { sourceFeature, sourceInstance } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const QUEUE = 'service@acme.example.test';
const OVERFLOW = `serviceInstance:${QUEUE} GroupCallCenterOverflowGetResponse`;

describe('the overflow of a queue', () => {
  function overflow(values: Record<string, string>) {
    const body: BodyElement = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
    const base = 'GroupCallCenterOverflowGetResponse';
    const owner = { kind: 'serviceInstance', key: QUEUE } as const;
    const mapped = mapFeatures(
      contextOf({
        instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Service' })],
        features: [
          sourceFeature(QUEUE, 'callCenter', { queueLength: 10 }),
          sourceFeature(QUEUE, 'callCenterAgents', { agents: [] }),
        ],
        responses: [{ owner, base, settings: 0, body: () => body }],
      }),
    );
    const draft = mapped.drafts.find(({ kind }) => kind === 'callQueue');
    if (draft?.kind !== 'callQueue') throw new Error('no queue');
    return { ...mapped, overflow: draft.data.overflow, why: draft.why };
  }

  it('is a busy tone where its target cannot be written, and the caller is told', () => {
    const found = overflow({ action: 'Transfer', transferPhoneNumber: '*72' });

    expect(found.overflow).toEqual({ action: 'PERFORM_BUSY_TREATMENT', sendToVoicemail: false });
    expect(found.why['overflow.action']).toMatchObject({ rule: 'forward-target-unresolved', changed: true });
    expect(found.losses).toContainEqual(
      expect.objectContaining({
        owner: `serviceInstance:${QUEUE}`,
        verdict: 'manual',
        notice: expect.stringContaining('Calls are no longer sent to "*72"'),
      }),
    );
    expect(found.accounts).toContainEqual({
      prefix: `${OVERFLOW}.transferPhoneNumber`,
      outcome: 'manual',
      reason: 'forward-target-unresolved',
    });
  });

  it('keeps its action where only a target that is not used cannot be written', () => {
    const found = overflow({ action: 'Busy', transferPhoneNumber: '*72' });

    expect(found.why['overflow.action']).toEqual({ rule: 'carried-over', sources: [`${OVERFLOW}.action`] });
    expect(found.losses?.map(({ notice }) => notice).join()).toContain('The stored target "*72" (switched off)');
  });
});

describe('a group service that no table knows', () => {
  it('is asked about once, counted over all groups, and never dropped', () => {
    const base = 'GroupServiceGetAuthorizationListResponse';
    const body = {
      groupServicesAuthorizationTable: [
        tableOf(
          ['Service Name', 'Assigned'],
          [
            ['Group Teleporter', 'true'],
            ['VoiceXML', 'false'],
          ],
        ),
      ],
    };
    const owner = { kind: 'group', key: 'acme/north' } as const;
    const context = contextOf({ responses: [1, 2].map(() => ({ owner, base, settings: 0, body: () => body })) });
    const found = listLosses(context, []).ofOthers();

    expect(found.decisions).toEqual([
      expect.objectContaining({ kind: 'service-unknown', question: expect.stringContaining('assigned 2 times') }),
    ]);
    expect(found.losses?.[0]).toMatchObject({
      owner: 'group:acme/north',
      service: 'Group Teleporter',
      verdict: 'manual',
    });
    const [decision] = found.decisions ?? [];
    if (decision === undefined) throw new Error('nobody was asked');
    const accepted = contextOf(
      { responses: context.source.responses(new Set([base])) as never },
      new Map([[decision.id, { answer: 'accept', fingerprint: decision.fingerprint }]]),
    );
    expect(listLosses(accepted, []).ofOthers()).toMatchObject({
      losses: [{ verdict: 'lost' }, { verdict: 'lost' }],
      accounts: [{ outcome: 'lost', reason: 'service-unknown-accepted' }, {}],
    });
  });
});
