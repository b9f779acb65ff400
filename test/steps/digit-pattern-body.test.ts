import { describe, expect, it } from 'vitest';
import { findDigitPattern } from '../../src/steps/digit-pattern-body.ts';

const seen = (id: string, name: string, pattern: string) => ({
  id,
  name,
  pattern,
  action: 'BLOCK',
  transferEnabled: false,
});
const wanted = { name: 'Old', pattern: '1978!', action: 'BLOCK' as const, transferEnabled: false };
const free = () => true;

describe('findDigitPattern', () => {
  it('goes by the name, also where an earlier plan has given it another id', () => {
    const all = [seen('x', 'New', '1977!'), seen('y', 'Old', '1900!')];
    expect(findDigitPattern(wanted, all, 'x', free)?.id).toBe('y');
  });

  it('leaves a pattern alone that another step has taken over, though its own id of earlier is that one', () => {
    const all = [seen('x', 'New', '1977!')];
    expect(findDigitPattern(wanted, all, 'x', (id) => id !== 'x')).toBeUndefined();
    expect(findDigitPattern(wanted, all, 'x', free)?.id).toBe('x');
  });

  it('takes the same digits under another name for the same pattern, unless they are those of another step', () => {
    const all = [seen('z', 'Elsewhere', '1978!')];
    expect(findDigitPattern(wanted, all, undefined, free)?.id).toBe('z');
    expect(findDigitPattern(wanted, all, undefined, () => false)).toBeUndefined();
  });
});
