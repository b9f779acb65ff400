import { describe, expect, it } from 'vitest';
import type { Draft, DraftKind, DraftOf } from '../../src/domain/drafts.ts';
import type { CallCenter, HuntGroup, SourceResponse } from '../../src/domain/source.ts';
import type { Mapped } from '../../src/map/context.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { sourceFeature, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const ANNA = 'anna@acme.example.test';
const HUNT = 'sales-hunt@acme.example.test';
const QUEUE = 'service@acme.example.test';

function only<Kind extends DraftKind>(mapped: Mapped, kind: Kind): DraftOf<Kind> {
  const found = mapped.drafts.filter((draft): draft is Draft & DraftOf<Kind> => draft.kind === kind);
  expect(found).toHaveLength(1);
  const [draft] = found;
  if (!draft) throw new Error(`no ${kind}`);
  return draft;
}

function huntGroup(data: Partial<HuntGroup> = {}) {
  return mapFeatures(
    contextOf({
      instances: [sourceInstance()],
      features: [
        sourceFeature(HUNT, 'huntGroup', {
          policy: 'Circular',
          huntAfterNoAnswer: true,
          noAnswerNumberOfRings: 4,
          forwardAfterTimeout: true,
          forwardTimeoutSeconds: 30,
          forwardToPhoneNumber: '0101',
          agents: [{ userKey: ANNA, userId: ANNA, weight: '0' }],
          ...data,
        }),
      ],
    }),
  );
}

describe('hunt groups', () => {
  it.each(['Circular', 'Regular', 'Simultaneous', 'Uniform', 'Weighted'])('keeps the policy %s', (policy) => {
    expect(only(huntGroup({ policy }), 'huntGroup').data.policy).toBe(policy.toUpperCase());
  });

  it('turns seconds before it gives up into rings and says so', () => {
    const draft = only(huntGroup(), 'huntGroup');

    expect(draft.data.noAnswer).toEqual({
      nextAgentEnabled: true,
      nextAgentRings: 4,
      forwardEnabled: true,
      numberOfRings: 5,
      destination: '0101',
      destinationVoicemailEnabled: false,
    });
    expect(draft.why['noAnswer.numberOfRings']).toMatchObject({ rule: 'hunt-timeout-to-rings', changed: true });
  });

  it('keeps the target of a forwarding that is switched off', () => {
    const { noAnswer } = only(huntGroup({ forwardAfterTimeout: false }), 'huntGroup').data;

    expect(noAnswer).toMatchObject({ forwardEnabled: false, destination: '0101' });
  });

  it('switches a forwarding off whose target cannot be written, and tells', () => {
    const mapped = huntGroup({ forwardToPhoneNumber: '*55' });

    expect(only(mapped, 'huntGroup').data.noAnswer).toMatchObject({ forwardEnabled: false });
    expect(mapped.losses).toEqual([expect.objectContaining({ verdict: 'manual', owner: `serviceInstance:${HUNT}` })]);
    expect(mapped.accounts).toContainEqual({
      prefix: `serviceInstance:${HUNT} GroupHuntGroupGetInstanceResponse.forwardToPhoneNumber`,
      outcome: 'manual',
      reason: 'forward-target-unresolved',
    });
  });

  it('leaves out an agent who does not move, by name', () => {
    const mapped = huntGroup({
      agents: [
        { userKey: 'gone@acme.example.test', userId: 'gone@acme.example.test' },
        { userKey: ANNA, userId: ANNA },
      ],
    });
    const draft = only(mapped, 'huntGroup');

    expect(draft.data.agents).toEqual([{ owner: `subscriber:${ANNA}` }]);
    expect(draft.why.agents).toMatchObject({ changed: true, note: expect.stringContaining('gone@acme') });
    expect(mapped.losses?.map(({ notice }) => notice)).toEqual([expect.stringContaining('gone@acme')]);
  });

  it('lists an agent once whose row stands twice, however it is spelled', () => {
    const agents = [ANNA, ANNA, ANNA.toUpperCase()].map((userId) => ({ userKey: ANNA, userId, weight: '40' }));
    const mapped = huntGroup({ agents, policy: 'Weighted' });

    expect(only(mapped, 'huntGroup').data.agents).toEqual([{ owner: `subscriber:${ANNA}`, weight: '40' }]);
  });

  it('gives weights to agents only where the policy weighs them', () => {
    const agents = [{ userKey: ANNA, userId: ANNA, weight: '40' }];

    expect(only(huntGroup({ agents, policy: 'Weighted' }), 'huntGroup').data.agents[0]?.weight).toBe('40');
    expect(only(huntGroup({ agents }), 'huntGroup').data.agents[0]).not.toHaveProperty('weight');
  });

  it('marks the draft of a group whose details were never read', () => {
    const draft = only(mapFeatures(contextOf({ instances: [sourceInstance({ detail: 'never-asked' })] })), 'huntGroup');

    expect(draft.why.policy).toMatchObject({ rule: 'instance-not-captured' });
    expect(draft.data.agents).toEqual([]);
  });

  it('makes nothing of a kind that is somebody else’s', () => {
    expect(mapFeatures(contextOf({ instances: [sourceInstance({ type: 'Route Point' })] })).drafts).toEqual([]);
  });
});

function queue(data: Partial<CallCenter> = {}, responses: readonly SourceResponse[] = []) {
  return mapFeatures(
    contextOf({
      instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Service' })],
      features: [
        sourceFeature(QUEUE, 'callCenter', { type: 'Basic', policy: 'Weighted', queueLength: 12, ...data }),
        sourceFeature(QUEUE, 'callCenterAgents', {
          agents: [{ userKey: ANNA, userId: ANNA, weight: '60', skillLevel: '3' }],
        }),
      ],
      responses,
    }),
  );
}

function overflow(body: Record<string, string>): SourceResponse {
  return {
    owner: { kind: 'serviceInstance', key: QUEUE },
    base: 'GroupCallCenterOverflowGetResponse',
    settings: Object.keys(body).length,
    body: () => Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [value]])),
  };
}

describe('call queues', () => {
  it('proposes the busy treatment where nobody asked about overflow, and asks a person', () => {
    const mapped = queue();

    expect(only(mapped, 'callQueue')).toMatchObject({
      data: { queueSize: 12, overflow: { action: 'PERFORM_BUSY_TREATMENT' }, customerAssist: false },
      why: { overflow: { rule: 'queue-overflow-never-asked' } },
    });
    expect(mapped.decisions).toEqual([
      expect.objectContaining({ kind: 'queue-overflow', object: `callQueue:${QUEUE}`, recommendation: 'busy' }),
    ]);
  });

  it('carries the overflow that was read', () => {
    const mapped = queue({}, [
      overflow({ action: 'Transfer', transferPhoneNumber: '0101', overflowAfterTimeout: 'false' }),
    ]);

    expect(only(mapped, 'callQueue').data.overflow).toEqual({
      action: 'TRANSFER_TO_PHONE_NUMBER',
      destination: '0101',
      sendToVoicemail: false,
      afterWait: false,
    });
    expect(mapped.decisions).toEqual([]);
  });

  it('lets callers overflow by time as before, and keeps the time of a switch that is off', () => {
    const on = queue({}, [overflow({ action: 'Busy', overflowAfterTimeout: 'true', timeoutSeconds: '45' })]);
    const off = queue({}, [overflow({ action: 'Busy', overflowAfterTimeout: 'false', timeoutSeconds: '45' })]);

    expect(only(on, 'callQueue').data.overflow).toMatchObject({ afterWait: true, afterWaitSeconds: 45 });
    expect(only(off, 'callQueue').data.overflow).toMatchObject({ afterWait: false, afterWaitSeconds: 45 });
    expect(on.losses).toEqual([]);
  });

  it('makes a Premium center a Customer Assist queue that is tried from the top down', () => {
    const draft = only(queue({ type: 'Premium' }), 'callQueue');

    expect(draft.data).toMatchObject({ customerAssist: true, policy: 'REGULAR' });
    expect(draft.why.policy).toMatchObject({ changed: true });
  });

  it('gives skill levels to agents only where calls are routed by skill', () => {
    expect(only(queue({ routingType: 'Skill Based' }), 'callQueue').data).toMatchObject({
      routingType: 'SKILL_BASED',
      agents: [{ weight: '60', skillLevel: 3 }],
    });
    expect(only(queue(), 'callQueue').data).toMatchObject({
      routingType: 'PRIORITY_BASED',
      agents: [{ owner: `subscriber:${ANNA}`, weight: '60' }],
    });
  });
});

describe('features of a skipped group', () => {
  it('are not drafted', () => {
    const stranger = sourceInstance({ groupKey: 'acme/elsewhere' });

    expect(mapFeatures(contextOf({ users: [sourceUser()], instances: [stranger] })).drafts).toEqual([]);
  });
});
