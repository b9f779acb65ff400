import { describe, expect, it } from 'vitest';
import type { Draft, DraftKind } from '../../src/domain/drafts.ts';
import { draftName } from '../../src/precheck/draft-name.ts';
import { canonical, isE164, isInternational, isValidByPlan } from '../../src/precheck/phone.ts';
import { isKnownZone, isLegacyZone, offsetDifference } from '../../src/precheck/time-zone.ts';
import { draft } from './draft-builders.ts';

describe('draftName', () => {
  it.each<[DraftKind, string]>([
    ['customer', 'Acme Tools (key)'],
    ['location', 'Acme North (key)'],
    ['subscriber', 'Anna Able (key)'],
    ['workspace', 'Lobby (key)'],
    ['virtualLine', 'Line One (key)'],
    ['device', 'anna-phone (key)'],
    ['number', '+12025550100 (key)'],
    ['huntGroup', 'Sales (key)'],
    ['callParkSettings', 'call park settings (key)'],
    ['setting', 'callForwarding (key)'],
    ['notMigrated', 'user:carl (key)'],
  ])('of a %s is what a person calls it, then its key', (kind, name) => {
    const made = { ...draft(kind), id: `${kind}:key` } as Draft;

    expect(
      draftName(made.kind === 'notMigrated' ? { ...made, data: { ...made.data, source: 'user:carl' } } : made),
    ).toBe(name);
  });

  it('is the key alone where the object has no other name', () => {
    expect(draftName({ ...draft('number'), id: 'number:+12025550100' })).toBe('+12025550100');
    expect(draftName(draft('subscriber', { firstName: '', lastName: '' }, { id: 'subscriber:key' }))).toBe('key');
  });
});

describe('numbers', () => {
  it.each([
    ['+1-2025550101', '+12025550101'],
    ['+44 20 7946 0000', '+442079460000'],
    ['+999123', '+999123'],
    ['0102', '0102'],
  ])('%s is compared as %s', (written, expected) => {
    expect(canonical(written)).toBe(expected);
  });

  it('are E.164 with 7 to 15 digits behind the plus', () => {
    expect(['+1234567', '+123456789012345'].map(isE164)).toEqual([true, true]);
    expect(['+123456', '+1234567890123456', '+0234567', '1234567'].map(isE164)).toEqual([false, false, false, false]);
  });

  it('are valid by plan only where they can be read at all', () => {
    expect(['+442079460000', '+9991234567', 'front desk'].map(isValidByPlan)).toEqual([true, false, false]);
  });

  it.each([
    { number: '+442079460000', country: 'US', expected: true },
    { number: '+16135550199', country: 'CA', expected: false },
    { number: '+442079460000', country: undefined, expected: false },
    { number: '+442079460000', country: 'Narnia', expected: false },
    { number: '0102', country: 'US', expected: false },
    { number: '+9991234567', country: 'US', expected: false },
  ])('$number from $country leaves the country: $expected', ({ number, country, expected }) => {
    expect(isInternational(number, country)).toBe(expected);
  });
});

describe('time zones', () => {
  it('compare by what their clocks show, in either direction and in part of the year', () => {
    expect(offsetDifference('America/New_York', 'America/New_York')).toBeUndefined();
    expect(offsetDifference('America/New_York', 'America/Chicago')).toEqual({ minutes: 60, always: true });
    expect(offsetDifference('America/Chicago', 'America/New_York')).toEqual({ minutes: -60, always: true });
    expect(offsetDifference('America/Denver', 'America/Phoenix')).toEqual({ minutes: 60, always: false });
    expect(offsetDifference('Europe/London', 'Atlantic/Reykjavik')).toEqual({ minutes: 60, always: false });
    expect(offsetDifference('Asia/Kolkata', 'UTC')).toEqual({ minutes: 330, always: true });
  });

  it('are known by the database, and legacy where a current list does not show them', () => {
    expect(['US/Eastern', 'Moon/Base'].map(isKnownZone)).toEqual([true, false]);
    expect(['US/Eastern', 'GB', 'America/New_York'].map(isLegacyZone)).toEqual([true, true, false]);
  });
});
