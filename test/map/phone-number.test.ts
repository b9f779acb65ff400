import { describe, expect, it } from 'vitest';
import { toE164, userNumber } from '../../src/map/phone-number.ts';

describe('toE164', () => {
  it.each([
    ['2025550101', '1', '+12025550101'],
    ['+1-2025550101', undefined, '+12025550101'],
    ['+44-02079460101', undefined, '+442079460101'],
    ['0612345678', '39', '+390612345678'],
    ['4441234', '90', '+904441234'],
  ])('reads %s with calling code %s', (written, code, expected) => {
    expect(toE164(written, code)).toBe(expected);
  });

  it.each([
    ['2025550101', undefined],
    ['12', '1'],
    ['anna', '1'],
    ['9912025550101', '1'],
    ['2025550101', '999'],
    ['2025550101', '0'],
    ['2025550101', '1.5'],
    ['2025550101', '٣'],
    ['2025550101', 'US'],
  ])('refuses %s with calling code %s', (written, code) => {
    expect(toE164(written, code)).toBeUndefined();
  });
});

describe('userNumber', () => {
  it('takes the listed number of the user where its own digits leave the country open', () => {
    const known = new Map([
      ['+12025550101', 'bob'],
      ['+442025550101', 'anna'],
    ]);

    expect(userNumber({ key: 'anna', phoneNumber: '2025550101' }, known)).toBe('+442025550101');
    expect(userNumber({ key: 'carla', phoneNumber: '2025550101' }, known)).toBeUndefined();
  });
});
