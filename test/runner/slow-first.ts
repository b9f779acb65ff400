import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Starts slow files first, the many quick ones behind them. Left to itself, the runner starts the larger file first on a
 * fresh clone: a long one that is short to read came last, and the other workers stood idle until it ended.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return slowFirst(await super.sort(files));
  }
}

/** Keeps the order within both kinds. */
export function slowFirst<File extends { readonly moduleId: string }>(files: readonly File[]): File[] {
  const isSlow = ({ moduleId }: File): boolean => moduleId.endsWith('.slow.test.ts');
  return [...files.filter(isSlow), ...files.filter((file) => !isSlow(file))];
}
