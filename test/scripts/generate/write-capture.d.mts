import type { GeneratedSource } from './random-source.mjs';

export function writeCapture(
  source: GeneratedSource,
  write: (bytes: Buffer) => void,
  options?: { readonly requests?: boolean },
): void;
