import { createHash } from 'node:crypto';
import type { FileClaim } from '../domain/snapshot.ts';
import type { SnapshotPort } from './ports.ts';

/**
 * Digest of a file of which the bytes are not all that decides how it is read: a profile, or what its place says.
 *
 * @param content - digest of the bytes
 */
export function digestWith(content: string, ...more: readonly string[]): string {
  return createHash('sha256')
    .update([content, ...more].join('\n'))
    .digest('hex');
}

/** The digest of a file whose place or manifest says whom it describes: two users may have the very same answers. */
export function digestWithClaims(digest: string, claims: readonly FileClaim[]): string {
  if (claims.length === 0) return digest;
  return digestWith(digest, JSON.stringify(claims.map(({ rule, base, parts }) => [rule, base ?? '', parts])));
}

/** Whether a file is stored already, read plainly or by the profiles that there are now. */
export function isStored(
  store: Pick<SnapshotPort, 'hasDigest'>,
  content: string,
  profilesDigest: string,
  claims: readonly FileClaim[],
): boolean {
  return [content, digestWith(content, profilesDigest)].some((digest) =>
    store.hasDigest(digestWithClaims(digest, claims)),
  );
}
