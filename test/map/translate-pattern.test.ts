import { describe, expect, it } from 'vitest';
import { overlap, translatePattern } from '../../src/map/digit-patterns/translate-pattern.ts';

describe('translatePattern', () => {
  it.each([
    ['0900', ['0900']],
    ['0900*', ['0900!']],
    ['202555????', ['202555XXXX']],
    ['+44*', ['+44!']],
    ['+1-202 (555) ????', undefined],
    ['+1 (202) 555????', ['+1202555XXXX']],
    ['0[5-7,9]0*', ['050!', '060!', '070!', '090!']],
    ['[1,3][2-3]', ['12', '13', '32', '33']],
    ['????', ['XXXX']],
  ])('says %s as %j', (written, patterns) => {
    const translated = translatePattern(written);

    if (patterns === undefined) expect(translated).toHaveProperty('reason');
    else expect(translated).toEqual({ patterns });
  });

  it.each([
    [undefined, 'its digits were never read'],
    ['', 'its digits were never read'],
    ['*67', 'a * that is not at its end'],
    ['#22', 'a service code, which is no number'],
    ['0800XXXX', 'signs that Webex does not know'],
    ['[a-c]1', 'signs that Webex does not know'],
    ['[7-5]', 'signs that Webex does not know'],
    ['1[2', 'signs that Webex does not know'],
    ['[0-9][0-9]', 'stands for more than 20 patterns'],
    ['*', 'it fits every call, which types of calls say better'],
    ['+?*', 'it fits every number with a +, which types of calls say better'],
  ])('does not say %s: %s', (written, reason) => {
    expect(translatePattern(written)).toEqual({ reason });
  });
});

describe('overlap', () => {
  it.each([
    ['0900!', '0900123', true],
    ['0900!', '0900', true],
    ['0900123', '0900124', false],
    ['0900', '09001', false],
    ['09XX', '0912', true],
    ['XXXX', '123', false],
    ['+44!', '+4420', true],
    ['X44!', '+44!', false],
    ['+X!', '+44!', true],
    ['12!', '1XX!', true],
  ])('of %s and %s is %s', (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected);
    expect(overlap(other, one)).toBe(expected);
  });
});
