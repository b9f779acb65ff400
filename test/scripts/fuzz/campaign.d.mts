import type { MigrationError } from '../../../src/domain/errors.ts';
import type { probeSources } from '../../../src/extract/probe.ts';
import type { runExtract } from '../../../src/extract/run-extract.ts';
import type { bodyReader } from '../../../src/store/body-reader.ts';
import type { openStore } from '../../../src/store/open.ts';
import type { snapshotRepository } from '../../../src/store/snapshot-repository.ts';

export interface CaseResult {
  readonly seed: number;
  readonly name: string;
  /** `read`, the code of the refusal, or `crash`. */
  readonly outcome: string;
  readonly elapsed: number;
  readonly findings: readonly string[];
}

export function createCampaign(ports: {
  readonly runExtract: typeof runExtract;
  readonly probeSources: typeof probeSources;
  readonly openStore: typeof openStore;
  readonly snapshotRepository: typeof snapshotRepository;
  readonly bodyReader: typeof bodyReader;
  readonly MigrationError: typeof MigrationError;
  readonly samples: string;
}): {
  runCase(seed: number): Promise<CaseResult>;
  runTruncation(from: number, to: number, note: (length: number, outcome: string) => void): Promise<void>;
  close(): void;
};
export function smallCapture(): Buffer;
