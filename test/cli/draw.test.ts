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

  it('breaks names and ids at a mark, wherever it stands, and in the middle only what has none', () => {
    const drawn = (text: string) => draw([{ kind: 'text', text }], { ...wide, width: 24 }).split('\n');

    expect(drawn('ab@brightwaterworkslondon.example')).toEqual(['ab@', 'brightwaterworkslondon.', 'example']);
    expect(drawn('user:ab/cd')).toEqual(['user:ab/cd']);
    expect(drawn('UserServiceGetAssignmentListResponse')).toEqual(['UserServiceGetAssignment', 'ListResponse']);
    expect(drawn('a/0123456789012345678901234567')).toEqual(['a/0123456789012345678901', '234567']);
  });

  it('takes room from columns that can be broken at blanks before it tears an id', () => {
    const run = '01M8PJW5YS1A9WA5KVWZBXYDRR';
    const row = [run, 'a sentence that fits nowhere', 'no more than this one does'];
    const text = draw([{ kind: 'table', head: ['run', 'what', 'why'], rows: [row] }], { ...wide, width: 60 });

    expect(text).toContain(`│ ${run} │`);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
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
