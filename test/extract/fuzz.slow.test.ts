import { afterAll, describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { probeSources } from '../../src/extract/probe.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import { bodyReader } from '../../src/store/body-reader.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { newStore } from '../fakes/empty-store.ts';
import { createCampaign, smallCapture } from '../scripts/fuzz/campaign.mjs';
import { SAMPLES } from './extract-into.ts';

/** The small form of `node test/scripts/fuzz.mjs`. A failing case is repeated with its seed and one case. */
const CASES = Number(process.env.BW2W_FUZZ_CASES ?? 200);
const SEED = Number(process.env.BW2W_FUZZ_SEED ?? Date.now() % 2 ** 30);

describe('damaged and hostile captures', () => {
  const ports = { runExtract, probeSources, openStore: newStore, snapshotRepository, bodyReader, MigrationError };
  const campaign = createCampaign({ ...ports, samples: SAMPLES });
  afterAll(campaign.close);

  it(`are read or refused, quickly, the same in any pieces, and never joined to a wrong owner (${CASES} cases, seed ${SEED})`, {
    timeout: 600_000,
  }, async () => {
    for (let index = 0; index < CASES; index++) {
      const { seed, name, findings } = await campaign.runCase(SEED + index);
      expect(findings, `BW2W_FUZZ_SEED=${seed} BW2W_FUZZ_CASES=1 (${name})`).toEqual([]);
    }
  });

  it('cut at any byte: nothing but whole documents is ever taken for whole', { timeout: 300_000 }, async () => {
    const outcomes = new Map<number, string>();
    await campaign.runTruncation(0, Number.POSITIVE_INFINITY, (length, outcome) => void outcomes.set(length, outcome));

    const capture = smallCapture();
    const requestEnd = capture.indexOf('</BroadsoftDocument>') + '</BroadsoftDocument>'.length;
    const answerEnd = capture.lastIndexOf('</BroadsoftDocument>') + '</BroadsoftDocument>'.length;
    for (const [length, outcome] of outcomes) {
      if (length === 0) expect(outcome, `${length}`).toBe('SOURCE_EMPTY');
      else if (length >= answerEnd) expect(outcome, `${length}`).toBe('read');
      else if (length === requestEnd || length === requestEnd + 1)
        expect(outcome, `${length}`).toBe('SOURCE_REQUESTS_ONLY');
      else expect(outcome, `${length}`).toMatch(/^SOURCE_(?:TRUNCATED|NOT_XML)$/);
    }
  });
});
