import { MigrationError } from '../../domain/errors.ts';

export interface UnpackLimits {
  /** Most bytes that one packed byte may become. */
  readonly ratio: number;
  /** Most bytes that one source may unpack to. */
  readonly totalBytes: number;
}

/** Real captures shrink 10 to 60 times; a bomb 1,000 times and more. */
export const UNPACK_LIMITS: UnpackLimits = { ratio: 200, totalBytes: 100 * 2 ** 30 };

/** Below this size a file of blanks or of one repeated table is no danger, whatever its ratio. */
const RATIO_COUNTS_FROM = 8 * 2 ** 20;

/** Counts what one source unpacks to, over all its entries and layers. */
export interface Meter {
  /** @throws {MigrationError} `SOURCE_LIMIT` */
  add(bytes: number, where: string): void;
}

export function createMeter({ totalBytes }: UnpackLimits): Meter {
  let total = 0;
  return {
    add(bytes, where) {
      total += bytes;
      if (total > totalBytes) {
        throw new MigrationError('SOURCE_LIMIT', `unpacks to more than ${Math.round(totalBytes / 2 ** 20)} MiB`, {
          place: { where },
          hint: 'If it is what you meant to hand over, raise `limits.unpackedGigabytes` in migration.yaml.',
        });
      }
    },
  };
}

/** @throws {MigrationError} `SOURCE_LIMIT` when `unpacked` bytes came out of too few `packed` ones */
export function checkRatio(packed: number, unpacked: number, limits: UnpackLimits, where: string): void {
  if (unpacked > RATIO_COUNTS_FROM && unpacked > Math.max(packed, 1) * limits.ratio) {
    throw new MigrationError('SOURCE_LIMIT', `more than ${limits.ratio} bytes come out of each packed one`, {
      place: { where },
      hint: 'No capture shrinks that far: the archive may be made to fill disks. Unpack it yourself if you trust it.',
    });
  }
}
