import type { ResponseReader } from '../reader.ts';
import { autoAttendantReaders } from './auto-attendants.ts';
import { departmentReaders } from './departments.ts';
import { deviceReaders } from './devices.ts';
import { groupReaders } from './groups.ts';
import { huntingReaders } from './hunting.ts';
import { instanceReaders } from './instances.ts';
import { numberReaders } from './numbers.ts';
import { providerReaders } from './providers.ts';
import { serviceReaders } from './services.ts';
import { userFeatureReaders } from './user-features.ts';
import { userReaders } from './users.ts';

/** All readers in the order in which they project: parents first, so that children find what they lean on. */
export const READERS: readonly ResponseReader[] = [
  ...providerReaders,
  ...groupReaders,
  ...departmentReaders,
  ...userReaders,
  ...instanceReaders,
  ...serviceReaders,
  ...deviceReaders,
  ...numberReaders,
  ...huntingReaders,
  ...autoAttendantReaders,
  ...userFeatureReaders,
];

const BY_BASE = new Map(READERS.flatMap((reader) => reader.bases.map((base) => [base, reader] as const)));

export function readerOf(base: string): ResponseReader | undefined {
  return BY_BASE.get(base);
}
