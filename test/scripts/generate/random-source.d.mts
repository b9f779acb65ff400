import type { CaptureSource } from './queries.mjs';

export interface GeneratedSource extends CaptureSource {
  readonly groupCount: number;
  groupAt(index: number): CaptureSource['groups'][number];
}
export function randomSource(options: {
  readonly seed: number;
  readonly users: number;
  readonly groups: number;
}): GeneratedSource;
