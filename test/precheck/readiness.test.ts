import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { Finding } from '../../src/domain/findings.ts';
import { countReadiness, customerReadiness } from '../../src/precheck/readiness.ts';
import { ANNA, CUSTOMER, draft, HUNT, healthyDrafts, NORTH, PHONE } from './draft-builders.ts';

const SOUTH = 'location:acme/south';
const BOB = 'subscriber:bob@acme.example.test';
const drafts: readonly Draft[] = healthyDrafts(
  draft('location', { name: 'Acme South' }, { id: SOUTH, from: 'group:acme/south' }),
  draft('subscriber', { location: SOUTH, administrator: false, phoneNumber: '+12025550120' }, { id: BOB }),
  draft('number', { number: '+12025550120', location: SOUTH, owner: BOB }, { id: 'number:+12025550120' }),
);

function finding(id: string, severity: Finding['severity'], rule = 'some-rule'): Finding {
  const [kind = '', ...rest] = id.split(':');
  return { rule, severity, entity: { kind, id: rest.join(':') }, customer: CUSTOMER, message: '', hint: '' };
}

/** Readiness per object: customer, north, south, Anna, Bob. */
function judge(...findings: readonly Finding[]): Record<string, string> {
  const names: Record<string, string> = {
    [CUSTOMER]: 'customer',
    [NORTH]: 'north',
    [SOUTH]: 'south',
    [ANNA]: 'anna',
    [BOB]: 'bob',
  };
  return Object.fromEntries(
    customerReadiness(drafts, findings).map(({ id, readiness }) => [names[id] ?? id, readiness]),
  );
}

describe('customerReadiness', () => {
  it('calls everything ready that has no finding', () => {
    expect(judge()).toEqual({ customer: 'ready', north: 'ready', south: 'ready', anna: 'ready', bob: 'ready' });
  });

  it('keeps one person back and lets the rest go', () => {
    expect(judge(finding(BOB, 'blocker'))).toEqual({
      customer: 'conditions',
      north: 'ready',
      south: 'conditions',
      anna: 'ready',
      bob: 'notReady',
    });
  });

  it('keeps everybody of a blocked location back, and nobody else', () => {
    expect(judge(finding(SOUTH, 'blocker'))).toMatchObject({
      customer: 'conditions',
      south: 'notReady',
      anna: 'ready',
      bob: 'notReady',
    });
  });

  it('keeps the customer back with its first location', () => {
    expect(judge(finding(NORTH, 'blocker'))).toEqual({
      customer: 'notReady',
      north: 'notReady',
      south: 'notReady',
      anna: 'notReady',
      bob: 'notReady',
    });
  });

  it('keeps everybody back while the administrator cannot be created', () => {
    expect(judge(finding(ANNA, 'blocker'))).toMatchObject({
      customer: 'conditions',
      south: 'conditions',
      anna: 'notReady',
      bob: 'notReady',
    });
  });

  it('keeps a person back whose number is blocked', () => {
    expect(judge(finding('number:+12025550120', 'blocker'))).toMatchObject({ anna: 'ready', bob: 'notReady' });
  });

  it('lets a person go without the phone that is blocked', () => {
    expect(judge(finding(PHONE, 'blocker'))).toMatchObject({ anna: 'conditions', north: 'ready' });
  });

  it('counts a blocked hunt group as a condition of its location', () => {
    expect(judge(finding(HUNT, 'blocker'))).toMatchObject({
      anna: 'ready',
      north: 'conditions',
      customer: 'conditions',
    });
  });

  it('tells what is not known from what is wrong', () => {
    expect(judge(finding(BOB, 'blocker', 'user-details-missing'))).toMatchObject({
      bob: 'unknown',
      south: 'conditions',
    });
    expect(judge(finding(BOB, 'blocker', 'user-details-missing'), finding(BOB, 'blocker'))).toMatchObject({
      bob: 'notReady',
    });
  });

  it('makes a warning a condition of its own object only', () => {
    expect(judge(finding(SOUTH, 'warning'))).toMatchObject({
      customer: 'conditions',
      south: 'conditions',
      bob: 'ready',
    });
  });

  it('gives notes no weight', () => {
    expect(judge(finding(BOB, 'info'))).toMatchObject({ bob: 'ready' });
  });

  it('counts an overridden blocker as a condition', () => {
    const overridden = {
      ...finding(BOB, 'warning', 'user-details-missing'),
      override: { by: 'Jane Doe', reason: 'known' },
    };
    expect(judge(overridden)).toMatchObject({ bob: 'conditions' });
  });

  it('adds up customers, locations and owners', () => {
    expect(countReadiness(customerReadiness(drafts, [finding(BOB, 'blocker')]))).toEqual({
      ready: 2,
      conditions: 2,
      notReady: 1,
      unknown: 0,
    });
  });
});
