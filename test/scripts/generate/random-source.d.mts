import type { CaptureSource } from './queries.mjs';

export interface GeneratedSource extends CaptureSource {
  readonly groupCount: number;
  readonly singleServices: readonly string[];
  groupAt(index: number): CaptureSource['groups'][number];
}
export function randomSource(options: {
  readonly seed: number;
  readonly users: number;
  readonly groups: number;
  readonly serviceProvider?: boolean;
}): GeneratedSource;

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, count). */
  below(count: number): number;
  pick<Item>(list: readonly Item[]): Item;
  chance(share: number): boolean;
}
export function randomOf(seed: number): Random;
