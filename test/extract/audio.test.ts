import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { audioContainer, readWaveHeader } from '../../src/extract/audio/audio-format.ts';
import { insideOf } from '../../src/extract/audio/read-audio.ts';
import { readAudioFiles } from '../../src/store/audio-files.ts';
import { forgetFiles } from '../../src/store/forgotten-files.ts';
import { wave } from '../builders/wave.ts';
import { extractInto, folderOf, newStore, SAMPLES } from './extract-into.ts';

describe('audio, told by its first bytes', () => {
  it.each([
    ['WAV', wave(1)],
    ['MP3', Buffer.from('ID3')],
    ['MP3', Buffer.from([0xff, 0xfb, 0x90, 0])],
    ['WMA', Buffer.from('3026b2758e66cf11a6d9', 'hex')],
    ['MP4', Buffer.from('\0\0\0\x18ftyp3gp4', 'latin1')],
    ['OGG', Buffer.from('OggS')],
    [undefined, Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1')],
    [undefined, Buffer.from('<BroadsoftDocument protocol="OCI">')],
    [undefined, Buffer.alloc(0)],
  ])('is %s', (container, head) => {
    expect(audioContainer(head)).toBe(container);
  });
});

describe('the header of a WAV file', () => {
  it('says how it is coded and how long it plays', () => {
    const file = wave(1, { seconds: 2.5, rate: 16_000, channels: 2 });

    expect(readWaveHeader(file, file.length)).toEqual({
      container: 'WAV',
      coding: 'PCM',
      channels: 2,
      sampleRate: 16_000,
      bits: 16,
      seconds: 2.5,
    });
  });

  it.each([
    [0, 'left open'],
    [0xffffffff, 'endless'],
  ])('counts the bytes of the file where its length is %i', (length) => {
    const file = wave(1, { seconds: 1 });
    file.writeUInt32LE(length, 40);

    expect(readWaveHeader(file, file.length).seconds).toBe(1);
  });

  it.each([
    [6, 'A-law'],
    [7, 'µ-law'],
    [2, 'code 2'],
  ])('knows the code %i as %s, behind chunks of an odd length', (code, coding) => {
    const plain = wave(1);
    plain.writeUInt16LE(code, 20);
    const odd = Buffer.concat([Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')]);
    const file = Buffer.concat([plain.subarray(0, 12), odd, plain.subarray(12)]);

    expect(readWaveHeader(file, file.length)).toMatchObject({ coding, seconds: 0.1 });
  });

  it('says nothing where it is cut off', () => {
    expect(readWaveHeader(wave(1).subarray(0, 20), 20)).toEqual({ container: 'WAV' });
  });
});

describe('the place of a file', () => {
  it.each([
    ['captures/a/b.wav', 'a/b.wav', 'a/b.wav'],
    ['captures.zip!a/b.wav', undefined, 'a/b.wav'],
    ['x.tar.gz!y.zip!b.wav', 'x.tar.gz', 'b.wav'],
  ])('of %s below %s is %s', (name, below, inside) => {
    expect(insideOf(name, below)).toBe(inside);
  });
});

describe('audio beside captures', () => {
  const named = (db: ReturnType<typeof newStore>) =>
    readAudioFiles(db).map(({ inside, groupKey, bytes }) => [inside, groupKey, bytes]);

  it('is recorded with the group in whose folder it lies, twice where two groups have the same', async () => {
    const db = newStore();
    const folder = folderOf({
      'brightwater/portland-hq/hello.wav': wave(1),
      'brightwater/london-office/hello.wav': wave(1),
      'brightwater/nowhere/hello': wave(1),
      'tune.mp3': Buffer.from('ID3 no capture at all'),
    });
    const summary = await extractInto(db, [join(SAMPLES, 'enterprise'), folder]);

    expect(summary.audioFiles).toBe(4);
    expect(named(db)).toEqual([
      ['brightwater/london-office/hello.wav', 'brightwater/london-office', 844],
      ['brightwater/nowhere/hello', undefined, 844],
      ['brightwater/portland-hq/hello.wav', 'brightwater/portland-hq', 844],
      ['tune.mp3', undefined, 21],
    ]);
    expect(summary.unknown).toEqual([]);
  });

  it('is skipped the second time, replaced when it changed, and forgotten on demand', async () => {
    const db = newStore();
    const folder = folderOf({ 'hello.wav': wave(1) });
    await extractInto(db, [folder]);
    expect((await extractInto(db, [folder])).files).toEqual({ read: 0, skipped: 1 });

    writeFileSync(join(folder, 'hello.wav'), wave(2, { seconds: 1 }));
    await extractInto(db, [folder]);
    expect(named(db)).toEqual([['hello.wav', undefined, 16_044]]);

    forgetFiles(db, join(folder, 'hello.wav'));
    await extractInto(db, [join(SAMPLES, 'enterprise')]);
    expect(named(db)).toEqual([]);
  });
});
