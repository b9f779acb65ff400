import { describe, expect, it } from 'vitest';
import { draw } from '../../src/cli/draw.ts';

const wide = { width: 100, colour: false };

describe('draw', () => {
  it('wraps a table into a narrow terminal and loses nothing', () => {
    const cell = 'subscriber-email-missing anna.with.a.very.long.mailbox.name@brightwater.example.test';
    const text = draw([{ kind: 'table', head: ['rule', 'what was seen'], rows: [['x', cell]] }], {
      ...wide,
      width: 40,
    });

    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(text.replaceAll(/[^a-z@.-]/g, '')).toContain('anna.with.a.very.long.mailbox.name@brightwater.example.test');
  });

  it('breaks text between words', () => {
    expect(draw([{ kind: 'text', text: 'one two three' }], { ...wide, width: 8 })).toBe('one two\nthree');
  });

  it('names the next command', () => {
    const text = draw([{ kind: 'next', command: 'bw2wholesale map', why: 'maps' }], wide);
    expect(text).toContain('Next: bw2wholesale map');
  });

  it('wraps what the next command is for, under its indent', () => {
    const text = draw([{ kind: 'next', command: 'x', why: 'one two three' }], { ...wide, width: 14 });
    expect(text.split('\n').slice(2)).toEqual(['      one two', '      three']);
  });

  it('colours nothing where colours are off', () => {
    const text = draw([{ kind: 'heading', text: 'Plan' }], wide);
    expect(text).not.toContain('\u001b');
  });
});
