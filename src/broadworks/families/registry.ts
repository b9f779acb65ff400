import type { FeatureSource } from '../../domain/feature-source.ts';
import type { ResponseReader } from '../reader.ts';
import { agentStateReaders } from './agent-state.ts';
import { autoAttendantReaders } from './auto-attendants.ts';
import { barringReaders } from './barring.ts';
import { callingPlanReaders } from './calling-plans.ts';
import { criterionReaders } from './criteria.ts';
import { departmentReaders } from './departments.ts';
import { deviceReaders } from './devices.ts';
import { enterpriseTrunkReaders } from './enterprise-trunks.ts';
import { groupFeatureReaders } from './group-features.ts';
import { groupNoticeReaders } from './group-notices.ts';
import { groupReaders } from './groups.ts';
import { huntingReaders } from './hunting.ts';
import { instanceReaders } from './instances.ts';
import { numberReaders } from './numbers.ts';
import { policyReaders } from './policies.ts';
import { providerListReaders } from './provider-lists.ts';
import { providerReaders } from './providers.ts';
import { queueSettingReaders } from './queue-settings.ts';
import { registrationReaders } from './registrations.ts';
import { scheduleReaders } from './schedules.ts';
import { serviceReaders } from './services.ts';
import { userCallReaders } from './user-calls.ts';
import { userFeatureReaders } from './user-features.ts';
import { userRoleReaders } from './user-roles.ts';
import { userSettingReaders } from './user-settings.ts';
import { userReaders } from './users.ts';
import { voiceMailReaders } from './voice-mail.ts';

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
  ...queueSettingReaders,
  ...scheduleReaders,
  ...groupFeatureReaders,
  ...userFeatureReaders,
  ...userCallReaders,
  ...criterionReaders,
  ...userRoleReaders,
  ...userSettingReaders,
  ...registrationReaders,
  ...providerListReaders,
  ...enterpriseTrunkReaders,
  ...policyReaders,
  ...callingPlanReaders,
  ...barringReaders,
  ...groupNoticeReaders,
  ...voiceMailReaders,
  ...agentStateReaders,
];

const BY_BASE = new Map(READERS.flatMap((reader) => reader.bases.map((base) => [base, reader] as const)));

export function readerOf(base: string): ResponseReader | undefined {
  return BY_BASE.get(base);
}

/** Features of users, read from their responses when somebody asks for them. */
export const FEATURE_SOURCE: FeatureSource = {
  bases: READERS.filter((reader) => reader.feature !== undefined).flatMap((reader) => reader.bases),
  read: (response) => readerOf(response.base)?.feature?.(response),
};
